import { console as api } from '@pipit/contract'
import { useMemo, useSyncExternalStore } from 'react'
import { call } from '../../api/call.ts'
import { addMessage } from '../../api/messages.ts'
import { createOutgoing, stillOutgoing } from '../../api/outgoing.ts'
import { messagesQuery } from '../../api/query.ts'
import type { Message } from '../../api/types.ts'
import { queryClient } from '../../query-client.ts'
import { useMe } from '../../ui/use-me.ts'

/** Outside any component: a reply keeps going when the agent moves on to the next ticket. */
export const outgoingReplies = createOutgoing(async ({ ticketId, text, clientId }) => {
  const message = await call(api.ticket.reply, {
    params: { ticket_id: ticketId },
    body: { text, client_id: clientId },
  })
  queryClient.setQueryData(messagesQuery(ticketId).queryKey, (data) => addMessage(data, message))
  return message
})

export function useOutgoing(ticketId: string, messages: readonly Message[]) {
  const me = useMe().user.id
  const all = useSyncExternalStore(outgoingReplies.subscribe, outgoingReplies.read)
  return useMemo(
    () =>
      stillOutgoing(
        all.filter((one) => one.ticketId === ticketId),
        messages,
        me,
      ),
    [all, ticketId, messages, me],
  )
}
