import { type CompiledQuery, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { toJson } from '../src/db/json.ts'
import type { Cx } from '../src/domain/cx.ts'
import { answerFor, searchFaqs } from '../src/domain/faq-search.ts'
import { listFaqs } from '../src/domain/faqs.ts'
import { indexDesk } from '../src/domain/search-rebuild.ts'
import { searchTickets } from '../src/domain/ticket-search.ts'
import { startService } from '../src/domain/tickets.ts'
import { newId, newMessageId } from '../src/platform/ids.ts'
import { type Desk, engineKind, newDesk, newServer, noDatabase } from './harness.ts'
import { watched } from './watched.ts'

const rows = 1000
const subjects = ['订单', '物流', '发票', '地址', '会员', '密码', '退货', '支付', '预售', '包装']

/** Why a plan is no lookup. */
const problemsOf = (query: CompiledQuery, lines: readonly string[]): string[] =>
  (engineKind === 'sqlite' ? isLookup(lines) : isLookupOnPostgres(query, lines))
    ? []
    : [`${query.sql}\n${lines.join('\n')}`]

/** A virtual table is always "scanned"; `M` says that it is asked for words. */
function isLookup(lines: readonly string[]): boolean {
  const scans = lines.filter((line) => line.startsWith('SCAN'))
  const words = scans.filter((line) => /^SCAN (s|search_fts) VIRTUAL TABLE INDEX \d+:M/.test(line))
  const inner = scans.filter((line) => /^SCAN (found|\(subquery-\d+\))$/.test(line))
  return words.length > 0 && words.length + inner.length === scans.length
}

/** The words' own index; the key only for the newest rows, or for those of things that were found already. */
function isLookupOnPostgres({ sql }: CompiledQuery, lines: readonly string[]): boolean {
  const text = lines.join('\n')
  const byKey = /from search_fts\s+where tenant_id/.test(sql)
  const index = byKey ? /Scan.* (on|using) search_fts_pkey/ : /Scan on search_fts_doc/
  return index.test(text) && !text.includes('Seq Scan')
}

describe.skipIf(noDatabase)('search is a lookup', async () => {
  const server = await newServer()
  const { engine } = server.services
  let desk: Desk

  const plan = async (query: CompiledQuery): Promise<string[]> => {
    const explained = await engine.read<Record<string, string>>({
      ...query,
      sql: `${engineKind === 'sqlite' ? 'explain query plan' : 'explain'} ${query.sql}`,
    })
    return explained.map((row) => (row.detail ?? row['QUERY PLAN'])!)
  }

  /** FAQs and tickets, most of them another desk's; one in ten has a given subject, `only` is in one. */
  async function fill(desk: Desk, count: number): Promise<void> {
    const cx = desk.fresh()
    const ticket = await startService(cx, {
      guestId: desk.guestId,
      human: false,
      appointedAgents: [],
      channel: 9,
    })
    await engine.transaction(async (db) => {
      const template = await db
        .selectFrom('tickets')
        .selectAll()
        .where('tenant_id', '=', cx.tenantId)
        .where('id', '=', ticket.id)
        .executeTakeFirstOrThrow()
      for (let from = 0; from < count; from += 100) {
        const texts = Array.from({ length: 100 }, (_, i) => {
          const n = from + i
          return `如何处理${subjects[n % 10]}的问题 item${n} order${n % 7} ${n === 5 ? 'only 退款' : ''}`
        })
        const same = { tenant_id: cx.tenantId, created_at: cx.now, updated_at: cx.now }
        await db
          .insertInto('faqs')
          .values(
            texts.map((question) => ({
              ...same,
              helpdesk_id: cx.helpdeskId,
              id: newId(),
              question,
              answer: `关于${question}请联系客服 service`,
              tags: toJson(['common words']),
              status: 'online' as const,
            })),
          )
          .execute()
        const tickets = texts.map((text) => ({ ...template, id: newId(), preview: text }))
        await db.insertInto('tickets').values(tickets).execute()
        await db
          .insertInto('messages')
          .values(
            tickets.map(({ id, preview }) => ({
              ...same,
              id: newId(),
              chat_id: template.chat_id,
              ticket_id: id,
              message_id: newMessageId(),
              sender_type: 'guest' as const,
              type: 'text',
              content: toJson({ text: preview }),
              text: preview,
            })),
          )
          .execute()
      }
      await indexDesk({ ...cx, db, inTransaction: true })
    })
  }

  beforeAll(async () => {
    const other = await newDesk(server)
    desk = await newDesk(server)
    await fill(other, rows * 0.7)
    await fill(desk, rows * 0.3)
    if (engineKind === 'postgres') await engine.script('analyze search_fts')
  })

  const page = { limit: 20 }
  test.each<[name: string, found: number, search: (cx: Cx) => Promise<readonly unknown[]>]>([
    ['two Chinese characters in FAQs', 20, async (cx) => (await searchFaqs(cx, '物流', undefined, 20)).faqs],
    ['a rare Chinese word in FAQs', 1, async (cx) => (await searchFaqs(cx, '退款', undefined, 20)).faqs],
    ['an English word in FAQs', 20, async (cx) => (await searchFaqs(cx, 'service', undefined, 20)).faqs],
    ['mixed words in FAQs', 1, async (cx) => (await searchFaqs(cx, 'only退款 service', undefined, 20)).faqs],
    ['one character in FAQs', 20, async (cx) => (await searchFaqs(cx, '物', undefined, 20)).faqs],
    ['a word nobody wrote in FAQs', 0, async (cx) => (await searchFaqs(cx, 'zebra', undefined, 20)).faqs],
    ['a question to the bot', 3, (cx) => answerFor(cx, '请问会员的物流问题怎么处理', 3)],
    [
      'the list with words',
      20,
      async (cx) => (await listFaqs(cx, { status: 'online', search: '物流' }, undefined, 20)).faqs,
    ],
    ['two Chinese characters in tickets', 20, async (cx) => (await searchTickets(cx, '物流', page)).tickets],
    ['a rare Chinese word in tickets', 1, async (cx) => (await searchTickets(cx, '退款', page)).tickets],
    ['an English word in tickets', 20, async (cx) => (await searchTickets(cx, 'order3', page)).tickets],
    ['mixed words in tickets', 1, async (cx) => (await searchTickets(cx, 'only 退款 order5', page)).tickets],
    ['a number in tickets', 1, async (cx) => (await searchTickets(cx, 'item123', page)).tickets],
  ])('%s', async (_, found, search) => {
    const { cx, queries } = watched(desk.fresh(), (query) => query.sql.includes('search_fts'))
    expect((await search(cx)).length).toBe(found)
    expect(queries.length).toBeGreaterThan(0)
    const plans = await Promise.all(queries.map(async (query) => problemsOf(query, await plan(query))))
    expect(plans.flat()).toEqual([])
  })

  test.runIf(engineKind === 'sqlite')("another desk's rows are never met: its words are others", async () => {
    await engine.script("create virtual table temp.words using fts5vocab('main', 'search_fts', 'row')")
    const { rows: words } = await engine.transaction((db) =>
      sql<{
        term: string
        doc: number
      }>`select term, doc from temp.words where term like '%订单' order by doc`.execute(db),
    )
    expect(words.map(({ doc }) => doc)).toEqual([rows * 0.03, rows * 0.03, rows * 0.07, rows * 0.07])
  })
})
