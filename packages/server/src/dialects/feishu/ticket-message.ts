import type { feishu } from '@pipit/contract'
import type { MessageRow } from '../../db/messages.ts'
import { checkedContent } from '../../domain/message-files.ts'
import { listMessages, postAsBot } from '../../domain/messages.ts'
import type { Handlers } from '../handlers.ts'
import { contentFromWire } from './content-from-wire.ts'
import { recalled } from './im-wire.ts'

/** Both in one text, as the list has always had it. What was taken back is a text that says so. */
function shownContent({ type, content, deleted_at }: MessageRow): { message_type: string; content: string } {
  const shown = deleted_at === null ? { type, content } : { type: 'text', content: `{"text":"${recalled}"}` }
  return {
    message_type: shown.type,
    content: `{"content":${shown.content},"msg_type":${JSON.stringify(shown.type)}}`,
  }
}

export const ticketMessage: Handlers<typeof feishu.helpdesk.v1.ticketMessage> = {
  create: async (cx, { params, body }) => {
    const content = await checkedContent(cx, body.msg_type, contentFromWire(body.content))
    const message = await postAsBot(cx, params.ticket_id, { type: body.msg_type, content })
    return { message_id: message.message_id }
  },
  list: async (cx, { params, query }) => {
    const range = {
      from: query.time_start === undefined ? undefined : query.time_start * 1000,
      to: query.time_end === undefined ? undefined : query.time_end * 1000 + 999,
    }
    const { page = 1, page_size = 20 } = query
    const { messages, people, total } = await listMessages(cx, params.ticket_id, range, page, page_size)
    return {
      total,
      messages: messages.map((message) => {
        const sender = message.sender_id === null ? undefined : people.get(message.sender_id)
        return {
          id: message.id,
          message_id: message.message_id,
          ...shownContent(message),
          created_at: message.created_at,
          user_name: sender?.name ?? '',
          avatar_url: sender?.avatar_url ?? '',
          user_id: message.sender_id ?? '',
        }
      }),
    }
  },
}
