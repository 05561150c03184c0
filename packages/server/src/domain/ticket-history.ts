import { fromJson, toJson } from '../db/json.ts'
import { insertTicketChange } from '../db/ticket-changes.ts'
import type { TicketRow, TicketStatus } from '../db/tickets.ts'
import type { Cx } from './cx.ts'

export type Pair<T> = readonly [before: T, after: T]

interface Members {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** What one change did to a ticket, as it is kept. People and skills by their id, tags by their name. */
export interface ChangeSet {
  readonly status?: Pair<TicketStatus>
  readonly stage?: Pair<TicketRow['stage']>
  readonly agent?: Pair<string | null>
  /** The skill it was transferred to. */
  readonly skill?: string
  /** When it comes back (ms); null when that was taken back. */
  readonly snooze?: number | null
  readonly priority?: Pair<TicketRow['priority']>
  readonly title?: Pair<string | null>
  readonly tags?: Members
  readonly collaborators?: Members
  /** By the field's id. */
  readonly fields?: Readonly<Record<string, Pair<string | null>>>
  readonly score?: number
  readonly solved?: boolean
  /** On the ticket that was merged: into which one; null when that was undone. */
  readonly mergedInto?: string | null
  /** On the other one: what came in, or went out again. */
  readonly joined?: string
  readonly parted?: string
  /** On the ticket that messages were split from, and on the new one. */
  readonly split?: { readonly to: string; readonly messages: number }
  readonly splitUndone?: string
  readonly splitFrom?: string
}

/** What a change does beyond the ticket's own columns. */
export type ChangeExtras = Pick<ChangeSet, 'joined' | 'parted' | 'split' | 'splitUndone'>

/** States that messages move a ticket between all the time: the messages tell it already. */
const talking: ReadonlySet<TicketStatus> = new Set(['created', 'processing', 'waiting_for_guest'])

/** The difference between two states of a ticket, or nothing where it is none that is worth telling. */
export function changeSetOf(before: TicketRow, after: TicketRow, quietly: boolean): ChangeSet | undefined {
  const onlyTalk = quietly && talking.has(before.status) && talking.has(after.status)
  const differs = (name: keyof TicketRow): boolean => before[name] !== after[name]
  const set: ChangeSet = {
    ...(differs('status') && !onlyTalk && { status: [before.status, after.status] as const }),
    ...(differs('stage') && !quietly && { stage: [before.stage, after.stage] as const }),
    ...(differs('agent_id') && { agent: [before.agent_id, after.agent_id] as const }),
    ...(differs('skill_id') && after.skill_id !== null && { skill: after.skill_id }),
    // That it is over shows in the status.
    ...(differs('snoozed_until') &&
      (after.snoozed_until !== null || after.status === 'pending') && { snooze: after.snoozed_until }),
    ...(differs('priority') && { priority: [before.priority, after.priority] as const }),
    ...(differs('title') && !quietly && { title: [before.title, after.title] as const }),
    ...(differs('tags') && { tags: membersOf(tagNames(before), tagNames(after)) }),
    ...(differs('collaborator_ids') && {
      collaborators: membersOf(
        fromJson<string[]>(before.collaborator_ids),
        fromJson<string[]>(after.collaborator_ids),
      ),
    }),
    ...(differs('fields') && { fields: fieldsChanged(before.fields, after.fields) }),
    ...(differs('score') && after.score !== null && { score: after.score }),
    ...(differs('solved') && after.solved !== null && { solved: after.solved === 1 }),
    ...(differs('merged_into') && { mergedInto: after.merged_into }),
  }
  return Object.keys(set).length > 0 ? set : undefined
}

const tagNames = (ticket: TicketRow): string[] =>
  fromJson<{ name: string }[]>(ticket.tags).map((tag) => tag.name)

const membersOf = (before: readonly string[], after: readonly string[]): Members => ({
  added: after.filter((one) => !before.includes(one)),
  removed: before.filter((one) => !after.includes(one)),
})

function fieldsChanged(before: string, after: string): Record<string, Pair<string | null>> {
  const [old, now] = [before, after].map((text) => fromJson<Record<string, string>>(text))
  const ids = new Set([...Object.keys(old!), ...Object.keys(now!)])
  const changed: Record<string, Pair<string | null>> = {}
  for (const id of ids) {
    const pair = [old![id] ?? null, now![id] ?? null] as const
    if (pair[0] !== pair[1]) changed[id] = pair
  }
  return changed
}

/** Keeps what a change did and who made it, in the transaction of the change. */
export async function recordChange(
  cx: Cx,
  before: TicketRow,
  after: TicketRow,
  quietly: boolean,
  extras: ChangeExtras = {},
): Promise<void> {
  const changes = { ...changeSetOf(before, after, quietly), ...extras }
  if (Object.keys(changes).length > 0) await keepChange(cx, after, changes)
}

export const keepChange = (
  cx: Cx,
  ticket: Pick<TicketRow, 'id' | 'version'>,
  changes: ChangeSet,
): Promise<void> => {
  const { actor } = cx
  return insertTicketChange(cx.engine, cx.db, {
    tenant_id: cx.tenantId,
    ticket_id: ticket.id,
    version: ticket.version,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'user' ? actor.userId : actor.kind === 'app' ? actor.appId : null,
    changes: toJson(changes),
    changed_at: cx.now,
  })
}
