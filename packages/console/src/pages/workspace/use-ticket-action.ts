import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { ticketQuery } from '../../api/query.ts'
import type { Ticket } from '../../api/types.ts'
import { useMe } from '../../ui/use-me.ts'
import { afterAction, type TicketAction } from './ticket-action.ts'

const calls: Record<TicketAction, (ticket_id: string) => Promise<Ticket>> = {
  take: (ticket_id) => call(api.ticket.take, { params: { ticket_id }, body: {} }),
  close: (ticket_id) => call(api.ticket.close, { params: { ticket_id }, body: {} }),
  reopen: (ticket_id) => call(api.ticket.reopen, { params: { ticket_id }, body: {} }),
  hold: (ticket_id) => call(api.ticket.hold, { params: { ticket_id }, body: {} }),
  resume: (ticket_id) => call(api.ticket.resume, { params: { ticket_id }, body: {} }),
}

/** Shows the result at once, then takes the server's, or goes back when it refuses. */
export function useTicketAction(ticketId: string) {
  const client = useQueryClient()
  const me = useMe()
  const { queryKey } = ticketQuery(ticketId)
  return useMutation({
    mutationFn: (action: TicketAction) => calls[action](ticketId),
    onMutate: async (action) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      if (before) client.setQueryData(queryKey, afterAction(before, action, me, Date.now()))
      return { before }
    },
    onError: (_error, _action, context) => {
      if (context?.before) client.setQueryData(queryKey, context.before)
    },
    onSuccess: (ticket) => {
      client.setQueryData(queryKey, ticket)
      void client.invalidateQueries({ queryKey: [api.ticket.list.path] }, { cancelRefetch: false })
      void client.invalidateQueries({ queryKey: [api.ticket.counts.path] }, { cancelRefetch: false })
    },
  })
}
