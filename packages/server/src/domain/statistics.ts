import { sql } from 'kysely'
import { openStatuses } from '../db/tickets.ts'
import { idFloor } from '../platform/ids.ts'
import type { Cx } from './cx.ts'
import { AppError, invalid } from './errors.ts'

export interface DayStatistic {
  /** YYYY-MM-DD on the desk's clock. */
  readonly date: string
  created: number
  closed: number
  solved: number
  firstResponses: number
  firstResponseMs: number
}

const day = 24 * 3600 * 1000
/** Every clock of the world differs from UTC by quarters of an hour. */
export const quarter = 15 * 60 * 1000
const maximumDays = 92

/** Names the day of a time zone, YYYY-MM-DD, to which a time (Unix ms) belongs. */
export const localDay = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (at: number): string => format.format(at)
}

/** What happened on the desk, by day, oldest first; without a first day, the last `count` days. */
export async function dailyStatistics(
  cx: Cx,
  span: { readonly from?: string | undefined; readonly to?: string | undefined },
  count = 7,
): Promise<DayStatistic[]> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) throw new AppError('helpdesk_not_found')
  const dayOf = localDay(desk.timeZone)
  const to = noonOf(span.to ?? dayOf(cx.now), 'endDate')
  const from = span.from === undefined ? to - (count - 1) * day : noonOf(span.from, 'startDate')
  if (from > to) throw invalid('startDate', span.from, 'must not be after endDate')
  if (to - from >= maximumDays * day)
    throw invalid('startDate', span.from, `must be less than ${maximumDays} days before endDate`)
  const days = new Map<string, DayStatistic>()
  for (let at = from; at <= to; at += day) {
    const date = new Date(at).toISOString().slice(0, 10)
    days.set(date, { date, created: 0, closed: 0, solved: 0, firstResponses: 0, firstResponseMs: 0 })
  }
  // Wider by a day on both sides than any clock can be away from UTC; what falls outside finds no day.
  const [first, last] = [from - 1.5 * day, to + 1.5 * day]
  const [created, closed] = await Promise.all([
    createdBetween(cx, first, last),
    closedBetween(cx, first, last),
  ])
  for (const row of created) {
    const found = days.get(dayOf(Number(row.quarter) * quarter))
    if (!found) continue
    found.created += Number(row.created)
    found.firstResponses += Number(row.answered)
    found.firstResponseMs += Number(row.waited ?? 0)
  }
  for (const row of closed) {
    const found = days.get(dayOf(Number(row.quarter) * quarter))
    if (!found) continue
    found.closed += Number(row.closed)
    found.solved += Number(row.solved ?? 0)
  }
  return [...days.values()]
}

function noonOf(date: string, field: string): number {
  const at = Date.parse(`${date}T12:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date)
    throw invalid(field, date, 'must be a day, YYYY-MM-DD')
  return at
}

const ofDesk = (cx: Cx) =>
  cx.db.selectFrom('tickets').where('tenant_id', '=', cx.tenantId).where('helpdesk_id', '=', cx.helpdeskId)

const createdBetween = (cx: Cx, from: number, to: number) =>
  ofDesk(cx)
    .select([
      sql<number>`created_at / ${sql.lit(quarter)}`.as('quarter'),
      sql<number>`count(*)`.as('created'),
      sql<number>`count(first_response_at)`.as('answered'),
      sql<number | null>`sum(first_response_at - created_at)`.as('waited'),
    ])
    // Ids ascend with time, so this is a range of the primary key.
    .where('id', '>=', idFloor(from))
    .where('created_at', '<', to)
    .groupBy(sql`1`)
    .execute()

const closedBetween = (cx: Cx, from: number, to: number) =>
  ofDesk(cx)
    .select([
      sql<number>`closed_at / ${sql.lit(quarter)}`.as('quarter'),
      sql<number>`count(*)`.as('closed'),
      sql<number | null>`sum(case when solved = 1 then 1 else 0 end)`.as('solved'),
    ])
    // A closed ticket has changed at that moment or later: this one has an index.
    .where('updated_at', '>=', from)
    .where('closed_at', '>=', from)
    .where('closed_at', '<', to)
    .groupBy(sql`1`)
    .execute()

/** How many tickets are open now, and how many of them nobody owns. */
export async function openNow(cx: Cx): Promise<{ open: number; waiting: number }> {
  const row = await ofDesk(cx)
    .select([sql<number>`count(*)`.as('open'), sql<number>`count(agent_id)`.as('owned')])
    .where('status', 'in', openStatuses)
    .executeTakeFirstOrThrow()
  return { open: Number(row.open), waiting: Number(row.open) - Number(row.owned) }
}
