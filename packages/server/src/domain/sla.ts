import type { TicketRow } from '../db/tickets.ts'
import { type ServiceHours, afterService, serviceTime } from './service-time.ts'

export const dueKinds = ['first_response', 'next_response', 'resolution'] as const
export type DueKind = (typeof dueKinds)[number]
export type Priority = TicketRow['priority']

/** Minutes of service time that a desk allows itself, by priority; what is missing is not promised. */
export type SlaTargets = Readonly<Partial<Record<Priority, Readonly<Partial<Record<DueKind, number>>>>>>

export interface SlaPolicy extends ServiceHours {
  readonly targets: SlaTargets
}

/** The columns of a ticket that follow from its others, the policy and the time. */
export type SlaColumns = Pick<TicketRow, 'sla_spent_ms' | 'sla_since' | 'due_at' | 'due_kind'>

type SlaTicket = Pick<
  TicketRow,
  'stage' | 'status' | 'priority' | 'waiting_since' | 'first_response_at' | keyof SlaColumns
>

const minute = 60_000
const allHours: ServiceHours = { hours: [], timeZone: 'UTC' }

/** Whether people of the desk are at work on it: not while it is on hold, closed, or the guest's turn. */
const isWorkedOn = ({ stage, status }: SlaTicket): boolean =>
  stage === 'human' && (status === 'created' || status === 'processing' || status === 'queueing')

const awaitsAnswer = (ticket: SlaTicket): boolean =>
  ticket.stage === 'human' && !ticket.status.startsWith('closed_') && ticket.waiting_since !== null

/**
 * What a ticket owes next, after a change at `now` (Unix ms). Responses are counted from when the guest began to wait;
 * the resolution counts only while people of the desk are at work on the ticket.
 */
export function slaAfter(ticket: SlaTicket, policy: SlaPolicy | undefined, now: number): SlaColumns {
  const clock = clockAfter(ticket, policy ?? allHours, now)
  return { ...clock, ...dueOf({ ...ticket, ...clock }, policy) }
}

function clockAfter(
  ticket: SlaTicket,
  hours: ServiceHours,
  now: number,
): Pick<SlaColumns, 'sla_spent_ms' | 'sla_since'> {
  const { sla_spent_ms: spent, sla_since: since } = ticket
  if (isWorkedOn(ticket)) return { sla_spent_ms: spent, sla_since: since ?? now }
  return { sla_spent_ms: since === null ? spent : spent + serviceTime(hours, since, now), sla_since: null }
}

/** The earliest of what is owed; nothing where the policy promises nothing. */
function dueOf(ticket: SlaTicket, policy: SlaPolicy | undefined): Pick<SlaColumns, 'due_at' | 'due_kind'> {
  const none = { due_at: null, due_kind: null }
  const targets = policy?.targets[ticket.priority]
  if (!policy || !targets) return none
  const dues: { due_at: number; due_kind: DueKind }[] = []
  const owe = (due_kind: DueKind, from: number, spent: number) => {
    const minutes = targets[due_kind]
    if (minutes !== undefined)
      dues.push({ due_kind, due_at: afterService(policy, from, minutes * minute - spent) })
  }
  if (awaitsAnswer(ticket))
    owe(ticket.first_response_at === null ? 'first_response' : 'next_response', ticket.waiting_since!, 0)
  if (ticket.sla_since !== null) owe('resolution', ticket.sla_since, ticket.sla_spent_ms)
  return dues.sort((a, b) => a.due_at - b.due_at)[0] ?? none
}

/** Whether a change leaves everything as it is that the due time is made from. */
export const leavesSla = (before: SlaTicket, after: SlaTicket): boolean =>
  before.stage === after.stage &&
  before.status === after.status &&
  before.priority === after.priority &&
  before.waiting_since === after.waiting_since &&
  (before.first_response_at === null) === (after.first_response_at === null)
