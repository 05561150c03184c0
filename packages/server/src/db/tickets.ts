import { type InsertResult, type UpdateResult, sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import { prepared, preparedByShape, preparedIn, preparedInsert } from './prepared.ts'
import type { Tickets } from './schema.ts'
import { type PersonRow, personColumns } from './users.ts'

export type TicketRow = Tickets
export type TicketStatus = Tickets['status']

export const closedStatuses = ['closed_by_bot', 'closed_by_agent', 'closed_by_guest'] as const
export const openStatuses = ['created', 'processing', 'queueing', 'pending', 'waiting_for_guest'] as const
export const isClosed = (status: TicketStatus): boolean => status.startsWith('closed_')

type Prefixed<P extends string> = { [K in keyof PersonRow as `${P}_${K}`]: PersonRow[K] | null }
type TicketWithPeople = TicketRow & Prefixed<'g'> & Prefixed<'a'> & Prefixed<'c'>

const person = <P extends 'g' | 'a' | 'c'>(prefix: P) =>
  personColumns.map((column) => `${prefix}.${column} as ${prefix}_${column}` as const)

const ticketWithPeople = prepared<{ tenantId: string; helpdeskId: string; id: string }, TicketWithPeople>(
  (db, slot) =>
    db
      .selectFrom('tickets as t')
      .leftJoin('users as g', (j) =>
        j.onRef('g.tenant_id', '=', 't.tenant_id').onRef('g.id', '=', 't.guest_id'),
      )
      .leftJoin('users as a', (j) =>
        j.onRef('a.tenant_id', '=', 't.tenant_id').onRef('a.id', '=', 't.agent_id'),
      )
      .leftJoin('users as c', (j) =>
        j.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.closed_by'),
      )
      .selectAll('t')
      .select([...person('g'), ...person('a'), ...person('c')])
      .where('t.tenant_id', '=', slot.tenantId)
      .where('t.helpdesk_id', '=', slot.helpdeskId)
      .where('t.id', '=', slot.id),
)

/** One ticket with the people nearly every reader needs, in one round trip. */
export async function findTicket(
  engine: Engine,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<{ ticket: TicketRow; people: Map<string, PersonRow> } | undefined> {
  const [row] = await ticketWithPeople(engine, { tenantId, helpdeskId, id })
  if (!row) return undefined
  const people = new Map<string, PersonRow>()
  for (const prefix of ['g', 'a', 'c'] as const) {
    const userId = row[`${prefix}_id`]
    if (userId === null) continue
    people.set(userId, {
      id: userId,
      name: row[`${prefix}_name`]!,
      email: row[`${prefix}_email`],
      avatar_url: row[`${prefix}_avatar_url`],
      department: row[`${prefix}_department`],
      city: row[`${prefix}_city`],
      country: row[`${prefix}_country`],
    })
  }
  return { ticket: row, people }
}

export const insertTicket = preparedInsert<TicketRow>('tickets')

/** A guest's chat with a desk. */
export interface ServiceChat {
  readonly id: string
  readonly open_ticket_id: string | null
}

/** Fails quietly when the guest has a chat with the desk already. */
export const addServiceChat = preparedIn<
  Readonly<Record<'tenantId' | 'helpdeskId' | 'guestId' | 'id', string>> & { readonly now: number },
  InsertResult
>((db, slot) =>
  db
    .insertInto('chats')
    .values({
      tenant_id: slot.tenantId,
      id: slot.id,
      helpdesk_id: slot.helpdeskId,
      kind: 'service',
      guest_id: slot.guestId,
      peer_id: '',
      open_ticket_id: null,
      created_at: slot.now,
    })
    .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'guest_id', 'peer_id']).doNothing()),
)

export const lockServiceChat = preparedIn<
  Readonly<Record<'tenantId' | 'helpdeskId' | 'guestId', string>>,
  ServiceChat
>((db, slot) =>
  db
    .selectFrom('chats')
    .select(['id', 'open_ticket_id'])
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where('guest_id', '=', slot.guestId)
    .where('peer_id', '=', '')
    .forUpdate(),
)

export const setOpenTicketOf = preparedIn<
  Readonly<Record<'tenantId' | 'chatId', string>> & { readonly ticketId: string | null },
  UpdateResult
>((db, slot) =>
  db
    .updateTable('chats')
    .set({ open_ticket_id: slot.ticketId })
    .where('tenant_id', '=', slot.tenantId)
    .where('id', '=', slot.chatId),
)

/** The chat a ticket belongs to, which never changes. */
export async function chatOfTicket(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('tickets')
    .select('chat_id')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.chat_id
}

