import { describe, expect, test } from 'vitest'
import { signIn } from '../src/domain/sessions.ts'
import { type Desk, newDesk, newServer, noDatabase, password } from './harness.ts'

describe.skipIf(noDatabase)('the overview of a desk', async () => {
  const server = await newServer()

  /** Calls as the signed-in person's browser does. */
  async function browserOf(desk: Desk, userId: string) {
    const { email } = await server.services.engine.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    const who = { email: email!, password, userAgent: undefined, now: Date.now() }
    const { cookie } = await signIn(server.services, who)
    const headers = { cookie: `pipit_session=${cookie}`, 'x-pipit-csrf': '1' }
    return (method: string, path: string, body?: unknown) =>
      desk.call(method, `/console/v1${path}`, body, headers)
  }

  test('counts what is open now and what was closed, by day and by agent, as the statistics do', async () => {
    const desk = await newDesk(server)
    await newDesk(server).then((other) => other.newTicket())
    const closed = await desk.newTicket()
    const open = await desk.newTicket()
    const agent = await browserOf(desk, desk.agentId)
    await agent('POST', `/tickets/${closed}/take`)
    await agent('POST', `/tickets/${closed}/messages`, { text: 'an answer' })
    expect((await agent('POST', `/tickets/${closed}/close`, {})).status).toBe(200)

    const owner = await browserOf(desk, desk.ownerId)
    const { status, body } = await owner('GET', '/admin/overview')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      open: 1,
      closed: 1,
      closed_by_bot: 0,
      ratings: { bad: 0, fair: 0, good: 0 },
    })
    expect(body.days).toHaveLength(7)
    expect(body.days.at(-1)).toMatchObject({ created: 2, closed: 1 })
    expect(body.agents[0]).toMatchObject({
      agent: { id: desk.agentId },
      closed: 1,
      first_response_seconds: body.first_response_seconds,
    })
    expect(body.agents.map(({ closed }: { closed: number }) => closed)).toEqual([1, 0])
    const ticket = (await owner('GET', `/tickets/${open}`)).body
    expect(body.unassigned).toBe(ticket.agent === undefined ? 1 : 0)
    expect((await owner('GET', '/admin/overview?days=30')).body.days).toHaveLength(30)
    const bad = await owner('GET', '/admin/overview?days=91')
    expect([bad.status, bad.body.field_violations[0].field]).toEqual([400, 'days'])
  })

  test('is for owner and admins', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(desk, desk.agentId)
    expect((await agent('GET', '/admin/overview')).status).toBe(403)
  })
})
