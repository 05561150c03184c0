// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Settings } from '../models.ts'

const endpoints = {
  queryOrg: {
    method: 'GET',
    path: '/api/v1/settings/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/settings/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/settings/query/uid',
    tokens: ['access'],
  },
  update: {
    method: 'POST',
    path: '/api/v1/settings/update',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/settings/export',
    tokens: ['access'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class V1SettingsResource extends Resource {
  /**
   * List the desks the token can see: its own.
   *
   * `GET /api/v1/settings/query/org`
   * Token: access. Scope: `api:read`.
   */
  queryOrg(
    payload?: V1SettingsQueryOrgPayload,
    options?: RequestOptions,
  ): ApiPromise<V1SettingsQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List the desks the token can see: its own.
   *
   * `GET /api/v1/settings/query`
   * Token: access. Scope: `api:read`.
   */
  query(payload?: V1SettingsQueryPayload, options?: RequestOptions): ApiPromise<V1SettingsQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get the settings of the desk.
   *
   * `GET /api/v1/settings/query/uid`
   * Token: access. Scope: `api:read`.
   */
  queryUid(
    payload: V1SettingsQueryUidPayload,
    options?: RequestOptions,
  ): ApiPromise<V1SettingsQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Change the settings of the desk.
   *
   * `POST /api/v1/settings/update`
   * Token: access. Scope: `api:write`.
   */
  update(payload: V1SettingsUpdatePayload, options?: RequestOptions): ApiPromise<V1SettingsUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }

  /**
   * Export the settings as xlsx.
   *
   * `GET /api/v1/settings/export`
   * Token: access. Scope: `api:read`.
   */
  export(payload?: V1SettingsExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }
}

export interface V1SettingsQueryOrgPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface V1SettingsQueryOrgResponse {
  content: Settings[]
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

export interface V1SettingsQueryPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export interface V1SettingsQueryResponse {
  content: Settings[]
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

export interface V1SettingsQueryUidPayload {
  params: ByUid
}

export type V1SettingsQueryUidResponse = Settings

export interface V1SettingsUpdatePayload {
  data: {
    /** at most 64 characters */
    uid: string
    /** at most 100 characters */
    name?: string
    /** IANA name, Asia/Shanghai; at most 64 characters */
    timeZone?: string
  }
}

export type V1SettingsUpdateResponse = Settings

export interface V1SettingsExportPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}
