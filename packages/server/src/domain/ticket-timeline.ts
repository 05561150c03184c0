import { fromJson } from '../db/json.ts'
import { findSkills } from '../db/skills.ts'
import { type TicketChangeRow, latestChanges } from '../db/ticket-changes.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type People, loadPeople } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { readableValue } from './field-values.ts'
import { type PastDecision, explainRouting } from './routing-log.ts'
import type { ChangeSet } from './ticket-history.ts'
import { getTicket } from './tickets.ts'

export type HappeningKind =
  | 'created'
  | 'status'
  | 'to_people'
  | 'assigned'
  | 'unassigned'
  | 'waiting'
  | 'transferred'
  | 'snoozed'
  | 'priority'
  | 'title'
  | 'tags_added'
  | 'tags_removed'
  | 'collaborators_added'
  | 'collaborators_removed'
  | 'field'
  | 'rated'
  | 'solved'
  | 'merged_into'
  | 'unmerged'
  | 'joined'
  | 'parted'
  | 'split'
  | 'split_from'
  | 'split_undone'

/** One thing that happened to a ticket. */
export interface Happening {
  readonly at: number
  readonly kind: HappeningKind
  readonly by: { readonly kind: 'user' | 'app' | 'system'; readonly id: string | null }
  /** Agents by open_id. */
  readonly people?: readonly string[]
  /** Tags, or the name of a skill or field. */
  readonly names?: readonly string[]
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly ticketId?: string | undefined
  /** Messages, a score, or 0 and 1. */
  readonly number?: number
  /** When it comes back, Unix ms. */
  readonly until?: number | undefined
  /** Where routing decided: why. */
  readonly decision?: PastDecision
}

/** How many changes a timeline reaches back. */
const reach = 200

/** What happened to a ticket, oldest first, with everybody it names. Messages and remarks are not in it. */
export async function ticketTimeline(
  cx: Cx,
  ticketId: string,
): Promise<{ happenings: Happening[]; people: People; complete: boolean }> {
  const { ticket } = await getTicket(cx, ticketId)
  const rows = (await latestChanges(cx.db, cx.tenantId, ticketId, reach)).reverse()
  const complete = rows.length < reach
  const { decisions, people: routed } = await explainRouting(cx, ticketId)
  const names = await namesOf(cx, rows)
  const told = rows.flatMap((row) => happeningsOf(row, names, decisions))
  const oldest = rows[0]?.changed_at ?? Number.POSITIVE_INFINITY
  const unseen = decisions
    .filter((decision) => !rows.some((row) => row.version === decision.version))
    .filter((decision) => complete || decision.decidedAt >= oldest)
    .map((decision): Happening => ({
      at: decision.decidedAt,
      by: system,
      decision,
      ...(decision.agentId === null ? { kind: 'waiting' } : { kind: 'assigned', people: [decision.agentId] }),
    }))
  const happenings = [
    ...(complete ? beginning(ticket, rows) : []),
    ...told,
    ...unseen,
    ...ending(ticket, rows),
  ]
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    happenings.flatMap(({ by, people = [] }) => [...(by.kind === 'user' ? [by.id] : []), ...people]),
  )
  return {
    happenings: happenings.toSorted((a, b) => a.at - b.at),
    people: new Map([...routed, ...people]),
    complete,
  }
}

const system = { kind: 'system', id: null } as const

const beginning = (ticket: TicketRow, rows: readonly TicketChangeRow[]): Happening[] =>
  rows.some((row) => fromJson<ChangeSet>(row.changes).splitFrom !== undefined)
    ? []
    : [{ at: ticket.created_at, kind: 'created', by: { kind: 'user', id: ticket.guest_id } }]

/** Tickets from before changes were kept show at least how they ended. */
function ending(ticket: TicketRow, rows: readonly TicketChangeRow[]): Happening[] {
  if (!isClosed(ticket.status) || ticket.closed_at === null) return []
  if (rows.some((row) => fromJson<ChangeSet>(row.changes).status !== undefined)) return []
  const by = ticket.closed_by === null ? system : { kind: 'user' as const, id: ticket.closed_by }
  return [{ at: ticket.closed_at, kind: 'status', by, to: ticket.status }]
}

