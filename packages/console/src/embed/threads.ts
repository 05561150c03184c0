import type { TicketRow } from '../api/types.ts'
import type { PipitAgentStatus, PipitEvents, PipitThread, PipitUnreadThread } from './host.ts'

type Action = PipitEvents['thread_status_changed']['action']

/** Conversations by ticket id. */
export type Threads = ReadonlyMap<string, TicketRow>
/** Unread messages by ticket id. */
export type Unread = ReadonlyMap<string, number>

const isClosed = (row: TicketRow) => row.status.startsWith('closed_')

export const threadOf = (row: TicketRow, content = row.preview, at = row.last_message_at): PipitThread => ({
  uid: row.ticket_id,
  topic: row.ticket_id,
  type: row.agent ? 'AGENT' : 'WORKGROUP',
  status: row.status.toUpperCase(),
  user: {
    uid: row.guest.id,
    nickname: row.guest.name,
    ...(row.guest.avatar_url ? { avatar: row.guest.avatar_url } : {}),
  },
  content,
  createdAt: new Date(at).toISOString(),
})

/** What happened to a conversation between two looks; `undefined`: nothing its host is told about. */
export function actionBetween(before: TicketRow | undefined, after: TicketRow): Action | undefined {
  if (!before) return isClosed(after) ? undefined : after.agent ? 'assigned' : 'created'
  if (isClosed(before) !== isClosed(after)) return isClosed(after) ? 'closed' : 'reopened'
  if (before.agent?.id !== after.agent?.id) return before.agent ? 'transferred' : 'assigned'
  if (before.status === after.status) return undefined
  if (after.status === 'pending') return 'held'
  return before.status === 'pending' ? 'resumed' : 'updated'
}

/** Guests who waited already when the page opened count once: how often they asked is not known any more. */
export const unreadAtStart = (threads: Threads): Unread =>
  new Map(
    [...threads.values()]
      .filter((row) => row.agent && row.waiting_since !== undefined)
      .map((row) => [row.ticket_id, 1]),
  )

export function unreadReport(unread: Unread, threads: Threads): PipitEvents['unread_message_count'] {
  const unreadThreads = [...unread].flatMap(([id, unreadCount]): PipitUnreadThread[] => {
    const row = threads.get(id)
    return row ? [{ ...threadOf(row), unreadCount }] : []
  })
  return {
    totalUnreadCount: unreadThreads.reduce((sum, thread) => sum + thread.unreadCount, 0),
    unreadThreads,
  }
}

const statuses: readonly PipitAgentStatus[] = ['AVAILABLE', 'BUSY', 'OFFLINE']
const record = (x: unknown) => (typeof x === 'object' && x !== null ? (x as Record<string, unknown>) : {})

export type Command =
  | { readonly type: 'status'; readonly status: PipitAgentStatus }
  | { readonly type: 'refresh' | 'hello' }
  | { readonly type: 'clear'; readonly threadUid: string | undefined }

/** Reads a host's message; what it does not mean for us is `undefined`. */
export function commandOf(message: unknown): Command | undefined {
  const { type, data } = record(message)
  switch (type) {
    case 'update_agent_status': {
      const status = statuses.find((s) => s === record(data).status)
      return status && { type: 'status', status }
    }
    case 'update_agent_status_available':
      return { type: 'status', status: 'AVAILABLE' }
    case 'update_agent_status_busy':
      return { type: 'status', status: 'BUSY' }
    case 'update_agent_status_offline':
      return { type: 'status', status: 'OFFLINE' }
    case 'refresh_threads':
      return { type: 'refresh' }
    case 'hello':
      return { type: 'hello' }
    case 'clear_unread_count': {
      const { threadUid } = record(data)
      return { type: 'clear', threadUid: typeof threadUid === 'string' ? threadUid : undefined }
    }
    default:
      return undefined
  }
}
