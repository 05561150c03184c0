// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Faq, FaqDraft } from '../models.ts'

const endpoints = {
  queryOrg: {
    method: 'GET',
    path: '/api/v1/faq/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/faq/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/faq/query/uid',
    tokens: ['access'],
  },
  create: {
    method: 'POST',
    path: '/api/v1/faq/create',
    tokens: ['access'],
  },
  update: {
    method: 'POST',
    path: '/api/v1/faq/update',
    tokens: ['access'],
  },
  delete: {
    method: 'POST',
    path: '/api/v1/faq/delete',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/faq/export',
    tokens: ['access'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class FaqResource extends Resource {
  /**
   * List FAQs.
   *
   * `GET /api/v1/faq/query/org`
   * Token: access. Scope: `api:read`.
   */
  queryOrg(payload?: FaqQueryOrgPayload, options?: RequestOptions): ApiPromise<FaqQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List FAQs.
   *
   * `GET /api/v1/faq/query`
   * Token: access. Scope: `api:read`.
   */
  query(payload?: FaqQueryPayload, options?: RequestOptions): ApiPromise<FaqQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get an FAQ.
   *
   * `GET /api/v1/faq/query/uid`
   * Token: access. Scope: `api:read`.
   */
  queryUid(payload: FaqQueryUidPayload, options?: RequestOptions): ApiPromise<FaqQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Write an FAQ.
   *
   * `POST /api/v1/faq/create`
   * Token: access. Scope: `api:write`.
   */
  create(payload: FaqCreatePayload, options?: RequestOptions): ApiPromise<FaqCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Change an FAQ.
   *
   * `POST /api/v1/faq/update`
   * Token: access. Scope: `api:write`.
   */
  update(payload: FaqUpdatePayload, options?: RequestOptions): ApiPromise<FaqUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }

  /**
   * Delete an FAQ.
   *
   * `POST /api/v1/faq/delete`
   * Token: access. Scope: `api:write`.
   */
  delete(payload: FaqDeletePayload, options?: RequestOptions): ApiPromise<FaqDeleteResponse> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Export FAQs as xlsx.
   *
   * `GET /api/v1/faq/export`
   * Token: access. Scope: `api:read`.
   */
  export(payload?: FaqExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }
}

export interface FaqQueryOrgPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface FaqQueryOrgResponse {
  content: Faq[]
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

export interface FaqQueryPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface FaqQueryResponse {
  content: Faq[]
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

export interface FaqQueryUidPayload {
  params: ByUid
}

export type FaqQueryUidResponse = Faq

export interface FaqCreatePayload {
  data: FaqDraft
}

export type FaqCreateResponse = Faq

export interface FaqUpdatePayload {
  data: {
    /** at most 64 characters */
    uid: string
    /** at most 200 characters */
    question?: string
    /** plain text; at most 10000 characters */
    answer?: string
    /** at most 64 characters */
    categoryUid?: string
    tagList?: string[]
  }
}

export type FaqUpdateResponse = Faq

export interface FaqDeletePayload {
  data: ByUid
}

export type FaqDeleteResponse = boolean

export interface FaqExportPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}
