import { expect } from 'vitest'
import { signIn } from '../src/domain/sessions.ts'
import { type Desk, type Reply, password } from './harness.ts'

const v1 = '/open-apis/helpdesk/v1'

/** Calls as the signed-in person's browser does. */
export async function browserOf(
  desk: Desk,
  userId: string,
): Promise<(method: string, path: string, body?: unknown) => Promise<Reply>> {
  const { email } = await desk.cx.engine.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const signed = await signIn(desk.cx, { email: email!, password, userAgent: undefined, now: Date.now() })
  const headers = { cookie: `pipit_session=${signed.cookie}`, 'x-pipit-csrf': '1' }
  return (method, path, body) => desk.call(method, `/console/v1${path}`, body, headers)
}

/** A ticket's status and owner, as the API shows them. */
export async function ticketOf(
  desk: Desk,
  id: string,
): Promise<{ status: number; owner: string | undefined }> {
  const { body } = await desk.call('GET', `${v1}/tickets/${id}`)
  return { status: body.data.ticket.status, owner: body.data.ticket.agent_owner?.id }
}
export const processing = (desk: Desk) => ({ status: 2, owner: desk.agentId })
export const waiting = { status: 3, owner: undefined }

/** Opens a ticket for people, by a guest of its own. @returns its id. */
export async function start(desk: Desk, more: object = {}): Promise<string> {
  const open_id = await desk.addPerson({ name: 'Guest' })
  const { body } = await desk.call('POST', `${v1}/start_service`, { open_id, human_service: true, ...more })
  return body.data.ticket_id as string
}

/** Sets an agent online (1) or offline (2), as the owner. */
export async function setStatus(desk: Desk, agentId: string, status: 1 | 2): Promise<void> {
  const path = `${v1}/agents/${agentId}`
  expect((await desk.call('PATCH', path, { status }, await desk.user(desk.ownerId))).body.code).toBe(0)
}

/** Sets how many tickets an agent is given at most, as the owner. */
export async function setLimit(desk: Desk, agentId: string, max_tickets: number): Promise<void> {
  const owner = await browserOf(desk, desk.ownerId)
  expect((await owner('PATCH', `/agents/${agentId}`, { max_tickets })).body).toMatchObject({ max_tickets })
}

/** Lets an agent come online without anybody being told: what a schedule that begins looks like. */
export const comeOnline = (desk: Desk, agentIds: readonly string[], max_tickets = 10): Promise<unknown> =>
  desk.cx.engine.transaction((db) =>
    db
      .updateTable('agents')
      .set({ status: 'online', max_tickets })
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('user_id', 'in', agentIds)
      .execute(),
  )
