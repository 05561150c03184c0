// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Download } from '../../../download.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { ByUid, Statistic } from '../models.ts'

const endpoints = {
  queryOrg: {
    method: 'GET',
    path: '/api/v1/statistic/query/org',
    tokens: ['access'],
  },
  query: {
    method: 'GET',
    path: '/api/v1/statistic/query',
    tokens: ['access'],
  },
  queryUid: {
    method: 'GET',
    path: '/api/v1/statistic/query/uid',
    tokens: ['access'],
  },
  export: {
    method: 'GET',
    path: '/api/v1/statistic/export',
    tokens: ['access'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class StatisticResource extends Resource {
  /**
   * List the days, newest first.
   *
   * `GET /api/v1/statistic/query/org`
   * Token: access. Scope: `api:read`.
   */
  queryOrg(
    payload?: StatisticQueryOrgPayload,
    options?: RequestOptions,
  ): ApiPromise<StatisticQueryOrgResponse> {
    return this.caller.call(endpoints.queryOrg, payload, options)
  }

  /**
   * List the days, newest first.
   *
   * `GET /api/v1/statistic/query`
   * Token: access. Scope: `api:read`.
   */
  query(payload?: StatisticQueryPayload, options?: RequestOptions): ApiPromise<StatisticQueryResponse> {
    return this.caller.call(endpoints.query, payload, options)
  }

  /**
   * Get one day.
   *
   * `GET /api/v1/statistic/query/uid`
   * Token: access. Scope: `api:read`.
   */
  queryUid(
    payload: StatisticQueryUidPayload,
    options?: RequestOptions,
  ): ApiPromise<StatisticQueryUidResponse> {
    return this.caller.call(endpoints.queryUid, payload, options)
  }

  /**
   * Export the days as xlsx.
   *
   * `GET /api/v1/statistic/export`
   * Token: access. Scope: `api:read`.
   */
  export(payload?: StatisticExportPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.export, payload, options)
  }
}

export interface StatisticQueryOrgPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** first day, in the time zone of the desk; 6 days before endDate when absent */
    startDate?: string
    /** last day; today when absent. At most 92 days */
    endDate?: string
  }
}

export interface StatisticQueryOrgResponse {
  content: Statistic[]
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

export interface StatisticQueryPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** first day, in the time zone of the desk; 6 days before endDate when absent */
    startDate?: string
    /** last day; today when absent. At most 92 days */
    endDate?: string
  }
}

export interface StatisticQueryResponse {
  content: Statistic[]
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

export interface StatisticQueryUidPayload {
  params: ByUid
}

export type StatisticQueryUidResponse = Statistic

export interface StatisticExportPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** below 1 means 10; at most 200; default 10; -1000000 to 1000000 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** first day, in the time zone of the desk; 6 days before endDate when absent */
    startDate?: string
    /** last day; today when absent. At most 92 days */
    endDate?: string
  }
}
