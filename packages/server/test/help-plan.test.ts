import { type CompiledQuery, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { countShown, helpChat, helpFaq, idsOfPieces, shownFrom } from '../src/db/help-center.ts'
import { createCategory } from '../src/domain/categories.ts'
import type { Cx } from '../src/domain/cx.ts'
import { categoryPage, helpCatalog, highlights } from '../src/domain/help-center.ts'
import { newId } from '../src/platform/ids.ts'
import { type Desk, engineKind, newDesk, newServer, noDatabase } from './harness.ts'
import { watched } from './watched.ts'

/** Whether a plan reads a whole table, or sorts FAQs that an index could give in order. */
const isLookup = (query: CompiledQuery, plan: string): boolean =>
  !/\bSCAN (?!CONSTANT)|Seq Scan/.test(plan) &&
  (query.sql.includes('categories') || !/TEMP B-TREE|\bSort\b/.test(plan))

describe.skipIf(noDatabase)('the help centre reads only what it shows', async () => {
  const server = await newServer()
  const { engine } = server.services
  let desk: Desk
  let categoryId: string
  let faqId: string
  let thirdId: string

  /** Small tables are read whole, and little is sorted, because that is quicker: asked is what happens to large ones. */
  const planOf = (query: CompiledQuery): Promise<string> =>
    engine.transaction(async (db) => {
      if (engineKind === 'postgres')
        await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`.execute(
          db,
        )
      const { rows } = await db.executeQuery<Record<string, string>>({
        ...(query as CompiledQuery<Record<string, string>>),
        sql: `${engineKind === 'sqlite' ? 'explain query plan' : 'explain'} ${query.sql}`,
      })
      return rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
    })

  beforeAll(async () => {
    await newDesk(server)
    desk = await newDesk(server)
    const cx = desk.fresh()
    categoryId = (await createCategory(cx, { name: 'One', parentId: '0', language: undefined })).id
    const { tenantId: tenant_id, helpdeskId: helpdesk_id, now } = cx
    const same = { tenant_id, helpdesk_id, created_at: now, updated_at: now }
    const ids = Array.from({ length: 300 }, () => newId())
    faqId = ids[0]!
    thirdId = ids[2]!
    await engine.transaction(async (db) => {
      await db
        .insertInto('faqs')
        .values(
          ids.map((id, i) => ({
            ...same,
            id,
            category_id: i % 3 === 0 ? null : categoryId,
            question: `Question ${i}`,
            answer: `Answer ${i}`,
            tags: '[]',
            status: i % 5 === 0 ? ('deleted' as const) : ('online' as const),
          })),
        )
        .execute()
      await db
        .insertInto('faq_counts')
        .values(
          ids.slice(0, 40).map((faq_id, i) => ({ tenant_id, helpdesk_id, faq_id, helpful: i, unhelpful: 0 })),
        )
        .execute()
    })
    if (engineKind === 'postgres') await engine.script('analyze faqs; analyze faq_counts')
  })

  const known = async () => new Map<string, number>()
  test.each<[name: string, found: number, read: (cx: Cx) => Promise<number>]>([
    ['the catalogue', 1, async (cx) => (await helpCatalog(cx, 'en', known)).byId.size],
    ['the numbers', 2, async (cx) => (await countShown(cx.db, cx.tenantId, cx.helpdeskId, cx.now)).size],
    ['the newest', 60, async (cx) => (await highlights(cx)).newest.length],
    ['the most helpful', 32, async (cx) => (await highlights(cx)).helpful.length],
    ['a category', 20, async (cx) => (await categoryPage(cx, categoryId, undefined, 20)).faqs.length],
    ['its next page', 1, async (cx) => (await categoryPage(cx, categoryId, thirdId, 20)).faqs.length],
    ['what has none', 20, async (cx) => (await categoryPage(cx, '0', undefined, 20)).faqs.length],
    ['an article', 1, async (cx) => (await helpFaq(cx.engine, { ...cx, id: faqId })).length],
    ['the chat', 0, async (cx) => (await helpChat(cx.engine, cx)).length],
    [
      'a piece of the sitemap',
      100,
      async (cx) => (await shownFrom(cx.db, cx.tenantId, cx.helpdeskId, cx.now, faqId, 100)).length,
    ],
    ['its pieces', 3, async (cx) => (await idsOfPieces(cx.db, cx.tenantId, cx.helpdeskId, 100)).length],
  ])('%s', async (_, found, read) => {
    const { cx, queries } = watched(desk.fresh())
    expect(await read(cx)).toBe(found)
    expect(queries.length).toBeGreaterThan(0)
    const problems: string[] = []
    for (const query of queries) {
      const plan = await planOf(query)
      if (!isLookup(query, plan)) problems.push(`${query.sql}\n${plan}`)
    }
    expect(problems).toEqual([])
  })
})