/** Holds the ticket until the transaction ends, so that what is decided from it stays true. */
export const lockTicket = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<TicketRow | undefined> =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** The newest open ticket of a chat that was split from another one. */
export async function openSplitTicket(
  db: Db,
  tenantId: string,
  chatId: string,
  exceptId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('tickets')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('chat_id', '=', chatId)
    .where('split_from', 'is not', null)
    .where('status', 'in', openStatuses)
    .where('id', '<>', exceptId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

export interface TicketFilter {
  readonly id?: string | undefined
  readonly agentId?: string | undefined
  readonly closedBy?: string | undefined
  readonly guestId?: string | undefined
  readonly guestName?: string | undefined
  readonly stage?: TicketRow['stage'] | undefined
  readonly channel?: number | undefined
  readonly solved?: number | undefined
  readonly score?: number | undefined
  readonly statuses?: readonly TicketStatus[] | undefined
  readonly tags?: readonly string[] | undefined
  readonly created?: readonly [from: number, to: number] | undefined
  readonly updated?: readonly [from: number, to: number] | undefined
}

/** The wire's list ends here: at most so many rows can be reached, and the total is not counted further. */
export const reachable = 10_000

/** Values of a filter by the name that stands for each in the query. */
function flatten(filter: TicketFilter): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(filter)) {
    if (Array.isArray(value)) value.forEach((item, i) => (values[`${name}.${i}`] = item))
    else if (value !== undefined) values[name] = value
  }
  if (filter.guestName !== undefined) values.guestName = `%${filter.guestName.replace(/[\\%_]/g, '\\$&')}%`
  return values
}

type AnySlot = Readonly<Record<string, never>>

function filtered(db: Db, slot: AnySlot, filter: TicketFilter) {
  let query = db
    .selectFrom('tickets as t')
    .where('t.tenant_id', '=', slot.tenantId!)
    .where('t.helpdesk_id', '=', slot.helpdeskId!)
  const each = (name: 'statuses' | 'tags') => (filter[name] ?? []).map((_, i) => slot[`${name}.${i}`]!)
  if (filter.id !== undefined) query = query.where('t.id', '=', slot.id!)
  if (filter.agentId !== undefined) query = query.where('t.agent_id', '=', slot.agentId!)
  if (filter.closedBy !== undefined) query = query.where('t.closed_by', '=', slot.closedBy!)
  if (filter.guestId !== undefined) query = query.where('t.guest_id', '=', slot.guestId!)
  if (filter.stage !== undefined) query = query.where('t.stage', '=', slot.stage!)
  if (filter.channel !== undefined) query = query.where('t.channel', '=', slot.channel!)
  if (filter.solved !== undefined) query = query.where('t.solved', '=', slot.solved!)
  if (filter.score !== undefined) query = query.where('t.score', '=', slot.score!)
  if (filter.statuses !== undefined) query = query.where('t.status', 'in', each('statuses'))
  if (filter.created)
    query = query
      .where('t.created_at', '>=', slot['created.0']!)
      .where('t.created_at', '<=', slot['created.1']!)
  if (filter.updated)
    query = query
      .where('t.updated_at', '>=', slot['updated.0']!)
      .where('t.updated_at', '<=', slot['updated.1']!)
  if (filter.guestName !== undefined)
    query = query.where('t.guest_id', 'in', (q) =>
      q
        .selectFrom('users')
        .select('id')
        .where('tenant_id', '=', slot.tenantId!)
        .where(sql<boolean>`lower(name) like lower(${slot.guestName}) escape '\\'`),
    )
  if (filter.tags !== undefined)
    query = query.where('t.id', 'in', (q) =>
      q
        .selectFrom('ticket_tags as tt')
        .innerJoin('tags', (j) =>
          j
            .onRef('tags.tenant_id', '=', 'tt.tenant_id')
            .onRef('tags.helpdesk_id', '=', 'tt.helpdesk_id')
            .onRef('tags.id', '=', 'tt.tag_id'),
        )
        .select('tt.ticket_id')
        .where('tt.tenant_id', '=', slot.tenantId!)
        .where('tt.helpdesk_id', '=', slot.helpdeskId!)
        .where('tags.name', 'in', each('tags')),
    )
  return query
}

const countOfTickets = preparedByShape<{ total: number }>()
const ticketsOfPage = preparedByShape<TicketRow>()

/** A numbered page, newest ticket first. The ids are found in the index alone, then only the page is read. */
export async function pageOfTickets(
  engine: Engine,
  tenantId: string,
  helpdeskId: string,
  filter: TicketFilter,
  page: number,
  size: number,
): Promise<{ tickets: readonly TicketRow[]; total: number }> {
  const offset = (page - 1) * size
  const limit = Math.min(size, reachable - offset)
  const given = flatten(filter)
  const shape = Object.keys(given).join(' ')
  const values = { ...given, tenantId, helpdeskId, limit, offset }
  const counted = countOfTickets(engine, shape, values, (db, slot) =>
    db
      .selectFrom(filtered(db, slot, filter).select('t.id').limit(reachable).as('some'))
      .select(({ fn }) => fn.countAll<number>().as('total')),
  )
  const listed =
    limit <= 0
      ? []
      : ticketsOfPage(engine, shape, values, (db, slot) => {
          const ids = filtered(db, slot, filter)
            .select('t.id')
            .orderBy('t.id', 'desc')
            .limit(slot.limit!)
            .offset(slot.offset!)
          return db
            .selectFrom('tickets')
            .selectAll()
            .where('tenant_id', '=', slot.tenantId!)
            .where('helpdesk_id', '=', slot.helpdeskId!)
            .where('id', 'in', db.selectFrom(ids.as('page')).select('page.id'))
            .orderBy('id', 'desc')
        })
  const [rows, tickets] = await Promise.all([counted, listed])
  return { tickets, total: rows[0]!.total }
}
