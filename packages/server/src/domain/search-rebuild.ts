import { type Cx, type Services, inTransaction, newCx } from './cx.ts'
import { indexFaqs, indexTickets } from './search-index.ts'

/** To be raised whenever texts are cut into other tokens, or something else is indexed: the next start does it anew. */
const version = '2'

const batch = 200

/** Indexes all FAQs and tickets of the desk anew, the oldest first. */
export const indexDesk = (cx: Cx): Promise<void> =>
  inTransaction(cx, async (cx) => {
    for (let after = ''; ;) {
      const faqs = await cx.db
        .selectFrom('faqs')
        .selectAll()
        .where('tenant_id', '=', cx.tenantId)
        .where('helpdesk_id', '=', cx.helpdeskId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute()
      await indexFaqs(cx, faqs)
      if (faqs.length < batch) break
      after = faqs.at(-1)!.id
    }
    for (let after = ''; ;) {
      const tickets = await cx.db
        .selectFrom('tickets')
        .select(['id', 'guest_id', 'tags', 'fields', 'title'])
        .where('tenant_id', '=', cx.tenantId)
        .where('helpdesk_id', '=', cx.helpdeskId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute()
      await indexTickets(cx, tickets)
      if (tickets.length < batch) break
      after = tickets.at(-1)!.id
    }
  })

/** Brings the index up to this program's way of cutting texts. Of several processes that start at once, one does it. */
export async function keepSearchCurrent(services: Services, now: number): Promise<void> {
  const key = 'search_version'
  const known = await services.engine.db
    .selectFrom('instance')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  if (known?.value === version) return
  await services.engine.transaction(async (db) => {
    await db
      .insertInto('instance')
      .values({ key, value: '' })
      .onConflict((c) => c.doNothing())
      .execute()
    const { value } = await db
      .selectFrom('instance')
      .select('value')
      .where('key', '=', key)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (value === version) return
    for (const desk of await db.selectFrom('helpdesks').select(['tenant_id', 'id']).execute()) {
      const system = {
        tenantId: desk.tenant_id,
        helpdeskId: desk.id,
        actor: { kind: 'system' },
        now,
      } as const
      await indexDesk({ ...newCx(services, system), db, inTransaction: true })
    }
    await db.updateTable('instance').set({ value: version }).where('key', '=', key).execute()
  })
}
