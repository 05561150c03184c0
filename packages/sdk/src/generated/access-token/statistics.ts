// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Overview } from './models.ts'

const endpoints = {
  overview: {
    method: 'GET',
    path: '/api/statistics/overview',
    tokens: ['access'],
    envelope: 'bare',
  },
} satisfies Record<string, Endpoint>

export class StatisticsResource extends Resource {
  /**
   * Count tickets by day.
   *
   * `GET /api/statistics/overview`
   * Token: access. Scope: `api:read`.
   */
  overview(
    payload?: StatisticsOverviewPayload,
    options?: RequestOptions,
  ): ApiPromise<StatisticsOverviewResponse> {
    return this.caller.call(endpoints.overview, payload, options)
  }
}

export interface StatisticsOverviewPayload {
  params?: {
    /** first day, in the time zone of the desk; 6 days before endDate when absent */
    startDate?: string
    /** last day; today when absent. At most 92 days */
    endDate?: string
  }
}

export type StatisticsOverviewResponse = Overview