interface Names {
  readonly skills: ReadonlyMap<string, string>
  readonly fields: ReadonlyMap<string, { readonly name: string; readonly allowMultiple: boolean }>
}

async function namesOf(cx: Cx, rows: readonly TicketChangeRow[]): Promise<Names> {
  const sets = rows.map((row) => fromJson<ChangeSet>(row.changes))
  const skillIds = sets.flatMap((set) => (set.skill === undefined ? [] : [set.skill]))
  const skills = await findSkills(cx.db, cx.tenantId, cx.helpdeskId, skillIds)
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  return {
    skills: new Map(skills.map((skill) => [skill.id, skill.name])),
    fields: new Map(
      (desk?.fields ?? []).map((field) => [
        field.id,
        { name: field.displayName, allowMultiple: field.allowMultiple },
      ]),
    ),
  }
}

function happeningsOf(row: TicketChangeRow, names: Names, decisions: readonly PastDecision[]): Happening[] {
  const set = fromJson<ChangeSet>(row.changes)
  const decision = decisions.find(({ version }) => version === row.version)
  const base = { at: row.changed_at, by: { kind: row.actor_kind, id: row.actor_id } }
  const found: Happening[] = []
  const tell = (kind: HappeningKind, more: Partial<Happening> = {}) => found.push({ ...base, kind, ...more })

  // That it was closed by this, or is as before again, follows.
  if (set.mergedInto !== undefined) {
    tell(set.mergedInto === null ? 'unmerged' : 'merged_into', { ticketId: set.mergedInto ?? undefined })
    return found
  }
  if (set.splitFrom !== undefined) tell('split_from', { ticketId: set.splitFrom })
  if (set.skill !== undefined) tell('transferred', { names: [names.skills.get(set.skill) ?? ''] })
  if (set.agent) tellOfAgent(set.agent)
  else if (decision?.agentId === null) tell('waiting', { decision })
  if (set.snooze !== undefined) tell('snoozed', { until: set.snooze ?? undefined })
  // A new owner or an end of the hold tells the new state too.
  else if (set.status && !(set.agent && set.status[1] !== 'pending' && !isClosed(set.status[1])))
    tell('status', { from: set.status[0], to: set.status[1] })
  if (set.stage && !set.agent && !set.status) tell('to_people')
  if (set.priority) tell('priority', { from: set.priority[0], to: set.priority[1] })
  if (set.title) tell('title', { from: set.title[0] ?? undefined, to: set.title[1] ?? undefined })
  if (set.tags) tellOf(set.tags.added, set.tags.removed, 'tags', 'names')
  if (set.collaborators) tellOf(set.collaborators.added, set.collaborators.removed, 'collaborators', 'people')
  for (const [id, pair] of Object.entries(set.fields ?? {})) {
    const field = names.fields.get(id)
    const [from, to] = pair.map((value) =>
      value === null ? undefined : readableValue({ allowMultiple: field?.allowMultiple ?? false }, value),
    )
    tell('field', { names: [field?.name ?? ''], from, to })
  }
  if (set.score !== undefined) tell('rated', { number: set.score })
  if (set.solved !== undefined) tell('solved', { number: set.solved ? 1 : 0 })
  if (set.joined !== undefined) tell('joined', { ticketId: set.joined })
  if (set.parted !== undefined) tell('parted', { ticketId: set.parted })
  if (set.split) tell('split', { ticketId: set.split.to, number: set.split.messages })
  if (set.splitUndone !== undefined) tell('split_undone', { ticketId: set.splitUndone })
  return found

  function tellOfAgent([before, after]: NonNullable<ChangeSet['agent']>) {
    if (after !== null) tell('assigned', { people: [after], ...(decision && { decision }) })
    else if (set.skill === undefined && before !== null)
      tell('unassigned', { people: [before], ...(decision && { decision }) })
    else if (decision) tell('waiting', { decision })
  }

  function tellOf(
    added: readonly string[],
    removed: readonly string[],
    what: 'tags' | 'collaborators',
    where: 'names' | 'people',
  ) {
    if (added.length > 0) tell(`${what}_added`, { [where]: added })
    if (removed.length > 0) tell(`${what}_removed`, { [where]: removed })
  }
}
