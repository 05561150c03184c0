import { describe, expect, test } from 'vitest'
import { createDocument, setDocument } from '../src/domain/documents.ts'
import { type FaqInput, createFaq, deleteFaq } from '../src/domain/faqs.ts'
import { postAsAgent, postAsBot, postAsGuest } from '../src/domain/messages.ts'
import { startService } from '../src/domain/tickets.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { officialClient, withDesk } from './official.ts'

describe.skipIf(noDatabase)('answering a guest with FAQs', async () => {
  const server = await newServer()
  const domain = await server.listen()
  const { engine } = server.services

  const agentOf = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })
  const addFaq = (desk: Desk, question: string, rest: Partial<FaqInput> = {}) =>
    createFaq(agentOf(desk), { question, answer: `Answer to ${question}`, ...rest })

  /** A conversation with the bot in which the guest has just asked something. */
  async function asked(desk: Desk, text = 'How do I return a book?') {
    const cx = desk.fresh()
    const ticket = await startService(cx, {
      guestId: await desk.addPerson({ name: 'Guest' }),
      human: false,
      appointedAgents: [],
      channel: 9,
    })
    const message = await postAsGuest(cx, ticket.id, { type: 'text', content: { text } })
    return { ticketId: ticket.id, eventId: await eventOf(desk, message.id) }
  }
  async function eventOf(desk: Desk, messageId: string): Promise<string> {
    const events = await engine.db
      .selectFrom('outbox')
      .select(['id', 'payload'])
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('type', '=', 'message.created')
      .execute()
    return events.find((event) => event.payload.includes(messageId))!.id
  }
  const answer = (desk: Desk, ticketId: string, body: object) =>
    desk.call('POST', `/open-apis/helpdesk/v1/tickets/${ticketId}/answer_user_query`, body)
  const said = async (desk: Desk, ticketId: string): Promise<Json[]> => {
    const reply = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`)
    return reply.body.data.messages.slice(1).map((m: Json) => JSON.parse(m.content).content)
  }

  test('the official SDK answers with the FAQs it has found; their scores are kept', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, domain)
    const back = await addFaq(desk, 'How do I return a book?')
    const fees = await addFaq(desk, 'Does a return cost anything?')
    const { ticketId, eventId } = await asked(desk)
    const found = await client.helpdesk.v1.faq.search({ params: { query: 'return' } }, withDesk())
    const picked = found.data!.items!.map((item, i) => ({ id: item.id!, score: 0.9 - i / 10 }))
    const reply = await client.helpdesk.v1.ticket.answerUserQuery(
      { path: { ticket_id: ticketId }, data: { event_id: eventId, faqs: picked } },
      withDesk(),
    )
    expect(reply).toMatchObject({ code: 0, data: {} })
    const post = (text: string, bold = false) => [{ tag: 'text', text, ...(bold && { style: ['bold'] }) }]
    expect(await said(desk, ticketId)).toEqual([
      {
        zh_cn: {
          title: '',
          content: [
            post(fees.question, true),
            post(fees.answer),
            post(back.question, true),
            post(back.answer),
          ],
        },
      },
    ])
    const kept = await engine.db
      .selectFrom('ticket_answers')
      .select(['faq_id', 'score', 'event_id'])
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('ticket_id', '=', ticketId)
      .orderBy('position')
      .execute()
    expect(kept).toEqual([
      { faq_id: fees.id, score: 0.9, event_id: eventId },
      { faq_id: back.id, score: 0.8, event_id: eventId },
    ])
    const events = await desk.events()
    expect(events.filter((type) => type === 'message.created').length).toBe(2)
  })

  test('one FAQ alone is a post with its question as the title, and its pictures, links and documents inside', async () => {
    const desk = await newDesk(server)
    const document = await createDocument(agentOf(desk), { title: 'Returns' })
    await setDocument(agentOf(desk), document.id, { content: 'Pack it well.' })
    const faq = await addFaq(desk, 'Return?', {
      answer: undefined,
      richtext: [
        { type: 'text', content: 'Like this:' },
        { type: 'image', content: 'img_1' },
        { type: 'link', content: 'https://example.com/returns' },
        { type: 'docx', content: document.id },
      ],
    })
    const { ticketId, eventId } = await asked(desk)
    expect((await answer(desk, ticketId, { event_id: eventId, faqs: [{ id: faq.id }] })).body.code).toBe(0)
    expect(await said(desk, ticketId)).toEqual([
      {
        zh_cn: {
          title: 'Return?',
          content: [
            [{ tag: 'text', text: 'Like this:' }],
            [{ tag: 'img', image_key: 'img_1' }],
            [{ tag: 'a', text: 'https://example.com/returns', href: 'https://example.com/returns' }],
            [{ tag: 'text', text: 'Returns\nPack it well.' }],
          ],
        },
      },
    ])
  })

  test('the same event is answered once, also when two calls come together', async () => {
    const desk = await newDesk(server)
    const faq = await addFaq(desk, 'q')
    const { ticketId, eventId } = await asked(desk)
    const body = { event_id: eventId, faqs: [{ id: faq.id }, { id: faq.id, score: 1 }] }
    const replies = await Promise.all([answer(desk, ticketId, body), answer(desk, ticketId, body)])
    replies.push(await answer(desk, ticketId, body))
    expect(replies.map((reply) => reply.body.code)).toEqual([0, 0, 0])
    expect((await said(desk, ticketId)).length).toBe(1)
  })

  test('without FAQs nothing is said', async () => {
    const desk = await newDesk(server)
    const { ticketId, eventId } = await asked(desk)
    expect((await answer(desk, ticketId, { event_id: eventId })).body.code).toBe(0)
    expect(await said(desk, ticketId)).toEqual([])
  })

  test('an event that is no question on this ticket is 400 154000', async () => {
    const desk = await newDesk(server)
    const faq = await addFaq(desk, 'q')
    const [mine, another] = [await asked(desk), await asked(desk)]
    const ours = await postAsBot(desk.fresh(), mine.ticketId, { type: 'text', content: { text: 'hm' } })
    const events = [another.eventId, await eventOf(desk, ours.id), 'f'.repeat(32)]
    for (const eventId of events) {
      const reply = await answer(desk, mine.ticketId, { event_id: eventId, faqs: [{ id: faq.id }] })
      expect([reply.status, reply.body.code]).toEqual([400, 154000])
      expect(reply.body.error.field_violations[0].field).toBe('event_id')
    }
    for (const body of [{ faqs: [] }, { event_id: 5 }, { event_id: mine.eventId, faqs: [{ score: 1 }] }]) {
      const reply = await answer(desk, mine.ticketId, body)
      expect([reply.status, reply.body.code]).toEqual([400, 154000])
    }
    expect((await said(desk, mine.ticketId)).length).toBe(1)
  })

  test('a ticket with people or closed is 403 154003', async () => {
    const desk = await newDesk(server)
    const faq = await addFaq(desk, 'q')
    const human = await asked(desk)
    await postAsAgent(agentOf(desk), human.ticketId, { type: 'text', content: { text: 'I am here' } })
    const closed = await asked(desk)
    const user = await desk.user()
    await desk.call('PUT', `/open-apis/helpdesk/v1/tickets/${closed.ticketId}`, { status: 50 }, user)
    for (const { ticketId, eventId } of [human, closed]) {
      const reply = await answer(desk, ticketId, { event_id: eventId, faqs: [{ id: faq.id }] })
      expect([reply.status, reply.body.code]).toEqual([403, 154003])
    }
  })

  test('an unknown ticket or FAQ, also of another desk or deleted, is 404 154004 and says nothing', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const [mine, theirs] = [await asked(desk), await asked(other)]
    const faq = await addFaq(desk, 'q')
    const deleted = await addFaq(desk, 'deleted')
    await deleteFaq(agentOf(desk), deleted.id)
    const expired = await addFaq(desk, 'expired', { expiresAt: Date.now() - 1 })
    const foreign = await addFaq(other, 'foreign')
    for (const id of ['1', deleted.id, expired.id, foreign.id]) {
      const body = { event_id: mine.eventId, faqs: [{ id: faq.id }, { id }] }
      const reply = await answer(desk, mine.ticketId, body)
      expect([reply.status, reply.body.code]).toEqual([404, 154004])
    }
    const reply = await answer(desk, theirs.ticketId, { event_id: theirs.eventId, faqs: [{ id: faq.id }] })
    expect([reply.status, reply.body.code]).toEqual([404, 154004])
    expect(await said(desk, mine.ticketId)).toEqual([])
    expect(await said(other, theirs.ticketId)).toEqual([])
  })

  test('a user token is refused', async () => {
    const desk = await newDesk(server)
    const { ticketId, eventId } = await asked(desk)
    const path = `/open-apis/helpdesk/v1/tickets/${ticketId}/answer_user_query`
    const reply = await desk.call('POST', path, { event_id: eventId }, await desk.user())
    expect(reply.body.code).toBe(99991668)
  })
})
