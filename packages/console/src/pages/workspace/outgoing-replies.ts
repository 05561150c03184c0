import { console as api } from '@pipit/contract'
import { useMemo, useSyncExternalStore } from 'react'
import { call } from '../../api/call.ts'
import { addMessage } from '../../api/messages.ts'
import { type Outgoing, createOutgoing, stillOutgoing } from '../../api/outgoing.ts'
import { messagesQuery, ticketQuery } from '../../api/query.ts'
import type { Message } from '../../api/types.ts'
import { queryClient } from '../../query-client.ts'
import { messageFromMarkdown, postLocale } from '../../rich/post.ts'
import { useMe } from '../../ui/use-me.ts'
import { draftStore } from './compose/draft-store.ts'

/** Outside any component: a reply keeps going when the agent moves on to the next ticket. */
export const outgoingReplies = createOutgoing(async (one, leaving) => {
  await (one.mode === 'note' ? sendNote(one, leaving) : sendReply(one, leaving))
  draftStore.sent(one)
})

window.addEventListener('pagehide', outgoingReplies.leave)

async function sendNote({ ticketId, text, mentions, draftVersion, clientId }: Outgoing, keepalive: boolean) {
  const remark = await call(
    api.ticket.remark,
    {
      params: { ticket_id: ticketId },
      body: {
        content: text,
        mentions: [...mentions],
        ...(draftVersion !== undefined && { draft_version: draftVersion }),
      },
    },
    undefined,
    { keepalive, idempotencyKey: clientId },
  )
  queryClient.setQueryData(ticketQuery(ticketId).queryKey, (old) =>
    old && !old.remarks.some(({ id }) => id === remark.id)
      ? { ...old, remarks: [...old.remarks, remark] }
      : old,
  )
}

/** The text and each file are messages of their own; the last one takes the draft with it. */
async function sendReply({ ticketId, text, files, draftVersion, clientId }: Outgoing, keepalive: boolean) {
  const { type, content } = messageFromMarkdown(text, postLocale(document.documentElement.lang.slice(0, 2)))
  const written =
    text.trim() === '' ? [] : [type === 'post' ? { post: content as object } : (content as { text: string })]
  const parts = [...written, ...files.map(({ key }) => ({ file_key: key }))]
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1
    const message = await call(
      api.ticket.reply,
      {
        params: { ticket_id: ticketId },
        body: {
          ...part,
          client_id: i === 0 ? clientId : `${clientId}-${i}`,
          ...(isLast && draftVersion !== undefined && { draft_version: draftVersion }),
        },
      },
      undefined,
      { keepalive },
    )
    queryClient.setQueryData(messagesQuery(ticketId).queryKey, (data) => addMessage(data, message))
  }
}

export const useAllOutgoing = () => useSyncExternalStore(outgoingReplies.subscribe, outgoingReplies.read)

export function useOutgoing(ticketId: string, messages: readonly Message[]) {
  const me = useMe().user.id
  const all = useAllOutgoing()
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
