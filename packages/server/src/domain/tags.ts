import { newId } from '../platform/ids.ts'
import { sql } from 'kysely'
import type { Cx } from './cx.ts'
import { invalid } from './errors.ts'

export interface TicketTag {
  readonly id: string
  readonly name: string
}

/** The desk's tags whose name has a text in it, by name. */
export function listTags(cx: Cx, text: string | undefined, limit: number): Promise<TicketTag[]> {
  const like = `%${(text ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  return cx.db
    .selectFrom('tags')
    .select(['id', 'name'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where(sql<boolean>`lower(name) like lower(${like}) escape '\\'`)
    .orderBy('name')
    .limit(limit)
    .execute()
}

/** Makes these the ticket's tags; a name that the desk does not know yet becomes a tag. */
export async function setTags(cx: Cx, ticketId: string, names: readonly string[]): Promise<TicketTag[]> {
  const wanted = [...new Set(names.map((name) => name.trim()))]
  wanted.forEach((name, i) => {
    if (name === '' || name.length > 100)
      throw invalid(`tag_names.${i}`, name, 'must have 1 to 100 characters')
  })
  if (wanted.length > 0)
    await cx.db
      .insertInto('tags')
      .values(
        wanted.map((name) => ({
          tenant_id: cx.tenantId,
          helpdesk_id: cx.helpdeskId,
          id: newId(cx.now),
          name,
          created_at: cx.now,
        })),
      )
      .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'name']).doNothing())
      .execute()
  const tags = await cx.db
    .selectFrom('tags')
    .select(['id', 'name'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('name', 'in', wanted.length > 0 ? wanted : [''])
    .execute()
  await cx.db
    .deleteFrom('ticket_tags')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .execute()
  if (tags.length > 0)
    await cx.db
      .insertInto('ticket_tags')
      .values(
        tags.map((tag) => ({
          tenant_id: cx.tenantId,
          helpdesk_id: cx.helpdeskId,
          tag_id: tag.id,
          ticket_id: ticketId,
        })),
      )
      .execute()
  return tags.sort((a, b) => wanted.indexOf(a.name) - wanted.indexOf(b.name))
}
