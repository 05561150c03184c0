// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Message, MessageDraft } from './models.ts'

const endpoints = {
  list: {
    method: 'GET',
    path: '/api/messages/list',
    tokens: ['access'],
    envelope: 'bare',
  },
  send: {
    method: 'POST',
    path: '/api/messages/send',
    tokens: ['access'],
    envelope: 'bare',
  },
} satisfies Record<string, Endpoint>

export class MessagesResource extends Resource {
  /**
   * List the messages of a ticket.
   *
   * `GET /api/messages/list`
   * Token: access. Scope: `api:read`.
   */
  list(payload?: MessagesListPayload, options?: RequestOptions): ApiPromise<MessagesListResponse> {
    return this.caller.call(endpoints.list, payload, options)
  }

  /**
   * Answer a ticket.
   *
   * `POST /api/messages/send`
   * Token: access. Scope: `api:write`.
   */
  send(payload: MessagesSendPayload, options?: RequestOptions): ApiPromise<MessagesSendResponse> {
    return this.caller.call(endpoints.send, payload, options)
  }
}

export interface MessagesListPayload {
  params?: {
    /** whose messages; required; at most 64 characters */
    ticketUid?: string
    /** the same as ticketUid; at most 64 characters */
    ticketId?: string
    /** the same as ticketUid; at most 64 characters */
    threadUid?: string
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** how many at once; default 50; 1 to 200 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export type MessagesListResponse = Message[]

export interface MessagesSendPayload {
  data: MessageDraft
}

export type MessagesSendResponse = Message
