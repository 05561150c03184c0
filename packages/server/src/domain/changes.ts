import { type ChangeEvent, changeEvents, messagesById, ticketsById } from '../db/changes.ts'
import type { MessageRow } from '../db/messages.ts'
import { prunedUpTo } from '../db/event-pruning.ts'
import { positionAt } from '../db/outbox.ts'
import type { TicketRow } from '../db/tickets.ts'
import { fromJson } from '../db/json.ts'
import type { Cx } from './cx.ts'

/** A ticket or message that has changed. Without its row it is gone. */
export type Change =
  | ({ readonly type: 'ticket'; readonly id: string; readonly row: TicketRow | undefined } & Facts)
  | ({ readonly type: 'message'; readonly id: string; readonly row: MessageRow | undefined } & Facts)

interface Facts {
  readonly ticketId: string
  /** Whether its beginning is among these changes. */
  readonly isNew: boolean
  /** Unix ms. */
  readonly at: number
}

export interface Changes {
  readonly changes: readonly Change[]
  readonly position: number
  readonly hasMore: boolean
  /** The history no longer reaches back that far. */
  readonly isReset: boolean
}

/**
 * What has changed on the desk after a position of the event log, oldest first, each ticket and message once and as it
 * is now.
 * @param start a position, or a time in Unix ms.
 * @param limit how many events are looked at.
 */
export async function changesAfter(
  cx: Cx,
  start: { readonly after?: number | undefined; readonly since?: number | undefined },
  limit: number,
): Promise<Changes> {
  const last = await cx.engine.sequence()
  const pruned = await prunedUpTo(cx.db, cx.tenantId)
  const { since = 0 } = start
  const wanted = start.after ?? (since > 0 ? Math.max(pruned, await positionAt(cx.db, since)) : pruned)
  const after = Math.min(wanted, last)
  if (after < pruned) return { changes: [], position: last, hasMore: false, isReset: true }
  const events = await changeEvents(cx.db, cx.tenantId, cx.helpdeskId, after, limit)
  const hasMore = events.length === limit
  return {
    changes: await current(
      cx,
      events.filter((event) => event.created_at >= since),
    ),
    position: hasMore ? events.at(-1)!.position : Math.max(last, after),
    hasMore,
    isReset: false,
  }
}

/** The order is that of the last event of each. */
async function current(cx: Cx, events: readonly ChangeEvent[]): Promise<Change[]> {
  const touched = new Map<string, Facts & { type: Change['type']; id: string }>()
  const touch = (type: Change['type'], id: string, event: ChangeEvent, isNew: boolean) => {
    const key = `${type} ${id}`
    const before = touched.get(key)
    touched.delete(key)
    const facts = { ticketId: event.ticket_id, at: event.created_at, isNew: isNew || before?.isNew === true }
    touched.set(key, { type, id, ...facts })
  }
  for (const event of events) {
    const { messageId } = fromJson<{ messageId?: string }>(event.payload)
    // A message moves its ticket's times as well.
    touch('ticket', event.ticket_id, event, event.type === 'ticket.created')
    if (messageId !== undefined) touch('message', messageId, event, event.type === 'message.created')
  }
  const all = [...touched.values()]
  const idsOf = (type: Change['type']) => all.filter((item) => item.type === type).map((item) => item.id)
  const [tickets, messages] = await Promise.all([
    ticketsById(cx.db, cx.tenantId, cx.helpdeskId, idsOf('ticket')),
    messagesById(
      cx.db,
      cx.tenantId,
      all.filter((item) => item.type === 'message'),
    ),
  ])
  return all.map((item) =>
    item.type === 'ticket'
      ? { ...item, type: 'ticket', row: tickets.get(item.id) }
      : { ...item, type: 'message', row: messages.get(item.id) },
  )
}
