import { describe, expect, test } from 'vitest'
import { startService } from '../src/domain/tickets.ts'
import { closeTicket, reopenTicket, takeTicket } from '../src/domain/ticket-actions.ts'
import { postAsAgent } from '../src/domain/messages.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('people who act on one guest at the same time', async () => {
  const server = await newServer()

  test('wait for each other, never in a circle, and leave one open ticket at most', async () => {
    const desk = await newDesk(server)
    const agent = { actor: { kind: 'user', userId: desk.agentId, role: 'agent' } } as const
    const start = () =>
      startService(desk.fresh(), { guestId: desk.guestId, human: true, appointedAgents: [], channel: 9 })
    for (let round = 0; round < 12; round += 1) {
      const ticket = await start()
      const outcomes = await Promise.allSettled([
        closeTicket(desk.fresh(agent), ticket.id),
        start(),
        takeTicket(desk.fresh(agent), ticket.id),
        postAsAgent(desk.fresh(agent), ticket.id, { type: 'text', content: { text: 'hello' } }),
        start(),
        reopenTicket(desk.fresh(agent), ticket.id),
        closeTicket(desk.fresh(agent), ticket.id),
        start(),
      ])
      // Some come too late, and are told so; nothing else may go wrong.
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(['ticket_closed', 'ticket_open', 'invalid_input']).toContain(outcome.reason.code)
    }
    const open = await server.services.engine.db
      .selectFrom('tickets')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('guest_id', '=', desk.guestId)
      .where('closed_at', 'is', null)
      .execute()
    expect(open.length).toBeLessThanOrEqual(1)
  })
})
