import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { I18nText } from './common.ts'

const messageContent = Type.Union([Type.String(), Type.Object({})], {
  description:
    'the message as JSON text, for example {"text":"hello"}, or as an object; at most 150 KB for text, 30 KB for others',
})

const messageId = Type.String({ description: 'message open ID (om_...)', maxLength: 64 })

export const Sender = Type.Object({
  id: Type.Optional(Type.String({ description: 'who sent it: an open_id, or the app_id of a bot' })),
  id_type: Type.Optional(Type.String({ description: 'open_id | union_id | user_id | app_id' })),
  sender_type: Type.Optional(Type.String({ description: 'user | app | anonymous | unknown' })),
  tenant_key: Type.Optional(Type.String({ description: 'organisation of the sender' })),
  sender_name: Type.Optional(Type.String({ description: 'display name, with with_sender_name' })),
  open_bot_id: Type.Optional(Type.String({ description: 'not given' })),
  sender_i18n_names: Type.Optional(I18nText),
})

export const MessageBody = Type.Object({
  content: Type.Optional(Type.String({ description: 'the message as JSON text' })),
})

export const Mention = Type.Object({
  key: Type.Optional(Type.String({ description: 'placeholder key' })),
  id: Type.Optional(Type.String({ description: 'who is mentioned' })),
  id_type: Type.Optional(Type.String({ description: 'open_id | union_id | user_id' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  tenant_key: Type.Optional(Type.String({ description: 'tenant key' })),
})

export const Message = Type.Object({
  message_id: Type.Optional(Type.String({ description: 'message open ID (om_...)' })),
  root_id: Type.Optional(Type.String({ description: 'root message' })),
  parent_id: Type.Optional(Type.String({ description: 'parent message' })),
  thread_id: Type.Optional(Type.String({ description: 'thread ID (omt_...)' })),
  msg_type: Type.Optional(Type.String({ description: 'message type' })),
  create_time: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  update_time: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  deleted: Type.Optional(Type.Boolean({ description: 'recalled' })),
  updated: Type.Optional(Type.Boolean({ description: 'edited' })),
  chat_id: Type.Optional(Type.String({ description: 'chat open ID (oc_...)' })),
  sender: Type.Optional(Sender),
  body: Type.Optional(MessageBody),
  mentions: Type.Optional(Type.Array(Mention)),
  upper_message_id: Type.Optional(Type.String({ description: 'parent of merged-forward child' })),
  message_app_link: Type.Optional(Type.String({ description: 'not given' })),
  message_position: Type.Optional(Type.String({ description: 'not given' })),
  thread_message_position: Type.Optional(Type.String({ description: 'not given' })),
})

export const message = {
  /** Send a message. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/im/v1/messages',
    summary: 'Send a message',
    tokens: ['tenant', 'user'],
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      receive_id_type: Type.Enum(['open_id', 'union_id', 'user_id', 'email', 'chat_id'], {
        description: 'what kind of id receive_id is',
      }),
    }),
    body: Type.Object({
      receive_id: Type.String({
        description: 'who receives it, by the kind of id that receive_id_type says',
        minLength: 1,
        maxLength: 320,
      }),
      msg_type: Type.Enum(
        [
          'text',
          'post',
          'image',
          'file',
          'audio',
          'media',
          'sticker',
          'interactive',
          'share_chat',
          'share_user',
          'system',
        ],
        { description: 'what the content is' },
      ),
      content: messageContent,
      uuid: Type.Optional(
        Type.String({
          description: 'a repeated call with the same value within an hour returns the first message',
          minLength: 1,
          maxLength: 50,
        }),
      ),
    }),
    response: Type.Object(Message.properties),
    errors: [
      230001, 230002, 230006, 230013, 230015, 230017, 230018, 230019, 230020, 230022, 230025, 230027, 230099,
      230028, 230029, 230034, 230035, 230036, 230038, 230049, 230053, 230054, 230055, 230075, 232009,
    ],
  }),
  /** Recall a message. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/im/v1/messages/:message_id',
    summary: 'Recall a message',
    tokens: ['tenant', 'user'],
    scopes: ['im:message', 'im:message:recall', 'im:message:send_as_bot'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      message_id: messageId,
    }),
    response: Type.Object({}),
    errors: [230001, 230002, 230006, 230009, 230013, 230026, 230027, 230050, 230054, 230110, 232009],
  }),
  /** Get a message. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id',
    summary: 'Get a message',
    tokens: ['tenant', 'user'],
    scopes: ['im:message', 'im:message:readonly'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      message_id: messageId,
    }),
    query: Type.Object({
      user_id_type: Type.Optional(
        Type.Enum(['open_id', 'union_id', 'user_id'], {
          description: 'type of user IDs in this call; default open_id',
          default: 'open_id',
        }),
      ),
      card_msg_content_type: Type.Optional(
        Type.String({ description: 'accepted; cards are always given as they were sent', maxLength: 64 }),
      ),
      with_sender_name: Type.Optional(Type.Boolean({ description: "add the senders' display names" })),
    }),
    response: Type.Object({
      items: Type.Optional(Type.Array(Message, { description: 'list of items' })),
    }),
    errors: [230001, 230002, 230006, 230013, 230027, 230050, 230110],
  }),
  /** List the messages of a chat. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/im/v1/messages',
    summary: 'List the messages of a chat',
    tokens: ['tenant', 'user'],
    scopes: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      container_id_type: Type.Enum(['chat', 'thread'], { description: 'what container_id names' }),
      container_id: Type.String({
        description: 'chat ID (oc_...) or thread ID (omt_...)',
        minLength: 1,
        maxLength: 64,
      }),
      start_time: Type.Optional(
        Type.String({ description: 'Unix seconds as text, inclusive; chats only', pattern: '^[0-9]{1,11}$' }),
      ),
      end_time: Type.Optional(
        Type.String({ description: 'Unix seconds as text, inclusive; chats only', pattern: '^[0-9]{1,11}$' }),
      ),
      sort_type: Type.Optional(
        Type.Enum(['ByCreateTimeAsc', 'ByCreateTimeDesc'], {
          description: 'oldest first or newest first',
          default: 'ByCreateTimeAsc',
        }),
      ),
      page_size: Type.Optional(
        Type.Integer({ description: 'messages on a page', minimum: 1, maximum: 50, default: 20 }),
      ),
      page_token: Type.Optional(
        Type.String({
          description: 'from the previous page; empty or absent on the first call',
          maxLength: 256,
        }),
      ),
      card_msg_content_type: Type.Optional(
        Type.String({ description: 'accepted; cards are always given as they were sent', maxLength: 64 }),
      ),
      only_thread_root_messages: Type.Optional(
        Type.Boolean({ description: 'leave out replies inside threads' }),
      ),
      with_sender_name: Type.Optional(Type.Boolean({ description: "add the senders' display names" })),
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      page_token: Type.Optional(Type.String({ description: 'for the next page; absent on the last' })),
      items: Type.Optional(Type.Array(Message, { description: 'list of items' })),
    }),
    errors: [230001, 230002, 230006, 230013, 230027, 230073, 230110, 231203, 231204],
  }),
  /** Change a card message. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/:message_id',
    summary: 'Change a card message',
    tokens: ['tenant', 'user'],
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      message_id: messageId,
    }),
    body: Type.Object({
      content: messageContent,
    }),
    response: Type.Object({}),
    errors: [230001, 230006, 230011, 230013, 230020, 230025, 230027, 230028, 230031, 230099, 230110, 232009],
  }),
  /** Reply to a message. */
  reply: endpoint({
    method: 'POST',
    path: '/open-apis/im/v1/messages/:message_id/reply',
    summary: 'Reply to a message',
    tokens: ['tenant', 'user'],
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      message_id: messageId,
    }),
    body: Type.Object({
      content: messageContent,
      msg_type: Type.Enum(
        [
          'text',
          'post',
          'image',
          'file',
          'audio',
          'media',
          'sticker',
          'interactive',
          'share_chat',
          'share_user',
        ],
        { description: 'message type' },
      ),
      reply_in_thread: Type.Optional(
        Type.Boolean({ description: 'put the reply into a thread below the message', default: false }),
      ),
      uuid: Type.Optional(
        Type.String({
          description: 'a repeated call with the same value within an hour returns the first message',
          minLength: 1,
          maxLength: 50,
        }),
      ),
    }),
    response: Type.Object(Message.properties),
    errors: [
      230001, 230002, 230006, 230011, 230013, 230015, 230017, 230018, 230019, 230020, 230022, 230025, 230027,
      230028, 230035, 230038, 230049, 230050, 230054, 230055, 230071, 230072, 230075, 230099, 230111, 232009,
    ],
  }),
  /** Edit a text or post message. */
  update: endpoint({
    method: 'PUT',
    path: '/open-apis/im/v1/messages/:message_id',
    summary: 'Edit a text or post message',
    tokens: ['tenant'],
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      message_id: messageId,
    }),
    body: Type.Object({
      msg_type: Type.Enum(['text', 'post'], { description: 'message type' }),
      content: messageContent,
    }),
    response: Type.Object(Message.properties),
    errors: [
      230001, 230002, 230006, 230011, 230013, 230018, 230020, 230022, 230025, 230027, 230028, 230035, 230038,
      230050, 230054, 230055, 230071, 230072, 230073, 230074, 230075, 230110, 232009,
    ],
  }),
}
