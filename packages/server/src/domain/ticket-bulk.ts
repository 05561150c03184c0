import { findAgents } from '../db/agents.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { holdTicket, resumeTicket } from './snooze.ts'
import { closeTicket, reopenTicket } from './ticket-actions.ts'
import { assigned, changeTicket, lockedTicket, ticketTags, updateTicket } from './tickets.ts'

/** One change of one ticket. */
export interface BulkChange {
  readonly kind: 'assign' | 'tags' | 'set_tags' | 'close' | 'reopen' | 'priority' | 'hold' | 'resume'
  /** assign: who gets it; nobody without it. */
  readonly agent_id?: string | undefined
  /** tags: names. */
  readonly add?: readonly string[] | undefined
  readonly remove?: readonly string[] | undefined
  /** set_tags: all of them. */
  readonly names?: readonly string[] | undefined
  readonly priority?: TicketRow['priority'] | undefined
  /** hold: Unix ms; when it comes back by itself. */
  readonly until?: number | undefined
}

export interface BulkResult {
  readonly ticketId: string
  readonly ticket?: TicketRow
  /** What takes the change back; absent where nothing has changed. */
  readonly undo?: BulkChange | undefined
  readonly error?: AppError
}

/**
 * Changes tickets one after the other, each in a transaction of its own: one that cannot be changed stays as it was,
 * and holds up none of the others.
 */
export async function changeTickets(
  cx: Cx,
  changes: readonly { readonly ticketId: string; readonly change: BulkChange }[],
): Promise<BulkResult[]> {
  // Known before the transactions: whoever holds locks must not wait for another connection.
  await cx.registry.helpdesk(cx.helpdeskId)
  const results: BulkResult[] = []
  for (const { ticketId, change } of changes) {
    try {
      results.push(
        await inTransaction({ ...cx, now: Date.now() }, (cx) => acts[change.kind](cx, ticketId, change)),
      )
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      results.push({ ticketId, error })
    }
  }
  return results
}

type Act = (cx: Cx, ticketId: string, change: BulkChange) => Promise<BulkResult>

const done = (ticket: TicketRow, undo?: BulkChange): BulkResult => ({ ticketId: ticket.id, ticket, undo })

/** The tags that a ticket has afterwards are said by their names; nothing is written where they are the same. */
const retag =
  (namesOf: (had: readonly string[], change: BulkChange) => readonly string[]): Act =>
  async (cx, ticketId, change) => {
    const before = await lockedTicket(cx, ticketId)
    const had = ticketTags(before).map((tag) => tag.name)
    const names = namesOf(had, change)
    if (names.length === had.length && names.every((name) => had.includes(name))) return done(before)
    return done(await updateTicket(cx, ticketId, { tagNames: names }), { kind: 'set_tags', names: had })
  }

const acts: Record<BulkChange['kind'], Act> = {
  close: async (cx, ticketId) => done(await closeTicket(cx, ticketId), { kind: 'reopen' }),
  reopen: async (cx, ticketId) => done(await reopenTicket(cx, ticketId), { kind: 'close' }),
  resume: async (cx, ticketId) => done(await resumeTicket(cx, ticketId), { kind: 'hold' }),
  hold: async (cx, ticketId, { until }) => {
    const before = await lockedTicket(cx, ticketId)
    const held = await holdTicket(cx, ticketId, { until })
    return done(held, before.status === 'pending' ? undefined : { kind: 'resume' })
  },
  assign: (cx, ticketId, change) => assign(cx, ticketId, change.agent_id),
  priority: async (cx, ticketId, { priority }) => {
    if (!priority) throw invalid('priority', '', 'is required')
    const before = await lockedTicket(cx, ticketId)
    if (before.priority === priority) return done(before)
    const after = await updateTicket(cx, ticketId, { priority })
    return done(after, { kind: 'priority', priority: before.priority })
  },
  tags: retag(changedTags),
  set_tags: retag((_had, { names = [] }) => names),
}

function changedTags(had: readonly string[], { add = [], remove = [] }: BulkChange): string[] {
  return [...new Set([...had.filter((name) => !remove.includes(name)), ...add.map((name) => name.trim())])]
}

async function assign(cx: Cx, ticketId: string, agentId: string | undefined): Promise<BulkResult> {
  if (cx.actor.kind === 'user' && cx.actor.role === undefined) throw new AppError('forbidden')
  const ticket = await lockedTicket(cx, ticketId)
  if (isClosed(ticket.status)) throw new AppError('ticket_closed')
  if ((ticket.agent_id ?? undefined) === agentId) return { ticketId, ticket }
  const undo: BulkChange = { kind: 'assign', agent_id: ticket.agent_id ?? undefined }
  if (agentId === undefined) {
    const paused = ticket.status === 'pending' || ticket.status === 'waiting_for_guest'
    const next = await changeTicket(cx, ticket, { agent_id: null, ...(!paused && { status: 'queueing' }) })
    return { ticketId, ticket: next, undo }
  }
  const [agent] = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, [agentId])
  if (!agent || agent.removed_at !== null) throw new AppError('agent_not_found')
  const next = await changeTicket(cx, ticket, {
    ...assigned(ticket, agentId, cx.now),
    stage: 'human',
    ...((ticket.status === 'created' || ticket.status === 'queueing') && { status: 'processing' }),
  })
  return { ticketId, ticket: next, undo }
}
