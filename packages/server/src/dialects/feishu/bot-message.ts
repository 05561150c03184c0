import type { feishu } from '@pipit/contract'
import { findReceiver } from '../../db/chats.ts'
import { sendBotMessage } from '../../domain/bot-messages.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { isSecondCard } from '../../domain/message-content.ts'
import { checkedContent } from '../../domain/message-files.ts'
import type { Handlers } from '../handlers.ts'
import { contentFromWire } from './content-from-wire.ts'
import { requireUserIdType } from './user-id-type.ts'

const columns = { open_id: 'id', union_id: 'union_id', user_id: 'user_id' } as const

export const botMessage: Handlers<typeof feishu.helpdesk.v1.botMessage> = {
  create: async (cx, { query, body }) => {
    const { user_id_type: idType = 'open_id' } = query
    await requireUserIdType(cx, idType)
    const content = await checkedContent(cx, body.msg_type, contentFromWire(body.content))
    if (body.msg_type === 'interactive' && isSecondCard(content))
      throw invalid('content.schema', '2.0', 'is not supported here: send a card of the first version')
    // This page documents 154004 for a receiver who does not exist, where others have a number for each kind of id.
    const person = await findReceiver(cx.db, cx.tenantId, columns[idType], body.receiver_id)
    if (!person) throw new AppError('user_not_found')
    const message = await sendBotMessage(cx, person.id, body.receive_type ?? 'chat', {
      type: body.msg_type,
      content,
    })
    return { message_id: message.message_id }
  },
}
