import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { I18nText } from './common.ts'

export const Sender = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  id_type: Type.Optional(Type.String({ description: 'ID type' })),
  sender_type: Type.Optional(Type.String({ description: '1 bot, 2 guest, 3 agent' })),
  tenant_key: Type.Optional(Type.String({ description: 'tenant key' })),
  sender_name: Type.Optional(Type.String()),
  open_bot_id: Type.Optional(Type.String()),
  sender_i18n_names: Type.Optional(I18nText),
})

export const MessageBody = Type.Object({
  content: Type.Optional(Type.String({ description: 'JSON string' })),
})

export const Mention = Type.Object({
  key: Type.Optional(Type.String({ description: 'placeholder key' })),
  id: Type.Optional(Type.String({ description: 'ID' })),
  id_type: Type.Optional(Type.String({ description: 'ID type' })),
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
  message_app_link: Type.Optional(Type.String()),
  message_position: Type.Optional(Type.String()),
  thread_message_position: Type.Optional(Type.String()),
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
        description: 'type of receive_id',
      }),
    }),
    body: Type.Object({
      receive_id: Type.String({ description: 'receiver' }),
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
        { description: 'message type' },
      ),
      content: Type.String({ description: 'JSON string' }),
      uuid: Type.Optional(
        Type.String({ description: 'idempotency key, dedup window 1 hour', maxLength: 50 }),
      ),
    }),
    response: Type.Object({
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
      message_app_link: Type.Optional(Type.String()),
      message_position: Type.Optional(Type.String()),
      thread_message_position: Type.Optional(Type.String()),
    }),
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
      message_id: Type.String({ description: 'message open ID (om_...)' }),
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
      message_id: Type.String({ description: 'message open ID (om_...)' }),
    }),
    query: Type.Object({
      user_id_type: Type.Optional(
        Type.Enum(['open_id', 'union_id', 'user_id'], {
          description: 'type of user IDs in this call; default open_id',
          default: 'open_id',
        }),
      ),
      card_msg_content_type: Type.Optional(Type.String()),
      with_sender_name: Type.Optional(Type.Boolean()),
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
      container_id_type: Type.Enum(['chat', 'thread'], { description: 'chat | thread' }),
      container_id: Type.String({ description: 'chat or thread ID' }),
      start_time: Type.Optional(Type.String({ description: 'Unix seconds' })),
      end_time: Type.Optional(Type.String({ description: 'Unix seconds' })),
      sort_type: Type.Optional(
        Type.Enum(['ByCreateTimeAsc', 'ByCreateTimeDesc'], {
          description: 'order',
          default: 'ByCreateTimeAsc',
        }),
      ),
      page_size: Type.Optional(Type.Integer({ description: 'page size', default: 20 })),
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
      card_msg_content_type: Type.Optional(Type.String()),
      only_thread_root_messages: Type.Optional(Type.Boolean()),
      with_sender_name: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
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
      message_id: Type.String({ description: 'message open ID (om_...)' }),
    }),
    body: Type.Object({
      content: Type.String({ description: 'JSON string' }),
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
      message_id: Type.String({ description: 'message open ID (om_...)' }),
    }),
    body: Type.Object({
      content: Type.String({ description: 'JSON string' }),
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
      reply_in_thread: Type.Optional(Type.Boolean({ description: 'reply as thread', default: false })),
      uuid: Type.Optional(
        Type.String({ description: 'idempotency key, dedup window 1 hour', maxLength: 50 }),
      ),
    }),
    response: Type.Object({
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
      message_app_link: Type.Optional(Type.String()),
      message_position: Type.Optional(Type.String()),
      thread_message_position: Type.Optional(Type.String()),
    }),
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
      message_id: Type.String({ description: 'message open ID (om_...)' }),
    }),
    body: Type.Object({
      msg_type: Type.Enum(['text', 'post'], { description: 'message type' }),
      content: Type.String({ description: 'JSON string' }),
    }),
    response: Type.Object({
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
      message_app_link: Type.Optional(Type.String()),
      message_position: Type.Optional(Type.String()),
      thread_message_position: Type.Optional(Type.String()),
    }),
    errors: [
      230001, 230002, 230006, 230011, 230013, 230018, 230020, 230022, 230025, 230027, 230028, 230035, 230038,
      230050, 230054, 230055, 230071, 230072, 230073, 230074, 230075, 230110, 232009,
    ],
  }),
}
