// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Message, MessageDraft } from '../models.ts'

const endpoints = {
  queryOrg: {
    method: 'GET',
    path: '/api/v1/message/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/message/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/message/query/uid',
    tokens: ['access'],
  },
  create: {
    method: 'POST',
    path: '/api/v1/message/create',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/message/export',
    tokens: ['access'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class MessageResource extends Resource {
  /**
   * List the messages of a ticket.
   *
   * `GET /api/v1/message/query/org`
   * Token: access. Scope: `api:read`.
   */
  queryOrg(payload?: MessageQueryOrgPayload, options?: RequestOptions): ApiPromise<MessageQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List the messages of a ticket.
   *
   * `GET /api/v1/message/query`
   * Token: access. Scope: `api:read`.
   */
  query(payload?: MessageQueryPayload, options?: RequestOptions): ApiPromise<MessageQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get a message.
   *
   * `GET /api/v1/message/query/uid`
   * Token: access. Scope: `api:read`.
   */
  queryUid(payload: MessageQueryUidPayload, options?: RequestOptions): ApiPromise<MessageQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Answer a ticket.
   *
   * `POST /api/v1/message/create`
   * Token: access. Scope: `api:write`.
   */
  create(payload: MessageCreatePayload, options?: RequestOptions): ApiPromise<MessageCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Export the messages of a ticket as xlsx.
   *
   * `GET /api/v1/message/export`
   * Token: access. Scope: `api:read`.
   */
  export(payload?: MessageExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }
}

export interface MessageQueryOrgPayload {
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

export interface MessageQueryOrgResponse {
  content: Message[]
  pageable: {
    pageNumber: number
    pageSize: number
    offset: number
    paged: boolean
    unpaged: boolean
    sort: {
      sorted: boolean
      unsorted: boolean
      empty: boolean
    }
  }
  totalElements: number
  totalPages: number
  /** this page, from 0 */
  number: number
  size: number
  numberOfElements: number
  first: boolean
  last: boolean
  empty: boolean
  sort: {
    sorted: boolean
    unsorted: boolean
    empty: boolean
  }
}

export interface MessageQueryPayload {
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

export interface MessageQueryResponse {
  content: Message[]
  pageable: {
    pageNumber: number
    pageSize: number
    offset: number
    paged: boolean
    unpaged: boolean
    sort: {
      sorted: boolean
      unsorted: boolean
      empty: boolean
    }
  }
  totalElements: number
  totalPages: number
  /** this page, from 0 */
  number: number
  size: number
  numberOfElements: number
  first: boolean
  last: boolean
  empty: boolean
  sort: {
    sorted: boolean
    unsorted: boolean
    empty: boolean
  }
}

export interface MessageQueryUidPayload {
  params: ByUid
}

export type MessageQueryUidResponse = Message

export interface MessageCreatePayload {
  data: MessageDraft
}

export type MessageCreateResponse = Message

export interface MessageExportPayload {
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
