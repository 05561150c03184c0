import type { feishu } from '@pipit/contract'
import { getMessage, readHistory } from '../../domain/chat-history.ts'
import { type Receiver, replyToMessage, sendMessage } from '../../domain/chat-messages.ts'
import type { Cx } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import { changeCard, editMessage, recallMessage } from '../../domain/message-changes.ts'
import { checkedContent } from '../../domain/message-files.ts'
import type { NewMessage } from '../../domain/message-write.ts'
import type { Handlers } from '../handlers.ts'
import { contentFromWire } from './content-from-wire.ts'
import { messageToWire, messagesToWire } from './im-wire.ts'
import { requireUserIdType } from './user-id-type.ts'

const receiverKinds = {
  chat_id: 'chat',
  open_id: 'id',
  union_id: 'union_id',
  user_id: 'user_id',
  email: 'email',
} as const satisfies Record<string, Receiver['by']>

/** The vendor forgets a `uuid` after an hour. */
const uuidLifetime = 60 * 60 * 1000

interface Sent {
  readonly msg_type: string
  readonly content: string | object
  readonly uuid?: string
}

/** Of two senders with the same `uuid` each means their own message. */
async function messageOf(cx: Cx, { msg_type: type, content, uuid }: Sent): Promise<NewMessage> {
  const sender = cx.actor.kind === 'user' ? cx.actor.userId : cx.actor.kind === 'app' ? cx.actor.appId : ''
  return {
    type,
    content: await checkedContent(cx, type, contentFromWire(content)),
    ...(uuid !== undefined && { clientId: `${sender} ${uuid}`, clientIdLifetime: uuidLifetime }),
  }
}

/** A page token is the last id of the page, with the order it was read in. */
const pageToken = (id: string, newestFirst: boolean): string =>
  Buffer.from(`${newestFirst ? 'd' : 'a'}${id}`).toString('base64url')

function readPageToken(token: string | undefined, newestFirst: boolean): string | undefined {
  if (token === undefined) return undefined
  const match = /^([ad])(\d{1,19})$/.exec(Buffer.from(token, 'base64url').toString('latin1'))
  if (!match || match[1] !== (newestFirst ? 'd' : 'a'))
    throw invalid('page_token', token, 'was not given by this list in this order')
  return match[2]
}

export const message: Handlers<typeof feishu.im.v1.message> = {
  create: async (cx, { query, body }) => {
    const { receive_id_type: idType } = query
    if (idType === 'user_id') await requireUserIdType(cx, idType)
    const receiver = { by: receiverKinds[idType], value: body.receive_id }
    return messageToWire(cx, await sendMessage(cx, receiver, await messageOf(cx, body)))
  },
  reply: async (cx, { params, body }) => {
    const inThread = body.reply_in_thread ?? false
    return messageToWire(cx, await replyToMessage(cx, params.message_id, await messageOf(cx, body), inThread))
  },
  get: async (cx, { params, query }) => {
    const message = await getMessage(cx, params.message_id)
    const options = { idType: query.user_id_type, withNames: query.with_sender_name }
    return { items: [await messageToWire(cx, message, options)] }
  },
  list: async (cx, { query }) => {
    const newestFirst = query.sort_type === 'ByCreateTimeDesc'
    const seconds = (text: string | undefined) => (text === undefined ? undefined : Number(text) * 1000)
    const to = seconds(query.end_time)
    const { messages, hasMore } = await readHistory(
      cx,
      {
        container: { kind: query.container_id_type, id: query.container_id },
        from: seconds(query.start_time),
        to: to === undefined ? undefined : to + 999,
        rootsOnly: query.only_thread_root_messages ?? false,
        newestFirst,
        after: readPageToken(query.page_token, newestFirst),
      },
      query.page_size ?? 20,
    )
    const last = messages.at(-1)
    return {
      has_more: hasMore,
      ...(hasMore && last && { page_token: pageToken(last.id, newestFirst) }),
      items: await messagesToWire(cx, messages, { withNames: query.with_sender_name }),
    }
  },
  update: async (cx, { params, body }) => {
    const content = await checkedContent(cx, body.msg_type, contentFromWire(body.content))
    return messageToWire(cx, await editMessage(cx, params.message_id, { type: body.msg_type, content }))
  },
  patch: async (cx, { params, body }) => {
    const card = await checkedContent(cx, 'interactive', contentFromWire(body.content))
    await changeCard(cx, params.message_id, card)
    return {}
  },
  delete: async (cx, { params }) => {
    await recallMessage(cx, params.message_id)
    return {}
  },
}
