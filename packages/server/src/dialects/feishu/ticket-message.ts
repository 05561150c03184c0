import type { feishu } from '@pipit/contract'
import { invalid } from '../../domain/errors.ts'
import { checkContent } from '../../domain/message-content.ts'
import { listMessages, postAsBot } from '../../domain/messages.ts'
import type { Handlers } from '../handlers.ts'
import { clean } from '../input.ts'

/** The SDKs send the content as JSON text, the vendor's own example as an object. */
export function contentFromWire(content: string | object): unknown {
  if (typeof content !== 'string') return content
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    throw invalid('content', content, 'must be JSON, for example {"text":"hello"}')
  }
  return clean(parsed, 'content')
}

export const ticketMessage: Handlers<typeof feishu.helpdesk.v1.ticketMessage> = {
  create: async (cx, { params, body }) => {
    const content = checkContent(body.msg_type, contentFromWire(body.content))
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
          message_type: message.type,
          created_at: message.created_at,
          content: `{"content":${message.content},"msg_type":${JSON.stringify(message.type)}}`,
          user_name: sender?.name ?? '',
          avatar_url: sender?.avatar_url ?? '',
          user_id: message.sender_id ?? '',
        }
      }),
    }
  },
}
