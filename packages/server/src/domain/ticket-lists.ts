import { idFloor } from '../platform/ids.ts'
import {
  type LightRow,
  type Segment,
  type Span,
  type WalkCursor,
  type WalkFilter,
  type WalkOrder,
  type WalkSort,
  fewWith,
  fitsAll,
  rowsThatFit,
  segmentsOf,
  step,
} from '../db/ticket-walk.ts'
import { ticketsById } from '../db/changes.ts'
import { readMarkers } from '../db/ticket-reads.ts'
import { type TicketRow, type TicketStatus, closedStatuses, openStatuses } from '../db/tickets.ts'
import type { People } from '../db/users.ts'
import { type Cx, actorUserId } from './cx.ts'
import { followedTickets } from './collaborators.ts'
import { ticketIdsWith } from './ticket-search.ts'
import { peopleOf } from './tickets.ts'

export type ListView = 'mine' | 'following' | 'mentions' | 'unassigned' | 'queue' | 'open' | 'closed' | 'all'

/** What somebody wants to see, as a page or a saved view says it. */
export interface ListFilter {
  readonly view?: ListView | undefined
  readonly status?: readonly TicketStatus[] | undefined
  /** open_ids; `me` and `none` are special. */
  readonly agent?: readonly string[] | undefined
  readonly tag?: readonly string[] | undefined
  readonly skill?: readonly string[] | undefined
  readonly priority?: readonly TicketRow['priority'][] | undefined
  readonly channel?: readonly number[] | undefined
  /** `7d` or `from..to` in Unix ms. */
  readonly created?: string | undefined
  readonly updated?: string | undefined
  readonly sla?: 'overdue' | 'soon' | undefined
  readonly text?: string | undefined
  readonly sort?: WalkSort | undefined
  readonly reversed?: boolean | undefined
  /** Of these tickets only. */
  readonly id?: readonly string[] | undefined
}

const day = 24 * 60 * 60_000
const soon = 60 * 60_000

function spanOf(text: string | undefined, now: number): Span | undefined {
  if (text === undefined) return undefined
  if (text.endsWith('d')) return { from: now - Number(text.slice(0, -1)) * day }
  const [from, to] = text.split('..')
  return { from: from ? Number(from) : undefined, to: to ? Number(to) : undefined }
}

const both = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] | undefined =>
  a && b ? a.filter((value) => b.includes(value)) : (a ?? b)

const ofView: Record<ListView, Pick<WalkFilter, 'scope' | 'statuses' | 'humanOnly'>> = {
  mine: { scope: 'open' },
  following: { scope: 'open' },
  mentions: { scope: 'open' },
  unassigned: { scope: 'open', humanOnly: true },
  queue: { scope: 'open', statuses: ['queueing'] },
  open: { scope: 'open' },
  closed: { scope: 'closed' },
  all: { scope: 'all' },
}

const some = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
  values && values.length > 0 ? values : undefined

/** What is asked of the tables; nothing when no ticket can have it all. */
async function walkFilterOf(cx: Cx, filter: ListFilter): Promise<WalkFilter | undefined> {
  const { view = 'open' } = filter
  const me = actorUserId(cx) ?? ''
  const named = some(filter.agent)?.map((id) => (id === 'me' ? me : id === 'none' ? null : id))
  const agents = both(view === 'mine' ? [me] : view === 'unassigned' ? [null] : undefined, named)
  // Somebody can be named on a closed ticket as well: it is found when its status is asked for.
  const shown = view === 'mentions' && some(filter.status) ? 'all' : view
  const { scope: given, statuses: own, humanOnly } = ofView[shown]
  const statuses = both(own, some(filter.status))
  const within = (all: readonly TicketStatus[]) => statuses?.every((status) => all.includes(status))
  const scope =
    given !== 'all' || !statuses
      ? given
      : within(openStatuses)
        ? 'open'
        : within(closedStatuses)
          ? 'closed'
          : 'all'
  if (agents?.length === 0 || statuses?.length === 0) return undefined
  const text = filter.text?.trim()
  return {
    scope,
    statuses,
    agents,
    humanOnly,
    priorities: some(filter.priority),
    channels: some(filter.channel),
    tagIds: some(filter.tag),
    skillIds: some(filter.skill),
    created: spanOf(filter.created, cx.now),
    updated: spanOf(filter.updated, cx.now),
    mentioned: view === 'mentions' ? me : undefined,
    dueBefore: filter.sla && cx.now + (filter.sla === 'soon' ? soon : 0),
    ids: both(
      both(text ? await ticketIdsWith(cx, text) : undefined, filter.id),
      view === 'following' ? await followedTickets(cx) : undefined,
    ),
  }
}

/** Of what is no more common than this, everything is looked at; of the rest only what comes first in the order. */
const few = 1000
/** So many tickets are looked at for one page; then it ends early, and the next one goes on from there. */
const patience = 10_000
const stride = 2000

export interface TicketPage {
  readonly tickets: readonly TicketRow[]
  readonly people: People
  /** Those in which the guest has written what the asking agent has not read. */
  readonly unread: ReadonlySet<string>
  readonly next: WalkCursor | undefined
}

