import type { Output, accessToken } from '@pipit/contract'
import { type TicketRow, type TicketStatus, closedStatuses, openStatuses } from '../../db/tickets.ts'
import { invalid } from '../../domain/errors.ts'
import type { TicketUpdate } from '../../domain/tickets.ts'

type Status = Output<typeof accessToken.v1.ticket.queryUid>['status']
type Priority = TicketRow['priority']

const statusWords: Readonly<Record<TicketStatus, Status>> = {
  created: 'NEW',
  queueing: 'UNCLAIMED',
  processing: 'PROCESSING',
  waiting_for_guest: 'PENDING',
  pending: 'HOLDING',
  closed_by_bot: 'CLOSED',
  closed_by_agent: 'CLOSED',
  closed_by_guest: 'CLOSED',
}

export const statusWord = (ticket: TicketRow): Status => {
  const word = statusWords[ticket.status]
  return word === 'CLOSED' && ticket.solved === 1 ? 'RESOLVED' : word
}

const priorities: readonly Priority[] = ['lowest', 'low', 'medium', 'high', 'urgent', 'critical']

/** A priority in any case. */
export function readPriority(word: string | undefined): Priority | undefined {
  if (word === undefined) return undefined
  const found = priorities.find((priority) => priority === word.trim().toLowerCase())
  if (!found) throw invalid('priority', word, `must be one of ${priorities.join(', ')}`)
  return found
}

/** What each word sets; the words of the server, of its documents, and of ours. */
const settings: Readonly<Record<string, Pick<TicketUpdate, 'status' | 'solved'>>> = {
  NEW: { status: 'queueing' },
  OPEN: { status: 'queueing' },
  UNCLAIMED: { status: 'queueing' },
  REOPENED: { status: 'queueing' },
  ASSIGNED: { status: 'processing' },
  CLAIMED: { status: 'processing' },
  PROCESSING: { status: 'processing' },
  IN_PROGRESS: { status: 'processing' },
  RESUMED: { status: 'processing' },
  PENDING: { status: 'waiting_for_guest' },
  HOLDING: { status: 'pending' },
  RESOLVED: { status: 'closed_by_agent', solved: 1 },
  VERIFIED_OK: { status: 'closed_by_agent', solved: 1 },
  CLOSED: { status: 'closed_by_agent' },
  CANCELLED: { status: 'closed_by_agent', solved: 0 },
}

const unknown = (word: string) =>
  invalid('status', word, `must be one of ${Object.keys(settings).join(', ').toLowerCase()}`)

/** What a status word changes. */
export function readStatus(word: string | undefined): Pick<TicketUpdate, 'status' | 'solved'> {
  if (word === undefined) return {}
  const key = word.trim().toUpperCase()
  const found = Object.hasOwn(settings, key) ? settings[key] : undefined
  if (!found) throw unknown(word)
  return found
}

/** Which tickets a status word means in a list; `open` is all that are not closed. */
export function readStatusFilter(word: string | undefined): {
  statuses?: readonly TicketStatus[]
  solved?: boolean
} {
  if (word === undefined) return {}
  const key = word.trim().toUpperCase()
  if (key === 'OPEN') return { statuses: openStatuses }
  if (key === 'NEW') return { statuses: ['created'] }
  if (key === 'CLOSED') return { solved: false }
  const { status, solved } = readStatus(word)
  if (solved !== undefined) return { solved: solved === 1 }
  return { statuses: status!.startsWith('closed_') ? closedStatuses : [status!] }
}

/** A time as ISO 8601, or `YYYY-MM-DD HH:mm:ss` in UTC. @returns Unix ms. */
export function readTime(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined
  const plain = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(:\d\d)?)$/.exec(text)
  const at = Date.parse(plain ? `${plain[1]}T${plain[2]}Z` : text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(at))
    throw invalid(field, text, 'must be a time such as 2026-01-31T08:00:00Z')
  return at
}

export const iso = (at: number): string => new Date(at).toISOString()
