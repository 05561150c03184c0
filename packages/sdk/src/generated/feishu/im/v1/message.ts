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
    /** what kind of id receive_id is */
    receive_id_type: 'open_id' | 'union_id' | 'user_id' | 'email' | 'chat_id'
  }
  data: {
    /** who receives it, by the kind of id that receive_id_type says; at most 320 characters */
    receive_id: string
    /** what the content is */
    msg_type: 'text' | 'post' | 'image' | 'file' | 'audio' | 'media' | 'sticker' | 'interactive' | 'share_chat' | 'share_user' | 'system'
    /**
     * the message as JSON text, for example {"text":"hello"}, or as an object; at most 150 KB for text, 30 KB
     * for others
     */
    content: string | object
    /** a repeated call with the same value within an hour returns the first message; at most 50 characters */
    uuid?: string
  }
}

export type MessageCreateResponse = Message

export interface MessageDeletePayload {
  path: {
    /** message open ID (om_...); at most 64 characters */
    message_id: string
  }
}

export type MessageDeleteResponse = object

export interface MessageGetPayload {
  path: {
    /** message open ID (om_...); at most 64 characters */
    message_id: string
  }
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
    /** accepted; cards are always given as they were sent; at most 64 characters */
    card_msg_content_type?: string
    /** add the senders' display names */
    with_sender_name?: boolean
  }
}

export interface MessageGetResponse {
  /** list of items */
  items?: Message[]
}

export interface MessageListPayload {
  params: {
    /** what container_id names */
    container_id_type: 'chat' | 'thread'
    /** chat ID (oc_...) or thread ID (omt_...); at most 64 characters */
    container_id: string
    /** Unix seconds as text, inclusive; chats only */
    start_time?: string
    /** Unix seconds as text, inclusive; chats only */
    end_time?: string
    /** oldest first or newest first; default ByCreateTimeAsc */
    sort_type?: 'ByCreateTimeAsc' | 'ByCreateTimeDesc'
    /** messages on a page; default 20; 1 to 50 */
    page_size?: number
    /** from the previous page; empty or absent on the first call; at most 256 characters */
    page_token?: string
    /** accepted; cards are always given as they were sent; at most 64 characters */
    card_msg_content_type?: string
    /** leave out replies inside threads */
    only_thread_root_messages?: boolean
    /** add the senders' display names */
    with_sender_name?: boolean
  }
}

export interface MessageListResponse {
  /** more pages exist */
  has_more?: boolean
  /** for the next page; absent on the last */
  page_token?: string
  /** list of items */
  items?: Message[]
}

export interface MessagePatchPayload {
  path: {
    /** message open ID (om_...); at most 64 characters */
    message_id: string
  }
  data: {
    /**
     * the message as JSON text, for example {"text":"hello"}, or as an object; at most 150 KB for text, 30 KB
     * for others
     */
    content: string | object
  }
}

export type MessagePatchResponse = object

export interface MessageReplyPayload {
  path: {
    /** message open ID (om_...); at most 64 characters */
    message_id: string
  }
  data: {
    /**
     * the message as JSON text, for example {"text":"hello"}, or as an object; at most 150 KB for text, 30 KB
     * for others
     */
    content: string | object
    /** message type */
    msg_type: 'text' | 'post' | 'image' | 'file' | 'audio' | 'media' | 'sticker' | 'interactive' | 'share_chat' | 'share_user'
    /** put the reply into a thread below the message; default false */
    reply_in_thread?: boolean
    /** a repeated call with the same value within an hour returns the first message; at most 50 characters */
    uuid?: string
  }
}

export type MessageReplyResponse = Message

export interface MessageUpdatePayload {
  path: {
    /** message open ID (om_...); at most 64 characters */
    message_id: string
  }
  data: {
    /** message type */
    msg_type: 'text' | 'post'
    /**
     * the message as JSON text, for example {"text":"hello"}, or as an object; at most 150 KB for text, 30 KB
     * for others
     */
    content: string | object
  }
}

export type MessageUpdateResponse = Message
