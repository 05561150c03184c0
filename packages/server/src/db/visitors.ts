import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from './engine.ts'
import type { DB, Messages, VisitorSessions, Widgets } from './schema.ts'
import type { MessageRow } from './messages.ts'

export type VisitRow = VisitorSessions

/** A visit with the widget it belongs to; the widget's public id says whose data it is. */
export async function findVisitRow(
  db: Db,
  widgetId: string,
  visitId: string,
): Promise<{ widget: Widgets; visit: VisitRow } | undefined> {
  const widget = await db.selectFrom('widgets').selectAll().where('id', '=', widgetId).executeTakeFirst()
  if (!widget) return undefined
  const visit = await db
    .selectFrom('visitor_sessions')
    .selectAll()
    .where('tenant_id', '=', widget.tenant_id)
    .where('id', '=', visitId)
    .where('helpdesk_id', '=', widget.helpdesk_id)
    .executeTakeFirst()
  return visit && { widget, visit }
}

export const lockVisit = (db: Db, tenantId: string, id: string): Promise<VisitRow | undefined> =>
  db
    .selectFrom('visitor_sessions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const updateVisit = (
  db: Db,
  tenantId: string,
  id: string,
  change: Partial<VisitRow>,
): Promise<unknown> =>
  db
    .updateTable('visitor_sessions')
    .set(change)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()

export interface Reader {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly userId: string
}

type Thread = SelectQueryBuilder<DB & { m: Messages }, 'm', object>

/**
 * What a guest may see: their chat with the desk, and what the desk has pushed to them into their chats with bots.
 * Internal remarks are no messages; kinds of senders that come one day are not shown before somebody says so here.
 */
function threadOf(db: Db, { tenantId, helpdeskId, userId }: Reader): Thread {
  const chats = db
    .selectFrom('chats')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('guest_id', '=', userId)
    .where('helpdesk_id', 'in', [helpdeskId, ''])
  const isPushed = (eb: ExpressionBuilder<DB & { m: Messages }, 'm'>) =>
    eb.exists(
      eb
        .selectFrom('notification_recipients as r')
        .select(sql.lit(1).as('one'))
        .whereRef('r.tenant_id', '=', 'm.tenant_id')
        .whereRef('r.message_id', '=', 'm.message_id')
        .where('r.helpdesk_id', '=', helpdeskId)
        .where('r.recipient_id', '=', userId),
    )
  const inDesk = (eb: ExpressionBuilder<DB & { m: Messages }, 'm'>) =>
    eb.exists(
      eb
        .selectFrom('chats as c')
        .select(sql.lit(1).as('one'))
        .whereRef('c.tenant_id', '=', 'm.tenant_id')
        .whereRef('c.id', '=', 'm.chat_id')
        .where('c.helpdesk_id', '=', helpdeskId)
        .where('c.kind', '=', 'service'),
    )
  return db
    .selectFrom('messages as m')
    .where('m.tenant_id', '=', tenantId)
    .where('m.chat_id', 'in', chats)
    .where('m.sender_type', 'in', ['guest', 'bot', 'agent', 'system'])
    .where((eb) => eb.or([inDesk(eb), isPushed(eb)])) as unknown as Thread
}

/** Newest first, before one that is shown already. */
export function messagesOfGuest(
  db: Db,
  reader: Reader,
  before: string | undefined,
  limit: number,
): Promise<MessageRow[]> {
  let query = threadOf(db, reader).selectAll('m')
  if (before !== undefined) query = query.where('m.id', '<', before)
  return query.orderBy('m.id', 'desc').limit(limit).execute() as Promise<MessageRow[]>
}

/** The ids (`om_…`) of what others said between two messages, the newest first. */
export const saidBetween = async (
  db: Db,
  reader: Reader,
  after: string,
  upTo: string,
  limit: number,
): Promise<string[]> => {
  const rows = await threadOf(db, reader)
    .select('m.message_id')
    .where('m.id', '>', after)
    .where('m.id', '<=', upTo)
    .where('m.sender_type', '<>', 'guest')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute()
  return (rows as { message_id: string }[]).map((row) => row.message_id)
}

/** How many messages of others came after one, counted up to `ceiling`. */
export async function countSaid(db: Db, reader: Reader, after: string, ceiling: number): Promise<number> {
  const some = threadOf(db, reader)
    .select('m.id')
    .where('m.id', '>', after)
    .where('m.sender_type', '<>', 'guest')
    .where('m.deleted_at', 'is', null)
    .limit(ceiling)
  const row = await db
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export const readMarker = async (db: Db, { tenantId, helpdeskId, userId }: Reader): Promise<string> => {
  const row = await db
    .selectFrom('visitor_reads')
    .select('read_id')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.read_id ?? '0'
}

/** What guests said of answers with FAQs, by the answer's message. */
export async function helpfulOf(
  db: Db,
  tenantId: string,
  messages: readonly Pick<MessageRow, 'id' | 'ticket_id' | 'sender_type'>[],
): Promise<ReadonlyMap<string, number | null>> {
  const answers = messages.filter((m) => m.sender_type === 'bot' && m.ticket_id !== null)
  if (answers.length === 0) return new Map()
  const rows = await db
    .selectFrom('ticket_answers')
    .select(['message_id', 'helpful'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', [...new Set(answers.map((m) => m.ticket_id!))])
    .where(
      'message_id',
      'in',
      answers.map((m) => m.id),
    )
    .execute()
  return new Map(rows.map((row) => [row.message_id, row.helpful]))
}
