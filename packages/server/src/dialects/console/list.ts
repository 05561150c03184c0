import type { Input, Output, console as contract } from '@pipit/contract'
import { listCounts, skillCounts } from '../../db/ticket-counts.ts'
import type { WalkCursor } from '../../db/ticket-walk.ts'
import { type Cx, actorUserId } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import { filterOf, listSavedViews } from '../../domain/saved-views.ts'
import { changeTickets } from '../../domain/ticket-bulk.ts'
import { filterChoices } from '../../domain/filter-choices.ts'
import { countOfList, pageOfList } from '../../domain/ticket-lists.ts'
import { markRead } from '../../domain/ticket-reads.ts'
import { peopleOf } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { rowOf } from './wire.ts'

const encodeCursor = ({ segment, at, id }: WalkCursor): string => `${segment}.${at}.${id}`

function decodeCursor(text: string | undefined): WalkCursor | undefined {
  if (text === undefined) return undefined
  const match = /^(\d)\.(\d{1,16})\.(\d{1,19})$/.exec(text)
  if (!match) throw invalid('cursor', text, 'was not made by this endpoint')
  return { segment: Number(match[1]), at: Number(match[2]), id: match[3]! }
}

export async function listTickets(
  cx: Cx,
  { query }: Input<typeof contract.ticket.list>,
): Promise<Output<typeof contract.ticket.list>> {
  const { cursor, limit = 50, ...filter } = query
  const page = await pageOfList(cx, filter, decodeCursor(cursor), limit)
  return {
    items: page.tickets.map((row) => ({ ...rowOf(row, page.people), unread: page.unread.has(row.id) })),
    next_cursor: page.next && encodeCursor(page.next),
  }
}

export async function countTickets(cx: Cx): Promise<Output<typeof contract.ticket.counts>> {
  const { tenantId, helpdeskId } = cx
  const agentId = actorUserId(cx) ?? ''
  const [[counts], skills, { views }] = await Promise.all([
    listCounts(cx.engine, { tenantId, helpdeskId, agentId }),
    skillCounts(cx.engine, { tenantId, helpdeskId }),
    listSavedViews(cx),
  ])
  const saved: { id: string; count: number; at_least: boolean }[] = []
  // One after the other: on SQLite they share one thread, and nobody waits for the last of them.
  for (const view of views) {
    const { count, atLeast } = await countOfList(cx, filterOf(view))
    saved.push({ id: view.id, count, at_least: atLeast })
  }
  return { ...counts!, skills: [...skills], saved }
}

export const list: Handlers<typeof contract.list> = {
  choices: (cx) => filterChoices(cx),
  bulk: async (cx, { body }) => {
    const results = await changeTickets(
      cx,
      body.changes.map(({ ticket_id: ticketId, change }) => ({ ticketId, change })),
    )
    const people = await peopleOf(
      cx,
      results.flatMap(({ ticket }) => ticket ?? []),
    )
    return {
      items: results.map(({ ticketId, ticket, undo, error }) => ({
        ticket_id: ticketId,
        ok: error === undefined,
        ticket: ticket && rowOf(ticket, people),
        undo: undo && {
          ...undo,
          add: undefined,
          remove: undefined,
          names: undo.names && [...undo.names],
        },
        error: error && { code: error.code, message: error.message },
      })),
    }
  },
  read: async (cx, { params, body }) => {
    await markRead(cx, params.ticket_id, body.up_to)
    return {}
  },
}
