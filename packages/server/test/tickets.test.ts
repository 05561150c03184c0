import { describe, expect, test } from 'vitest'
import { newDesk, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('tickets', async () => {
  const server = await newServer()

  test('a ticket opened by a program can be read, answered and closed', async () => {
    const desk = await newDesk(server)
    const started = await desk.call('POST', '/open-apis/helpdesk/v1/start_service', {
      open_id: desk.guestId,
      human_service: true,
      appointed_agents: [desk.agentId],
    })
    expect(started.body).toMatchObject({
      code: 0,
      msg: 'success',
      data: { chat_id: expect.stringMatching(/^oc_/) },
    })
    const id = started.body.data.ticket_id
    expect(id).toMatch(/^\d{19}$/)

    const got = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)
    expect(got.body.data.ticket).toMatchObject({
      ticket_id: id,
      helpdesk_id: desk.helpdeskId,
      guest: { id: desk.guestId, name: '郭客 Guest', city: 'Chengdu' },
      agent_owner: { id: desk.agentId, name: 'Ada Agent', department: 'Support' },
      agents: [{ id: desk.agentId }],
      status: 2,
      ticket_type: 2,
      channel: 9,
      updated_at: -1,
      collaborators: [],
    })

    const sent = await desk.call('POST', `/open-apis/helpdesk/v1/tickets/${id}/messages`, {
      msg_type: 'text',
      content: '{"text":"您好"}',
    })
    expect(sent.body.data.message_id).toMatch(/^om_[0-9a-f]{32}$/)
    const messages = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}/messages`)
    expect(messages.body.data).toMatchObject({
      total: 1,
      messages: [{ message_id: sent.body.data.message_id, message_type: 'text' }],
    })

    const closed = await desk.call(
      'PUT',
      `/open-apis/helpdesk/v1/tickets/${id}`,
      { status: 51, solved: 2 },
      await desk.user(),
    )
    expect(closed.body).toEqual({ code: 0, msg: 'success', data: {} })
    const after = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)
    expect(after.body.data.ticket).toMatchObject({ status: 51, solve: 2, closed_by: { id: desk.agentId } })
    expect(after.body.data.ticket.closed_at).toBeGreaterThan(0)
    expect(await desk.events()).toEqual(['ticket.created', 'message.created', 'ticket.updated'])
  })
})
