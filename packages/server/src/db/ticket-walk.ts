import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import { mentionedOn, ticketsThatMention } from './mentions.ts'
import type { TicketRow, TicketStatus } from './tickets.ts'

/** Which tickets of a desk a list of the workspace holds. Times are Unix ms, inclusive. */
export interface WalkFilter {
  readonly scope: 'open' | 'closed' | 'all'
  readonly statuses?: readonly TicketStatus[] | undefined
  /** `null` is nobody. */
  readonly agents?: readonly (string | null)[] | undefined
  /** Only what people are asked for. */
  readonly humanOnly?: boolean | undefined
  readonly priorities?: readonly TicketRow['priority'][] | undefined
  readonly channels?: readonly number[] | undefined
  readonly tagIds?: readonly string[] | undefined
  readonly skillIds?: readonly string[] | undefined
  readonly created?: Span | undefined
  readonly updated?: Span | undefined
  /** Only those on which a remark names this person. */
  readonly mentioned?: string | undefined
  /** Only what is owed until then. */
  readonly dueBefore?: number | undefined
  /** Found by text already. */
  readonly ids?: readonly string[] | undefined
}

export interface Span {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

export type WalkSort = 'newest' | 'waiting' | 'due' | 'created'

export interface WalkOrder {
  readonly by: WalkSort
  /** Against the usual direction: oldest message first, shortest wait first, … */
  readonly reversed: boolean
}

/** The last ticket that was looked at: in which stretch of the order, and where in it. */
export interface WalkCursor {
  readonly segment: number
  readonly at: number
  readonly id: string
}

export const openWords = sql<SqlBool>`t.status in ('created', 'processing', 'queueing', 'pending', 'waiting_for_guest')`
export const closedWords = sql<SqlBool>`t.status in ('closed_by_bot', 'closed_by_agent', 'closed_by_guest')`

type Column = 'last_message_at' | 'waiting_since' | 'due_at' | 'id'

/** One stretch of an order: rows that stand in an index of their own, in its order. */
export interface Segment {
  readonly column: Column
  readonly direction: 'asc' | 'desc'
  /** What the index holds; in words, because a parameter would hide it from the planner. */
  readonly words: RawBuilder<SqlBool>
  /** The same for a row that is here already; of several stretches the first that holds it counts. */
  readonly holds: (row: LightRow) => boolean
  /** Rows of the stretch that belong to an earlier one. */
  readonly without?: RawBuilder<SqlBool>
  readonly agent?: string | null
}

export interface LightRow {
  readonly id: string
  readonly closed: number
  readonly last_message_at: number
  readonly waiting_since: number | null
  readonly due_at: number | null
}

const isOpen = (row: LightRow): boolean => row.closed === 0

/** The stretches in which the tickets of a filter stand in an order, one after the other. */
export function segmentsOf({ scope, agents }: WalkFilter, { by, reversed }: WalkOrder): Segment[] {
  const newest = (words: RawBuilder<SqlBool>, holds: (row: LightRow) => boolean): Segment => ({
    column: 'last_message_at',
    direction: 'desc',
    words,
    holds,
    ...(agents?.length === 1 && scope === 'open' && { agent: agents[0]! }),
  })
  const open = newest(openWords, isOpen)
  const closed = newest(closedWords, (row) => !isOpen(row))
  const segments: Segment[] = []
  if (by === 'created') {
    const words = scope === 'open' ? openWords : sql<SqlBool>`1 = 1`
    segments.push({ column: 'id', direction: 'desc', words, holds: () => true })
  } else if (by === 'newest') {
    segments.push(scope === 'open' ? open : scope === 'closed' ? closed : newest(sql`1 = 1`, () => true))
  } else {
    const column = by === 'waiting' ? ('waiting_since' as const) : ('due_at' as const)
    const first: Segment = {
      column,
      direction: 'asc',
      words: sql<SqlBool>`${sql.ref(`t.${column}`)} is not null`,
      holds: (row) => row[column] !== null,
    }
    if (scope !== 'closed')
      segments.push(first, {
        ...open,
        holds: (row) => isOpen(row) && row[column] === null,
        without: sql<SqlBool>`${sql.ref(`t.${column}`)} is null`,
      })
    if (scope !== 'open') segments.push(closed)
  }
  if (!reversed) return segments
  return segments
    .reverse()
    .map((segment) => ({ ...segment, direction: segment.direction === 'asc' ? 'desc' : 'asc' }))
}

const list = (values: readonly unknown[]): RawBuilder<unknown> =>
  sql.join(values.map((value) => sql`${value}`))

/** What a row must be besides standing in the stretch that is walked; `true` where nothing more is asked. */
function conditions(filter: WalkFilter, segment: Segment): RawBuilder<SqlBool>[] {
  const { scope, statuses, agents, priorities, channels, tagIds, skillIds, created, updated } = filter
  const all: RawBuilder<SqlBool>[] = []
  if (segment.words !== openWords && segment.words !== closedWords) {
    if (scope === 'open') all.push(openWords)
    if (scope === 'closed') all.push(closedWords)
  }
  if (segment.without) all.push(segment.without)
  if (statuses) all.push(sql`t.status in (${list(statuses)})`)
  if (agents && segment.agent === undefined)
    all.push(sql`coalesce(t.agent_id, '') in (${list(agents.map((a) => a ?? ''))})`)
  if (filter.humanOnly) all.push(sql`t.stage = 'human'`)
  if (priorities) all.push(sql`t.priority in (${list(priorities)})`)
  if (channels) all.push(sql`t.channel in (${list(channels)})`)
  if (tagIds)
    all.push(sql`exists (select 1 from ticket_tags x where x.tenant_id = t.tenant_id and x.helpdesk_id = t.helpdesk_id
      and x.tag_id in (${list(tagIds)}) and x.ticket_id = t.id)`)
  if (skillIds)
    all.push(sql`exists (select 1 from ticket_skills x where x.tenant_id = t.tenant_id and x.helpdesk_id = t.helpdesk_id
      and x.ticket_id = t.id and x.skill_id in (${list(skillIds)}))`)
  if (filter.mentioned !== undefined) all.push(mentionedOn(filter.mentioned))
  if (created?.from !== undefined) all.push(sql`t.created_at >= ${created.from}`)
  if (created?.to !== undefined) all.push(sql`t.created_at <= ${created.to}`)
  if (updated?.from !== undefined) all.push(sql`coalesce(t.updated_at, t.created_at) >= ${updated.from}`)
  if (updated?.to !== undefined) all.push(sql`coalesce(t.updated_at, t.created_at) <= ${updated.to}`)
  if (filter.dueBefore !== undefined) all.push(sql`t.due_at <= ${filter.dueBefore}`)
  if (filter.ids) all.push(sql`t.id in (${list(filter.ids.length > 0 ? filter.ids : [''])})`)
  return all
}

/** Whether every row of the stretch fits. */
export const fitsAll = (filter: WalkFilter, segment: Segment): boolean =>
  conditions(filter, segment).length === 0

interface Desk {
  readonly tenantId: string
  readonly helpdeskId: string
}

const inDesk = ({ tenantId, helpdeskId }: Desk): RawBuilder<SqlBool> =>
  sql`t.tenant_id = ${tenantId} and t.helpdesk_id = ${helpdeskId}`

export interface Step {
  readonly id: string
  readonly at: number
  /** Whether the row is one of those that are wanted. */
  readonly fits: number
}

/**
 * The next rows of a stretch, wanted or not: what is not asked in the index is only looked at, so the read is as long as
 * `limit` whatever is asked.
 */
export async function step(
  { db, kind }: Pick<Engine, 'db' | 'kind'>,
  desk: Desk,
  filter: WalkFilter,
  segment: Segment,
  after: Pick<WalkCursor, 'at' | 'id'> | undefined,
  limit: number,
): Promise<readonly Step[]> {
  const asked = conditions(filter, segment)
  const index = kind === 'sqlite' ? indexOf(segment) : undefined
  const column = sql.ref(`t.${segment.column}`)
  const way = sql.raw(segment.direction)
  const beyond = sql.raw(segment.direction === 'asc' ? '>' : '<')
  const byId = segment.column === 'id'
  const from =
    after === undefined
      ? sql``
      : byId
        ? sql`and t.id ${beyond} ${after.id}`
        : sql`and (${column}, t.id) ${beyond} (${after.at}, ${after.id})`
  const { rows } = await sql<Step>`
    select t.id, ${byId ? sql`0` : column} as at,
      ${asked.length === 0 ? sql`1` : sql`case when ${sql.join(asked, sql` and `)} then 1 else 0 end`} as fits
    from tickets t ${index === undefined ? sql`` : sql`indexed by ${sql.ref(index)}`}
    where ${inDesk(desk)} and ${segment.words}
      ${segment.agent === undefined ? sql`` : sql`and coalesce(t.agent_id, '') = ${segment.agent ?? ''}`} ${from}
    order by ${byId ? sql`` : sql`${column} ${way},`} t.id ${way} limit ${limit}`.execute(db)
  return rows
}

/** SQLite guesses without having seen the rows: it is told which index stands in this order. */
function indexOf({ column, words, agent }: Segment): string | undefined {
  if (column === 'id') return words === openWords ? 'tickets_open_created' : undefined
  if (column === 'waiting_since') return 'tickets_open_waiting'
  if (column === 'due_at') return 'tickets_open_due'
  if (agent !== undefined) return 'tickets_open_agent'
  if (words === openWords) return 'tickets_open_recent'
  return words === closedWords ? 'tickets_closed_recent' : 'tickets_recent'
}

/** Of these tickets those that fit, with all that they can be put in order by. */
export async function rowsThatFit(
  db: Db,
  desk: Desk,
  filter: WalkFilter,
  ids: readonly string[],
): Promise<readonly LightRow[]> {
  if (ids.length === 0) return []
  const scope: Segment = { column: 'id', direction: 'desc', words: sql`1 = 1`, holds: () => true }
  const asked = conditions({ ...filter, ids: undefined }, scope)
  const { rows } = await sql<LightRow>`
    select t.id, case when ${closedWords} then 1 else 0 end as closed, t.last_message_at, t.waiting_since, t.due_at
    from tickets t where ${inDesk(desk)} and t.id in (${list(ids)})
      ${asked.length === 0 ? sql`` : sql`and ${sql.join(asked, sql` and `)}`}`.execute(db)
  return rows
}

/**
 * The tickets that have one thing that is asked for, by an index of its own, when they are few; nothing when every such
 * thing is common: then walking in order finds them soon enough.
 */
export async function fewWith(
  db: Db,
  desk: Desk,
  filter: WalkFilter,
  few: number,
  idSpan: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<readonly string[] | undefined> {
  if (filter.ids) return filter.ids
  const { tenantId, helpdeskId } = desk
  const { scope, tagIds, skillIds, agents, statuses, updated, dueBefore } = filter
  const base = sql`tenant_id = ${tenantId} and helpdesk_id = ${helpdeskId}`
  const probes: RawBuilder<unknown>[] = []
  if (filter.mentioned !== undefined) probes.push(ticketsThatMention(desk, filter.mentioned))
  if (dueBefore !== undefined)
    probes.push(sql`select id from tickets where ${base} and due_at is not null and due_at <= ${dueBefore}`)
  if (skillIds)
    probes.push(sql`select distinct ticket_id as id from ticket_skills where ${base} and skill_id in (${list(skillIds)})
      ${scope === 'all' ? sql`` : sql`and is_open = ${scope === 'open' ? 1 : 0}`}`)
  if (tagIds)
    probes.push(
      sql`select distinct ticket_id as id from ticket_tags where ${base} and tag_id in (${list(tagIds)})`,
    )
  if (agents && scope === 'open')
    probes.push(sql`select t.id from tickets t where ${inDesk(desk)} and ${openWords}
      and coalesce(t.agent_id, '') in (${list(agents.map((agent) => agent ?? ''))})`)
  else if (agents && !agents.includes(null))
    probes.push(sql`select id from tickets where ${base} and agent_id in (${list(agents)})`)
  if (statuses) probes.push(sql`select id from tickets where ${base} and status in (${list(statuses)})`)
  if (updated?.from !== undefined)
    probes.push(sql`select id from tickets where ${base} and updated_at >= ${updated.from}
      ${updated.to === undefined ? sql`` : sql`and updated_at <= ${updated.to}`}
      union all select id from tickets where ${base} and updated_at is null`)

  // Ids stand in the order in which tickets were opened.
  if (idSpan.from !== undefined || idSpan.to !== undefined)
    probes.push(sql`select id from tickets where ${base} and id >= ${idSpan.from ?? ''}
      and id < ${idSpan.to ?? ':'}`)
  for (const probe of probes) {
    const { rows } = await sql<{ id: string }>`
      select id from (${probe}) as found limit ${few + 1}`.execute(db)
    if (rows.length <= few) return rows.map((row) => row.id)
  }
  return undefined
}
