import { console as api } from '@pipit/contract'
import { call } from '../../api/call.ts'
import type { Person, Ticket } from '../../api/types.ts'
import type { TicketAction } from './ticket-action.ts'

const idsOf = (people: readonly Person[]) => people.map(({ id }) => id)

/** Asks the server to do it. @param version what was on the screen; see ticketAction of the contract */
export function callAction(
  ticketId: string,
  action: TicketAction,
  version: number | undefined,
): Promise<Ticket> {
  const params = { ticket_id: ticketId }
  switch (action.kind) {
    case 'take':
      return call(api.ticket.take, { params, body: { version } })
    case 'close':
      return call(api.ticket.close, { params, body: { version } })
    case 'reopen':
      return call(api.ticket.reopen, { params, body: { version } })
    case 'resume':
      return call(api.ticket.resume, { params, body: { version } })
    case 'hold':
      return call(api.ticket.hold, { params, body: { until: action.until, version } })
    case 'assign':
      return call(api.ticketAction.assign, {
        params,
        body: { agent_id: action.agent?.id, skill_id: action.skill?.id, note: action.note, version },
      })
    case 'tag':
      return call(api.ticketAction.tag, {
        params,
        body: { add: [...action.add], remove: [...action.remove] },
      })
    case 'collaborate':
      return call(api.ticketAction.collaborate, {
        params,
        body: { add: idsOf(action.add), remove: idsOf(action.remove) },
      })
    default:
      return call(api.ticketAction.edit, {
        params,
        body: {
          title: action.title,
          priority: action.priority,
          fields: action.field && [action.field],
          version,
        },
      })
  }
}
