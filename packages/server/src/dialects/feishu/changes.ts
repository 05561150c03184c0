import type { pipit } from '@pipit/contract'
import type { MessageRow } from '../../db/messages.ts'
import type { TicketRow } from '../../db/tickets.ts'
import { changesAfter } from '../../domain/changes.ts'
import { peopleOf } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { messagesToWire } from './im-wire.ts'
import { ticketToWire } from './wire.ts'

/** Rows by what the wire calls them, so that each kind is written at once. */
const rowsOf = <R>(changes: readonly { readonly row: R | undefined }[]): R[] =>
  changes.map((change) => change.row).filter((row) => row !== undefined)

export const changes: Handlers<typeof pipit.v1.changes> = {
  list: async (cx, { query }) => {
    const { page_token: token, since, page_size: size = 100 } = query
    const after = token === undefined ? undefined : Number(token)
    const found = await changesAfter(cx, { after, since: after === undefined ? since : undefined }, size)
    const tickets: TicketRow[] = rowsOf(found.changes.filter((change) => change.type === 'ticket'))
    const messages: MessageRow[] = rowsOf(found.changes.filter((change) => change.type === 'message'))
    const [people, desk, wired] = await Promise.all([
      peopleOf(cx, tickets),
      cx.registry.helpdesk(cx.helpdeskId),
      messagesToWire(cx, messages),
    ])
    const wireOf = new Map(messages.map((message, i) => [message.id, wired[i]]))
    return {
      items: found.changes.map((change) => {
        const isGone = !change.row || (change.type === 'message' && change.row.deleted_at !== null)
        return {
          type: change.type,
          action: isGone ? 'deleted' : change.isNew ? 'created' : 'updated',
          ticket_id: change.ticketId,
          at: change.at,
          ...(change.type === 'ticket'
            ? { ticket: change.row && ticketToWire(change.row, people, desk?.fields ?? []) }
            : { message_id: change.row?.message_id, message: wireOf.get(change.id) }),
        }
      }),
      has_more: found.hasMore,
      page_token: String(found.position),
      reset: found.isReset,
    }
  },
}
