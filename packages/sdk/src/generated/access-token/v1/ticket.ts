// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Ticket, TicketDraft } from '../models.ts'

const endpoints = {
  queryOrg: {
    method: 'GET',
    path: '/api/v1/ticket/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/ticket/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/ticket/query/uid',
    tokens: ['access'],
  },
  create: {
    method: 'POST',
    path: '/api/v1/ticket/create',
    tokens: ['access'],
  },
  update: {
    method: 'POST',
    path: '/api/v1/ticket/update',
    tokens: ['access'],
  },
  delete: {
    method: 'POST',
    path: '/api/v1/ticket/delete',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/ticket/export',
    tokens: ['access'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class TicketResource extends Resource {
  /**
   * List the tickets of the desk.
   *
   * `GET /api/v1/ticket/query/org`
   * Token: access. Scope: `api:read`.
   */
  queryOrg(payload?: TicketQueryOrgPayload, options?: RequestOptions): ApiPromise<TicketQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List the tickets the caller owns.
   *
   * `GET /api/v1/ticket/query`
   * Token: access. Scope: `api:read`.
   */
  query(payload?: TicketQueryPayload, options?: RequestOptions): ApiPromise<TicketQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get a ticket.
   *
   * `GET /api/v1/ticket/query/uid`
   * Token: access. Scope: `api:read`.
   */
  queryUid(payload: TicketQueryUidPayload, options?: RequestOptions): ApiPromise<TicketQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Open a ticket.
   *
   * `POST /api/v1/ticket/create`
   * Token: access. Scope: `api:write`.
   */
  create(payload: TicketCreatePayload, options?: RequestOptions): ApiPromise<TicketCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Change a ticket.
   *
   * `POST /api/v1/ticket/update`
   * Token: access. Scope: `api:write`.
   */
  update(payload: TicketUpdatePayload, options?: RequestOptions): ApiPromise<TicketUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }

  /**
   * Delete a ticket.
   *
   * `POST /api/v1/ticket/delete`
   * Token: access. Scope: `api:write`.
   */
  delete(payload: TicketDeletePayload, options?: RequestOptions): ApiPromise<TicketDeleteResponse> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Export tickets as xlsx.
   *
   * `GET /api/v1/ticket/export`
   * Token: access. Scope: `api:read`.
   */
  export(payload?: TicketExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }
}

export interface TicketQueryOrgPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** default updatedAt */
    sortBy?: 'createdAt' | 'updatedAt'
    /** default descend */
    sortDirection?: 'ascend' | 'descend'
    /**
     * new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are
     * understood; at most 20 characters
     */
    status?: string
    /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
    priority?: string
    /** open_id of the agent who is to own it; at most 64 characters */
    assigneeUid?: string
    /** at most 64 characters */
    reporterUid?: string
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; at most 40 characters */
    createdAtStart?: string
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; at most 40 characters */
    createdAtEnd?: string
  }
}

export interface TicketQueryOrgResponse {
  content: Ticket[]
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

export interface TicketQueryPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** default updatedAt */
    sortBy?: 'createdAt' | 'updatedAt'
    /** default descend */
    sortDirection?: 'ascend' | 'descend'
    /**
     * new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are
     * understood; at most 20 characters
     */
    status?: string
    /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
    priority?: string
    /** open_id of the agent who is to own it; at most 64 characters */
    assigneeUid?: string
    /** at most 64 characters */
    reporterUid?: string
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; at most 40 characters */
    createdAtStart?: string
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; at most 40 characters */
    createdAtEnd?: string
  }
}

export interface TicketQueryResponse {
  content: Ticket[]
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

export interface TicketQueryUidPayload {
  params: ByUid
}

export type TicketQueryUidResponse = Ticket

export interface TicketCreatePayload {
  data: TicketDraft
}

export type TicketCreateResponse = Ticket

export interface TicketUpdatePayload {
  data: {
    /** at most 64 characters */
    uid: string
    /** one line; at most 200 characters */
    title?: string
    /** what is asked; at most 20000 characters */
    content?: string
    /** instead of content; at most 20000 characters */
    description?: string
    /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
    priority?: string
    /**
     * new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are
     * understood; at most 20 characters
     */
    status?: string
    tags?: string[]
    /** open_id of the agent who is to own it; at most 64 characters */
    assigneeUid?: string
  }
}

export type TicketUpdateResponse = Ticket

export interface TicketDeletePayload {
  data: ByUid
}

export type TicketDeleteResponse = boolean

export interface TicketExportPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** default updatedAt */
    sortBy?: 'createdAt' | 'updatedAt'
    /** default descend */
    sortDirection?: 'ascend' | 'descend'
    /**
     * new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are
     * understood; at most 20 characters
     */
    status?: string
    /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
    priority?: string
    /** open_id of the agent who is to own it; at most 64 characters */
    assigneeUid?: string
    /** at most 64 characters */
    reporterUid?: string
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; at most 40 characters */
    createdAtStart?: string
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; at most 40 characters */
    createdAtEnd?: string
  }
}
