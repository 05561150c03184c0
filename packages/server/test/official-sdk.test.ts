import { describe, expect, test } from 'vitest'
import { postAsAgent, postAsGuest } from '../src/domain/messages.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { asUser, officialClient, withDesk } from './official.ts'
import { type Shape, absent, factOf, mismatches } from './shape.ts'

describe.skipIf(noDatabase)('the official Node SDK, unchanged', async () => {
  const server = await newServer()
  const domain = await server.listen()

  const clientOf = (desk: Desk) => officialClient(desk, domain)

  const fits = (id: string, data: unknown) =>
    expect(mismatches(data, factOf(id).data as unknown as Shape)).toEqual([])

  test('opens, writes, reads, lists and updates a ticket; every type is the documented one', async () => {
    const desk = await newDesk(server)
    const client = clientOf(desk)
    const started = await client.helpdesk.v1.ticket.startService(
      {
        data: {
          open_id: desk.guestId,
          human_service: true,
          appointed_agents: [desk.agentId],
          customized_info: 'from a test',
        },
      },
      withDesk(),
    )
    expect(started.code).toBe(0)
    fits('helpdesk.v1.ticket.start_service', started.data)
    const ticketId = started.data!.ticket_id!
    const path = { ticket_id: ticketId }

    const sent = await client.helpdesk.v1.ticketMessage.create(
      { path, data: { msg_type: 'text', content: JSON.stringify({ text: 'hello 你好' }) } },
      withDesk(),
    )
    fits('helpdesk.v1.ticket_message.create', sent.data)
    const agent = desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })
    await postAsGuest(desk.fresh(), ticketId, { type: 'text', content: { text: 'a question' } })
    await postAsAgent(agent, ticketId, { type: 'text', content: { text: 'an answer' } })

    const listed = await client.helpdesk.v1.ticketMessage.list(
      { path, params: { page: 1, page_size: 10 } },
      withDesk(),
    )
    fits('helpdesk.v1.ticket_message.list', listed.data)
    expect(listed.data!.total).toBe(3)
    expect(listed.data!.messages!.map((m) => JSON.parse(m.content!).content.text)).toEqual([
      'hello 你好',
      'a question',
      'an answer',
    ])

    const fields = await client.helpdesk.v1.ticket.customizedFields({ params: {} }, withDesk())
    fits('helpdesk.v1.ticket.customized_fields', fields.data)

    const token = (await desk.user()).authorization!.slice('Bearer '.length)
    const updated = await client.helpdesk.v1.ticket.update(
      {
        path,
        data: {
          status: 51,
          solved: 2,
          comment: 'done',
          tag_names: ['vip', '加急'],
          ticket_type: 2,
          channel: 9,
        },
      },
      asUser(token),
    )
    expect(updated.code).toBe(0)

    const got = await client.helpdesk.v1.ticket.get({ path }, withDesk())
    fits('helpdesk.v1.ticket.get', got.data)
    const ticket = got.data!.ticket!
    expect(ticket).toMatchObject({
      ticket_id: ticketId,
      status: 51,
      solve: 2,
      tags: [{ name: 'vip' }, { name: '加急' }],
      comments: { content: 'done', user_name: 'Ada Agent' },
      closed_by: { id: desk.agentId },
    })
    // What a ticket of this life can have, it has: an empty reply would fit any types.
    expect(
      absent(ticket, (factOf('helpdesk.v1.ticket.get').data as { ticket: Record<string, Shape> }).ticket),
    ).toEqual(['score', 'dissatisfaction_reason', 'customized_fields'])

    const page = await client.helpdesk.v1.ticket.list(
      { params: { page: 1, page_size: 20, status_list: [51, 52], tags: ['vip'], guest_name: '郭' } },
      withDesk(),
    )
    fits('helpdesk.v1.ticket.list', page.data)
    expect(page.data).toMatchObject({ total: 1, tickets: [{ ticket_id: ticketId }] })
  })

  test('gets an unknown id as the documented error, thrown with the reply in it', async () => {
    const desk = await newDesk(server)
    const error = await clientOf(desk)
      .helpdesk.v1.ticket.get({ path: { ticket_id: '9999999999999999999' } }, withDesk())
      .catch((e: { response: { status: number; data: { code: number } } }) => e.response)
    expect(error).toMatchObject({ status: 404, data: { code: 154004 } })
  })
})
