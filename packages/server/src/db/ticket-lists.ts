import { type SqlBool, sql } from 'kysely'
import type { Db } from './engine.ts'
import { type TicketRow, type TicketStatus, closedStatuses } from './tickets.ts'

/** Which tickets a list of the REST faces holds, and in which order. */
export interface ListFilter {
  readonly ids?: readonly string[] | undefined
  readonly statuses?: readonly TicketStatus[] | undefined
  /** Only closed ones that are solved, or that are not. */
  readonly solved?: boolean | undefined
  readonly priority?: TicketRow['priority'] | undefined
  readonly agentId?: string | undefined
  readonly guestId?: string | undefined
  /** Unix ms, inclusive. */
  readonly createdFrom?: number | undefined
  readonly createdTo?: number | undefined
}

export interface ListOrder {
  readonly by: 'createdAt' | 'updatedAt'
  readonly direction: 'asc' | 'desc'
}

function filtered(db: Db, tenantId: string, helpdeskId: string, filter: ListFilter) {
  let query = db.selectFrom('tickets').where('tenant_id', '=', tenantId).where('helpdesk_id', '=', helpdeskId)
  if (filter.ids) query = query.where('id', 'in', filter.ids.length > 0 ? filter.ids : [''])
  if (filter.statuses) query = query.where('status', 'in', filter.statuses)
  if (filter.solved === true) query = query.where('status', 'in', closedStatuses).where('solved', '=', 1)
  if (filter.solved === false)
    query = query
      .where('status', 'in', closedStatuses)
      .where((eb) => eb.or([eb('solved', 'is', null), eb('solved', '<>', 1)]))
  if (filter.priority) query = query.where('priority', '=', filter.priority)
  if (filter.agentId !== undefined) query = query.where('agent_id', '=', filter.agentId)
  if (filter.guestId !== undefined) query = query.where('guest_id', '=', filter.guestId)
  if (filter.createdFrom !== undefined) query = query.where('created_at', '>=', filter.createdFrom)
  if (filter.createdTo !== undefined) query = query.where('created_at', '<=', filter.createdTo)
  return query
}

/** A page with the number of all. The ids are found in an index, then only the page is read. */
export async function listOfTickets(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  filter: ListFilter,
  order: ListOrder,
  offset: number,
  limit: number,
): Promise<{ tickets: TicketRow[]; total: number }> {
  const base = filtered(db, tenantId, helpdeskId, filter)
  const { direction } = order
  const ids =
    order.by === 'createdAt'
      ? base.select('id').orderBy('id', direction).limit(limit).offset(offset)
      : idsByUpdate(db, base, direction, offset, limit)
  const [{ total }, tickets] = await Promise.all([
    base.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    db
      .selectFrom('tickets')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('helpdesk_id', '=', helpdeskId)
      .where('id', 'in', db.selectFrom(ids.as('page')).select('page.id'))
      .orderBy(order.by === 'createdAt' ? 'id' : changedAt, direction)
      .orderBy('id', direction)
      .execute(),
  ])
  return { tickets, total }
}

const changedAt = sql<number>`coalesce(updated_at, created_at)`

/**
 * A ticket that has never changed counts by its creation. Two reads, each in the order of an index, are merged: sorting
 * by the expression would read every ticket of the desk.
 */
function idsByUpdate(
  db: Db,
  base: ReturnType<typeof filtered>,
  direction: ListOrder['direction'],
  offset: number,
  limit: number,
) {
  const part = (changed: boolean) =>
    base
      .select(['id', changedAt.as('at')])
      .where(changed ? sql<SqlBool>`updated_at is not null` : sql<SqlBool>`updated_at is null`)
      .$if(changed, (q) => q.orderBy('updated_at', direction))
      .orderBy('id', direction)
      .limit(offset + limit)
  return db
    .selectFrom(
      db
        .selectFrom(part(true).as('changed'))
        .selectAll()
        .unionAll(db.selectFrom(part(false).as('unchanged')).selectAll())
        .as('both'),
    )
    .select('both.id')
    .orderBy('both.at', direction)
    .orderBy('both.id', direction)
    .limit(limit)
    .offset(offset)
}
