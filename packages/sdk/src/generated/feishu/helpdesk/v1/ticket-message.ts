// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { PagePromise } from '../../../../pages.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id/messages',
    tokens: ['tenant'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id/messages',
    tokens: ['tenant'],
    helpdesk: true,
    pages: { items: 'messages', by: 'number' },
  },
} satisfies Record<string, Endpoint>

export class TicketMessageResource extends Resource {
  /**
   * Send a message on a ticket.
   *
   * `POST /open-apis/helpdesk/v1/tickets/:ticket_id/messages`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all`. At most 1000 a minute and 50 a second.
   */
  create(
    payload: TicketMessageCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketMessageCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * List the messages of a ticket.
   *
   * `GET /open-apis/helpdesk/v1/tickets/:ticket_id/messages`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(
    payload: TicketMessageListPayload,
    options?: RequestOptions,
  ): PagePromise<TicketMessageListResponse, NonNullable<TicketMessageListResponse['messages']>[number]> {
    return this.caller.list(endpoints.list, payload, options)
  }

  /** The pages of `list`, as the official SDK names it. */
  listWithIterator(
    payload: TicketMessageListPayload,
    options?: RequestOptions,
  ): AsyncIterable<TicketMessageListResponse> {
    return this.list(payload, options).pages()
  }
}

export interface TicketMessageCreatePayload {
  path: {
    /** ticket ID (decimal string) */
    ticket_id: string
  }
  data: {
    /** what the content is */
    msg_type: 'text' | 'post'
    /** the message as JSON text, as the SDKs type it, or as an object, as the vendor's example sends it */
    content: string | object
  }
}

export interface TicketMessageCreateResponse {
  /** message open ID (om_...) */
  message_id?: string
}

export interface TicketMessageListPayload {
  path: {
    /** ticket ID (decimal string) */
    ticket_id: string
  }
  params?: {
    /** Unix seconds, inclusive */
    time_start?: number
    /** Unix seconds, inclusive */
    time_end?: number
    /** page number, from 1; default 1; 1 to 100000 */
    page?: number
    /** messages on a page; default 20; 1 to 200 */
    page_size?: number
  }
}

export interface TicketMessageListResponse {
  /** message list */
  messages?: {
    /** ticket message ID */
    id?: string
    /** chat message ID */
    message_id?: string
    /** text | post | image | file | audio | media | interactive | … */
    message_type?: string
    /** ms timestamp (number) */
    created_at?: number
    /** JSON text: {"content":…,"msg_type":…} */
    content?: string
    /** sender name */
    user_name?: string
    /** avatar URL */
    avatar_url?: string
    /** sender open_id */
    user_id?: string
  }[]
  /** total count */
  total?: number
}
