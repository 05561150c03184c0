import { randomBytes } from 'node:crypto'
import { inTransaction } from '../src/domain/cx.ts'
import { sha256 } from '../src/platform/secrets.ts'
import { type NewPerson, addPerson } from '../src/seed/organisation.ts'
import type { Desk, Json, Reply } from './harness.ts'

const root = '/open-apis/helpdesk/v1/notifications'

export const card = '{"elements":[{"tag":"markdown","content":"Welcome!"}]}'

/** The body of a push to everyone. */
export const push = (change: object = {}) => ({
  job_name: 'Hello',
  push_content: card,
  push_type: 0,
  push_scope_type: 0,
  ...change,
})

/** Drafts a push, as the owner unless said otherwise. @returns its id. */
export async function newPush(desk: Desk, change: object = {}, userId = desk.ownerId): Promise<string> {
  const reply = await desk.call('POST', root, push(change), await desk.user(userId))
  if (reply.body.code !== 0) throw new Error(JSON.stringify(reply.body))
  return reply.body.data.notification_id as string
}

/** Hands a push of the owner in and approves it. */
export async function reviewed(desk: Desk, id: string): Promise<string> {
  await desk.call('POST', `${root}/${id}/submit_approve`, { reason: 'r' }, await desk.user(desk.ownerId))
  await browserOf(desk, desk.ownerId)('POST', `/${id}/approve`)
  return id
}

/** Adds somebody to the organisation, at a time (Unix ms). */
export const addUser = (desk: Desk, person: NewPerson, now = Date.now()): Promise<string> =>
  inTransaction(desk.fresh({ now }), (cx) => addPerson(cx, person))

/** Calls the console's pushes as the signed-in person's browser does. */
export function browserOf(desk: Desk, userId: string) {
  const secret = randomBytes(16).toString('hex')
  const headers = { cookie: `pipit_session=${desk.cx.tenantId}.${secret}`, 'x-pipit-csrf': '1' }
  const signedIn = inTransaction(desk.fresh(), (cx) =>
    cx.db
      .insertInto('sessions')
      .values({
        tenant_id: cx.tenantId,
        id: sha256(secret).toString('hex'),
        user_id: userId,
        user_agent: null,
        created_at: cx.now,
        expires_at: cx.now + 3_600_000,
        last_seen_at: cx.now,
      })
      .execute(),
  )
  return async (method: string, path: string, body?: unknown): Promise<Reply> => {
    await signedIn
    return desk.call(method, `/console/v1/admin/notifications${path}`, body, headers)
  }
}

/** A push as its author sees it. */
export const getPush = async (desk: Desk, id: string, query = ''): Promise<Json> =>
  (await desk.call('GET', `${root}/${id}${query}`, undefined, await desk.user(desk.ownerId))).body.data
    .notification
/** Calls one of the steps of a push, as the owner unless said otherwise. */
export const act = async (desk: Desk, id: string, what: string, body: object = {}, userId = desk.ownerId) =>
  desk.call('POST', `${root}/${id}/${what}`, body, await desk.user(userId))
export const send = (desk: Desk, id: string, at = Date.now()) =>
  act(desk, id, 'execute_send', { send_at: String(at) })
/** Who got how many cards from the app's bot. */
export const received = async (desk: Desk): Promise<Record<string, number>> => {
  const rows = await desk.cx.db
    .selectFrom('messages as m')
    .innerJoin('chats as c', (j) =>
      j.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.id', '=', 'm.chat_id'),
    )
    .select(['c.guest_id', 'm.deleted_at'])
    .where('m.tenant_id', '=', desk.cx.tenantId)
    .where('c.peer_id', '=', desk.appId)
    .execute()
  const counts: Record<string, number> = {}
  for (const row of rows) if (row.deleted_at === null) counts[row.guest_id] = (counts[row.guest_id] ?? 0) + 1
  return counts
}
export const once = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, 1]))
