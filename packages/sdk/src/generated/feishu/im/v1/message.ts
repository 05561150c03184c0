// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { PagePromise } from '../../../../pages.ts'
import type { Reply } from '../../../../reply.ts'
import type { Message } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/im/v1/messages',
    tokens: ['tenant', 'user'],
  },
  delete: {
    method: 'DELETE',
    path: '/open-apis/im/v1/messages/:message_id',
    tokens: ['tenant', 'user'],
  },
  get: {
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id',
    tokens: ['tenant', 'user'],
  },
  list: {
    method: 'GET',
    path: '/open-apis/im/v1/messages',
    tokens: ['tenant', 'user'],
    pages: { items: 'items', by: 'token' },
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/:message_id',
    tokens: ['tenant', 'user'],
  },
  reply: {
    method: 'POST',
    path: '/open-apis/im/v1/messages/:message_id/reply',
    tokens: ['tenant', 'user'],
  },
  update: {
    method: 'PUT',
    path: '/open-apis/im/v1/messages/:message_id',
    tokens: ['tenant'],
  },
} satisfies Record<string, Endpoint>

export class MessageResource extends Resource {
  /**
   * Send a message.
   *
   * `POST /open-apis/im/v1/messages`
   * Token: tenant or user. Scope: `im:message` or `im:message:send_as_bot` or `im:message:send`. At most 1000
   * a minute and 50 a second.
   */
  create(payload: MessageCreatePayload, options?: RequestOptions): ApiPromise<Reply<MessageCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Recall a message.
   *
   * `DELETE /open-apis/im/v1/messages/:message_id`
   * Token: tenant or user. Scope: `im:message` or `im:message:recall` or `im:message:send_as_bot`. At most
   * 1000 a minute and 50 a second.
   */
  delete(payload: MessageDeletePayload, options?: RequestOptions): ApiPromise<Reply<MessageDeleteResponse>> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Get a message.
   *
   * `GET /open-apis/im/v1/messages/:message_id`
   * Token: tenant or user. Scope: `im:message` or `im:message:readonly`. At most 1000 a minute and 50 a
   * second.
   */
  get(payload: MessageGetPayload, options?: RequestOptions): ApiPromise<Reply<MessageGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List the messages of a chat.
   *
   * `GET /open-apis/im/v1/messages`
   * Token: tenant or user. Scope: `im:message` or `im:message:readonly` or `im:message.history:readonly`. At
   * most 1000 a minute and 50 a second.
   */
  list(payload: MessageListPayload, options?: RequestOptions): PagePromise<MessageListResponse, Message> {
    return this.caller.list(endpoints.list, payload, options)
  }

  /** The pages of `list`, as the official SDK names it. */
  listWithIterator(
    payload: MessageListPayload,
    options?: RequestOptions,
  ): AsyncIterable<MessageListResponse> {
    return this.list(payload, options).pages()
  }

  /**
   * Change a card message.
   *
   * `PATCH /open-apis/im/v1/messages/:message_id`
   * Token: tenant or user. Scope: `im:message` or `im:message:send_as_bot` or `im:message:update`. At most
   * 1000 a minute and 50 a second.
   */
  patch(payload: MessagePatchPayload, options?: RequestOptions): ApiPromise<Reply<MessagePatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }

  /**
   * Reply to a message.
   *
   * `POST /open-apis/im/v1/messages/:message_id/reply`
   * Token: tenant or user. Scope: `im:message` or `im:message:send_as_bot` or `im:message:send`. At most 1000
   * a minute and 50 a second.
   */
  reply(payload: MessageReplyPayload, options?: RequestOptions): ApiPromise<Reply<MessageReplyResponse>> {
    return this.caller.call(endpoints.reply, payload, options)
  }

  /**
   * Edit a text or post message.
   *
   * `PUT /open-apis/im/v1/messages/:message_id`
   * Token: tenant. Scope: `im:message` or `im:message:send_as_bot` or `im:message:update`. At most 1000 a
   * minute and 50 a second.
   */
  update(payload: MessageUpdatePayload, options?: RequestOptions): ApiPromise<Reply<MessageUpdateResponse>> {
    return this.caller.call(endpoints.update, payload, options)
  }
}

export interface MessageCreatePayload {
  params: {
    /** type of receive_id */
    receive_id_type: 'open_id' | 'union_id' | 'user_id' | 'email' | 'chat_id'
  }
  data: {
    /** receiver */
    receive_id: string
    /** message type */
    msg_type: 'text' | 'post' | 'image' | 'file' | 'audio' | 'media' | 'sticker' | 'interactive' | 'share_chat' | 'share_user' | 'system'
    /** JSON string */
    content: string
    /** idempotency key, dedup window 1 hour; at most 50 characters */
    uuid?: string
  }
}

export type MessageCreateResponse = Message

export interface MessageDeletePayload {
  path: {
    /** message open ID (om_...) */
    message_id: string
  }
}

export type MessageDeleteResponse = object

export interface MessageGetPayload {
  path: {
    /** message open ID (om_...) */
    message_id: string
  }
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
    card_msg_content_type?: string
    with_sender_name?: boolean
  }
}

export interface MessageGetResponse {
  /** list of items */
  items?: Message[]
}

export interface MessageListPayload {
  params: {
    /** chat | thread */
    container_id_type: 'chat' | 'thread'
    /** chat or thread ID */
    container_id: string
    /** Unix seconds */
    start_time?: string
    /** Unix seconds */
    end_time?: string
    /** order; default ByCreateTimeAsc */
    sort_type?: 'ByCreateTimeAsc' | 'ByCreateTimeDesc'
    /** page size; default 20 */
    page_size?: number
    /** opaque cursor; empty on first call */
    page_token?: string
    card_msg_content_type?: string
    only_thread_root_messages?: boolean
    with_sender_name?: boolean
  }
}

export interface MessageListResponse {
  /** more pages exist */
  has_more?: boolean
  /** opaque cursor; empty on first call */
  page_token?: string
  /** list of items */
  items?: Message[]
}

export interface MessagePatchPayload {
  path: {
    /** message open ID (om_...) */
    message_id: string
  }
  data: {
    /** JSON string */
    content: string
  }
}

export type MessagePatchResponse = object

export interface MessageReplyPayload {
  path: {
    /** message open ID (om_...) */
    message_id: string
  }
  data: {
    /** JSON string */
    content: string
    /** message type */
    msg_type: 'text' | 'post' | 'image' | 'file' | 'audio' | 'media' | 'sticker' | 'interactive' | 'share_chat' | 'share_user'
    /** reply as thread; default false */
    reply_in_thread?: boolean
    /** idempotency key, dedup window 1 hour; at most 50 characters */
    uuid?: string
  }
}

export type MessageReplyResponse = Message

export interface MessageUpdatePayload {
  path: {
    /** message open ID (om_...) */
    message_id: string
  }
  data: {
    /** message type */
    msg_type: 'text' | 'post'
    /** JSON string */
    content: string
  }
}

export type MessageUpdateResponse = Message
