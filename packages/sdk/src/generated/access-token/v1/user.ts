// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Profile, User, UserDraft } from '../models.ts'

const endpoints = {
  profile: {
    method: 'GET',
    path: '/api/v1/user/profile',
    tokens: ['access'],
  },
  queryOrg: {
    method: 'GET',
    path: '/api/v1/user/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/user/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/user/query/uid',
    tokens: ['access'],
  },
  create: {
    method: 'POST',
    path: '/api/v1/user/create',
    tokens: ['access'],
  },
  update: {
    method: 'POST',
    path: '/api/v1/user/update',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/user/export',
    tokens: ['access'],
    envelope: 'binary',
  },
  logout: {
    method: 'POST',
    path: '/api/v1/user/logout',
    tokens: ['access'],
  },
} satisfies Record<string, Endpoint>

export class V1UserResource extends Resource {
  /**
   * Get the person the token acts for.
   *
   * `GET /api/v1/user/profile`
   * Token: access. Scope: `api:read`.
   */
  profile(payload?: Record<string, never>, options?: RequestOptions): ApiPromise<V1UserProfileResponse> {
    return this.caller.call(endpoints.profile, payload, options)
  }

  /**
   * List people.
   *
   * `GET /api/v1/user/query/org`
   * Token: access. Scope: `api:read`.
   */
  queryOrg(payload?: V1UserQueryOrgPayload, options?: RequestOptions): ApiPromise<V1UserQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List the person the token acts for, alone on a page.
   *
   * `GET /api/v1/user/query`
   * Token: access. Scope: `api:read`.
   */
  query(payload?: V1UserQueryPayload, options?: RequestOptions): ApiPromise<V1UserQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get a person.
   *
   * `GET /api/v1/user/query/uid`
   * Token: access. Scope: `api:read`.
   */
  queryUid(payload: V1UserQueryUidPayload, options?: RequestOptions): ApiPromise<V1UserQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Add a visitor.
   *
   * `POST /api/v1/user/create`
   * Token: access. Scope: `api:write`.
   */
  create(payload: V1UserCreatePayload, options?: RequestOptions): ApiPromise<V1UserCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Change a visitor.
   *
   * `POST /api/v1/user/update`
   * Token: access. Scope: `api:write`.
   */
  update(payload: V1UserUpdatePayload, options?: RequestOptions): ApiPromise<V1UserUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }

  /**
   * Export people as xlsx.
   *
   * `GET /api/v1/user/export`
   * Token: access. Scope: `api:read`.
   */
  export(payload?: V1UserExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }

  /**
   * Disable the token.
   *
   * `POST /api/v1/user/logout`
   * Token: access.
   */
  logout(payload?: Record<string, never>, options?: RequestOptions): ApiPromise<V1UserLogoutResponse> {
    return this.caller.call(endpoints.logout, payload, options)
  }
}

export type V1UserProfileResponse = Profile

export interface V1UserQueryOrgPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface V1UserQueryOrgResponse {
  content: User[]
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

export interface V1UserQueryPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface V1UserQueryResponse {
  content: User[]
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

export interface V1UserQueryUidPayload {
  params: ByUid
}

export type V1UserQueryUidResponse = User

export interface V1UserCreatePayload {
  data: UserDraft
}

export type V1UserCreateResponse = User

export interface V1UserUpdatePayload {
  data: {
    /** at most 64 characters */
    uid: string
    /** at most 100 characters */
    nickname?: string
    /** at most 320 characters */
    email?: string
    /** at most 32 characters */
    mobile?: string
  }
}

export type V1UserUpdateResponse = User

export interface V1UserExportPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export type V1UserLogoutResponse = boolean
