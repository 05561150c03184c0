import { describe, expect, test } from 'vitest'
import { createFaq } from '../src/domain/faqs.ts'
import { recallMessage } from '../src/domain/message-changes.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { signIn } from '../src/domain/sessions.ts'
import { startService } from '../src/domain/tickets.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase, password } from './harness.ts'

describe.skipIf(noDatabase)('searching tickets', async () => {
  const server = await newServer()

  async function searcher(desk: Desk) {
    const { email } = await server.services.engine.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.agentId)
      .executeTakeFirstOrThrow()
    const { cookie } = await signIn(server.services, {
      email: email!,
      password,
      userAgent: undefined,
      now: Date.now(),
    })
    return async (q: string, more = ''): Promise<Json> =>
      (
        await desk.call('GET', `/console/v1/search?q=${encodeURIComponent(q)}${more}`, undefined, {
          cookie: `pipit_session=${cookie}`,
        })
      ).body
  }

  /** A ticket of a guest with this name, with these messages. @returns its id and the messages'. */
  async function talk(desk: Desk, name: string, ...texts: string[]) {
    const guestId = await desk.addPerson({ name })
    const cx = desk.fresh()
    const ticket = await startService(cx, {
      guestId,
      human: true,
      appointedAgents: [],
      channel: 9,
    })
    const messages = []
    for (const text of texts)
      messages.push(await postAsGuest(desk.fresh(), ticket.id, { type: 'text', content: { text } }))
    return { id: ticket.id, messages }
  }

  const ids = (reply: Json): string[] => reply.items.map((item: Json) => item.ticket_id)

  test('tickets are found by messages, guest, tags, fields and number; the newest first', async () => {
    const desk = await newDesk(server)
    const search = await searcher(desk)
    const a = await talk(desk, '王思远', '我的快递一直没有更新', '订单号 LB20240518-001')
    const b = await talk(desk, 'Amélie Laurent', 'Where is my parcel?', 'I would like a refund please')
    const c = await talk(desk, '刘婷婷', '想申请退款', '快递 refund')
    const user = await desk.user()
    const tagged = await desk.call(
      'PUT',
      `/open-apis/helpdesk/v1/tickets/${a.id}`,
      { tag_names: ['加急 VIP'] },
      user,
    )
    expect(tagged.body.code).toBe(0)

    expect(ids(await search('快递'))).toEqual([c.id, a.id])
    expect(ids(await search('王思'))).toEqual([a.id])
    expect(ids(await search('amelie'))).toEqual([b.id])
    expect(ids(await search('vip'))).toEqual([a.id])
    expect(ids(await search('LB20240518-001'))).toEqual([a.id])
    expect(ids(await search(b.id))).toEqual([b.id])
    // Every word, wherever in the ticket it stands; the last may be unfinished.
    expect(ids(await search('amelie parcel refund'))).toEqual([b.id])
    expect(ids(await search('vip 快递 订单号'))).toEqual([a.id])
    expect(ids(await search('快递 refund'))).toEqual([c.id])
    expect(ids(await search('ref'))).toEqual([c.id, b.id])
    expect(ids(await search('ref '))).toEqual([])
    expect(ids(await search('zebra'))).toEqual([])
    expect(ids(await search('...'))).toEqual([])

    const [hit] = (await search('refund')).items.slice(1)
    expect(hit).toMatchObject({
      guest: { name: 'Amélie Laurent' },
      excerpt: { text: 'I would like a refund please', marks: [[15, 21]] },
    })
    expect((await search('amelie')).items[0]).not.toHaveProperty('excerpt')
  })

  test('pages go to the end, and a ticket comes once however often it has the word', async () => {
    const desk = await newDesk(server)
    const search = await searcher(desk)
    const made: string[] = []
    for (let i = 0; i < 7; i++)
      made.unshift(
        (await talk(desk, `Guest ${i}`, ...Array.from({ length: 6 }, () => '重复的问题 again'))).id,
      )
    for (const query of ['重复', '重复 again', '重']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await search(query, `&limit=3${cursor ? `&cursor=${cursor}` : ''}`)
        seen.push(...ids(page))
        cursor = page.next_cursor
      } while (cursor)
      expect(seen).toEqual(made)
    }
    expect((await search('重复', '&cursor=x')).field_violations[0].field).toBe('cursor')
    expect((await search('')).field_violations[0].field).toBe('q')
  })

  test('an edited message is found by its new words, a recalled one no more', async () => {
    const desk = await newDesk(server)
    const search = await searcher(desk)
    const ticket = await talk(desk, 'Guest', 'keepsake', 'oldword 旧词')
    const cx = desk.fresh({ actor: { kind: 'user', userId: desk.ownerId, role: 'owner' } })
    expect(ids(await search('旧词'))).toEqual([ticket.id])
    await recallMessage(cx, ticket.messages[1]!.message_id)
    expect(ids(await search('旧词'))).toEqual([])
    expect(ids(await search('keepsake'))).toEqual([ticket.id])
  })

  test("another desk's tickets are not found; FAQs stand beside the tickets on the first page", async () => {
    const [mine, other] = [await newDesk(server), await newDesk(server)]
    await talk(other, '外人', '共同的词')
    const search = await searcher(mine)
    expect(await search('共同')).toEqual({ items: [], people: [], faqs: [] })
    const cx = mine.fresh({ actor: { kind: 'user', userId: mine.agentId, role: 'agent' } })
    const faq = await createFaq(cx, { question: '共同的问题', answer: '答案' })
    const reply = await search('共同')
    expect(reply.faqs).toEqual([{ faq_id: faq.id, question: '共同的问题', answer: '答案' }])
    expect((await search('共同', '&cursor=1')).faqs).toEqual([])
  })

  test('a message of the largest size is found by words of its end', async () => {
    const desk = await newDesk(server)
    const search = await searcher(desk)
    const text = `${Array.from({ length: 9000 }, (_, i) => `词${i}语`).join('')}终点`
    const ticket = await talk(desk, 'Guest', text)
    const reply = await search('终点')
    expect(ids(reply)).toEqual([ticket.id])
    expect(reply.items[0].excerpt.text.endsWith('终点')).toBe(true)
  })
})
