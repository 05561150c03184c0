import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../../../api/call.ts'
import { messagesQuery, ticketQuery } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { tellDone } from '../use-ticket-action.ts'

/** Merging and splitting change two tickets, so they wait for the server; all four lead to the ticket that goes on. */
export function useMoves() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const t = useText()

  const goTo = (ticket: Ticket, ...others: string[]) => {
    client.setQueryData(ticketQuery(ticket.ticket_id).queryKey, ticket)
    for (const id of [ticket.ticket_id, ...others]) {
      void client.invalidateQueries({ queryKey: messagesQuery(id).queryKey })
      if (id !== ticket.ticket_id) void client.invalidateQueries({ queryKey: ticketQuery(id).queryKey })
    }
    for (const { path } of [
      api.ticket.list,
      api.ticket.counts,
      api.ticketContext.history,
      api.ticketContext.requester,
    ])
      void client.invalidateQueries({ queryKey: [path] })
    void navigate({
      to: '/agent/tickets/$ticketId',
      params: { ticketId: ticket.ticket_id },
      search: (search) => search,
    })
  }

  const unmerge = useMutation({
    mutationFn: (id: string) => call(api.ticketAction.unmerge, { params: { ticket_id: id } }),
    onSuccess: (ticket) => goTo(ticket),
  })
  const merge = useMutation({
    mutationFn: ({ id, into, otherGuest }: { id: string; into: string; otherGuest: boolean }) =>
      call(api.ticketAction.merge, { params: { ticket_id: id }, body: { into, other_guest: otherGuest } }),
    onSuccess: (ticket, { id }) => {
      goTo(ticket, id)
      tellDone(client, t.actions.merge.done, () => unmerge.mutate(id))
    },
  })
  const unsplit = useMutation({
    mutationFn: (id: string) => call(api.ticketAction.unsplit, { params: { ticket_id: id } }),
    onSuccess: (ticket, id) => {
      goTo(ticket)
      client.removeQueries({ queryKey: ticketQuery(id).queryKey })
    },
  })
  const split = useMutation({
    mutationFn: ({ id, messages, title }: { id: string; messages: readonly string[]; title: string }) =>
      call(api.ticketAction.split, {
        params: { ticket_id: id },
        body: { message_ids: [...messages], title: title || undefined },
      }),
    onSuccess: (ticket, { id, messages }) => {
      goTo(ticket, id)
      tellDone(client, t.actions.split.done(messages.length), () => unsplit.mutate(ticket.ticket_id))
    },
  })
  return { merge, unmerge, split, unsplit }
}