/** A page of a list. It can be shorter than `limit` although there are more: `next` says whether to go on. */
export async function pageOfList(
  cx: Cx,
  filter: ListFilter,
  after: WalkCursor | undefined,
  limit: number,
): Promise<TicketPage> {
  const wanted = await walkFilterOf(cx, filter)
  if (!wanted) return { tickets: [], people: new Map(), unread: new Set(), next: undefined }
  const order = { by: filter.sort ?? 'newest', reversed: filter.reversed ?? false }
  const rare = await rareIds(cx, wanted)
  const { ids, next } = rare
    ? await sorted(cx, wanted, order, rare, after, limit)
    : await walked(cx, wanted, order, after, limit)
  const rows = await ticketsById(cx.db, cx.tenantId, cx.helpdeskId, ids)
  const tickets = ids.flatMap((id) => rows.get(id) ?? [])
  return { tickets, next, people: await peopleOf(cx, tickets), unread: await unreadOf(cx, tickets) }
}

const rareIds = (cx: Cx, wanted: WalkFilter): Promise<readonly string[] | undefined> =>
  fewWith(cx.db, cx, wanted, few, {
    from: wanted.created?.from === undefined ? undefined : idFloor(wanted.created.from),
    to: wanted.created?.to === undefined ? undefined : idFloor(wanted.created.to + 1),
  })

interface Found {
  readonly ids: readonly string[]
  readonly next: WalkCursor | undefined
}

/** Few tickets, put in order here. */
async function sorted(
  cx: Cx,
  wanted: WalkFilter,
  order: WalkOrder,
  ids: readonly string[],
  after: WalkCursor | undefined,
  limit: number,
): Promise<Found> {
  const segments = segmentsOf(wanted, order)
  const rows = await rowsThatFit(cx.db, cx, wanted, ids)
  const places = rows
    .map((row) => placeOf(segments, row))
    .sort((a, b) => compare(segments, a, b))
    .filter((place) => !after || compare(segments, after, place) < 0)
  const page = places.slice(0, limit)
  return { ids: page.map((place) => place.id), next: places.length > limit ? page.at(-1) : undefined }
}

function placeOf(segments: readonly Segment[], row: LightRow): WalkCursor {
  const segment = segments.findIndex(({ holds }) => holds(row))
  const column = segments[segment]?.column ?? 'id'
  return { segment, at: column === 'id' ? 0 : (row[column] ?? 0), id: row.id }
}

function compare(segments: readonly Segment[], a: WalkCursor, b: WalkCursor): number {
  if (a.segment !== b.segment) return a.segment - b.segment
  const way = segments[a.segment]?.direction === 'desc' ? -1 : 1
  return way * (a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Walks along the order and takes what fits, until the page is full or its patience ends. */
async function walked(
  cx: Cx,
  wanted: WalkFilter,
  order: WalkOrder,
  after: WalkCursor | undefined,
  limit: number,
): Promise<Found> {
  const segments = segmentsOf(wanted, order)
  const ids: string[] = []
  let place = after
  let looked = 0
  for (let i = after?.segment ?? 0; i < segments.length; i++) {
    const segment = segments[i]!
    for (let from: { at: number; id: string } | undefined = place?.segment === i ? place : undefined; ;) {
      if (looked >= patience) return { ids, next: place }
      const size = fitsAll(wanted, segment) ? limit + 1 : Math.min(stride, looked === 0 ? limit * 4 : stride)
      const rows = await step(cx.engine, cx, wanted, segment, from, size)
      looked += rows.length
      for (const row of rows) {
        if (row.fits === 1) {
          if (ids.length === limit) return { ids, next: place }
          ids.push(row.id)
        }
        // What does not fit is passed over for good, unless the page is full already: it may end with it.
        if (row.fits === 1 || ids.length < limit) place = { segment: i, at: row.at, id: row.id }
      }
      if (rows.length < size) break
      from = rows.at(-1)
    }
  }
  return { ids, next: undefined }
}

/** Of these tickets those in which the guest has written something that the asking agent has not read. */
export async function unreadOf(cx: Cx, tickets: readonly TicketRow[]): Promise<ReadonlySet<string>> {
  const userId = actorUserId(cx)
  if (userId === null || tickets.length === 0) return new Set()
  const ids = tickets.filter((ticket) => ticket.guest_message_at !== null).map((ticket) => ticket.id)
  const markers = await readMarkers(cx.db, cx.tenantId, userId, ids)
  return new Set(tickets.filter((ticket) => isUnread(ticket, markers.get(ticket.id))).map(({ id }) => id))
}

/** Whoever has never opened the ticket need not: what a colleague has answered is settled. */
export const isUnread = (
  ticket: Pick<TicketRow, 'guest_message_at' | 'last_response_at' | 'closed_at'>,
  readAt: number | undefined,
): boolean =>
  ticket.guest_message_at !== null &&
  (readAt === undefined
    ? ticket.closed_at === null && ticket.guest_message_at > (ticket.last_response_at ?? 0)
    : ticket.guest_message_at > readAt)

/** Counts stop here. */
export const ceiling = 1000

export interface Count {
  readonly count: number
  /** Whether there may be more: not everything was looked at. */
  readonly atLeast: boolean
}

/** How many tickets a filter finds, counted no further than the ceiling and looking at no more than twice as many. */
export async function countOfList(cx: Cx, filter: ListFilter): Promise<Count> {
  const wanted = await walkFilterOf(cx, filter)
  if (!wanted) return { count: 0, atLeast: false }
  const rare = await rareIds(cx, wanted)
  if (rare) return { count: (await rowsThatFit(cx.db, cx, wanted, rare)).length, atLeast: false }
  const [segment] = segmentsOf(wanted, { by: 'newest', reversed: false })
  const size = fitsAll(wanted, segment!) ? ceiling : 2 * ceiling
  const rows = await step(cx.engine, cx, wanted, segment!, undefined, size)
  const count = rows.filter((row) => row.fits === 1).length
  return { count: Math.min(count, ceiling), atLeast: rows.length === size && count < ceiling }
}
