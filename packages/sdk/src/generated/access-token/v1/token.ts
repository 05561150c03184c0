// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Token } from '../models.ts'

const endpoints = {
  queryOrg: {
    method: 'GET',
    path: '/api/v1/token/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/token/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/token/query/uid',
    tokens: ['access'],
  },
  create: {
    method: 'POST',
    path: '/api/v1/token/create',
    tokens: ['access'],
  },
  update: {
    method: 'POST',
    path: '/api/v1/token/update',
    tokens: ['access'],
  },
  delete: {
    method: 'POST',
    path: '/api/v1/token/delete',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/token/export',
    tokens: ['access'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class TokenResource extends Resource {
  /**
   * List AccessTokens.
   *
   * `GET /api/v1/token/query/org`
   * Token: access. Scope: `tokens:manage`.
   */
  queryOrg(payload?: TokenQueryOrgPayload, options?: RequestOptions): ApiPromise<TokenQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List the caller's AccessTokens.
   *
   * `GET /api/v1/token/query`
   * Token: access. Scope: `tokens:manage`.
   */
  query(payload?: TokenQueryPayload, options?: RequestOptions): ApiPromise<TokenQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get an AccessToken.
   *
   * `GET /api/v1/token/query/uid`
   * Token: access. Scope: `tokens:manage`.
   */
  queryUid(payload: TokenQueryUidPayload, options?: RequestOptions): ApiPromise<TokenQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Create an AccessToken.
   *
   * `POST /api/v1/token/create`
   * Token: access. Scope: `tokens:manage`.
   */
  create(payload: TokenCreatePayload, options?: RequestOptions): ApiPromise<TokenCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Change, disable or enable an AccessToken.
   *
   * `POST /api/v1/token/update`
   * Token: access. Scope: `tokens:manage`.
   */
  update(payload: TokenUpdatePayload, options?: RequestOptions): ApiPromise<TokenUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }

  /**
   * Delete an AccessToken.
   *
   * `POST /api/v1/token/delete`
   * Token: access. Scope: `tokens:manage`.
   */
  delete(payload: TokenDeletePayload, options?: RequestOptions): ApiPromise<TokenDeleteResponse> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Export the list of AccessTokens as xlsx, without their values.
   *
   * `GET /api/v1/token/export`
   * Token: access. Scope: `tokens:manage`.
   */
  export(payload?: TokenExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }
}

export interface TokenQueryOrgPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface TokenQueryOrgResponse {
  content: Token[]
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

export interface TokenQueryPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface TokenQueryResponse {
  content: Token[]
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

export interface TokenQueryUidPayload {
  params: ByUid
}

export type TokenQueryUidResponse = Token

export interface TokenCreatePayload {
  data: {
    /** at most 100 characters */
    name: string
    /** at most 500 characters */
    description?: string
    /** whom it acts for; the caller when absent; at most 64 characters */
    userUid?: string
    /** accepted and kept as BEARER; at most 40 characters */
    type?: string
    scope: string[]
    allowedDomains?: string[]
    /** ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; in 30 days when absent; at most 40 characters */
    expiresAt?: string
    permanent?: boolean
  }
}

export type TokenCreateResponse = Token

export interface TokenUpdatePayload {
  data: {
    /** at most 64 characters */
    uid: string
    /** at most 100 characters */
    name?: string
    /** at most 500 characters */
    description?: string
    scope?: string[]
    allowedDomains?: string[]
    /** true disables, false enables */
    revoked?: boolean
  }
}

export type TokenUpdateResponse = Token

export interface TokenDeletePayload {
  data: ByUid
}

export type TokenDeleteResponse = boolean

export interface TokenExportPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}
