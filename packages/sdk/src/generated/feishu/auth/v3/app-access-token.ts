// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { FlatReply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token',
    tokens: [],
    envelope: 'flat',
  },
  internal: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token/internal',
    tokens: [],
    envelope: 'flat',
  },
} satisfies Record<string, Endpoint>

export class AppAccessTokenResource extends Resource {
  /**
   * Get a marketplace app's app token.
   *
   * `POST /open-apis/auth/v3/app_access_token`
   */
  create(
    payload: AppAccessTokenCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<FlatReply<AppAccessTokenCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Get a self-built app's app token.
   *
   * `POST /open-apis/auth/v3/app_access_token/internal`
   */
  internal(
    payload: AppAccessTokenInternalPayload,
    options?: RequestOptions,
  ): ApiPromise<FlatReply<AppAccessTokenInternalResponse>> {
    return this.caller.call(endpoints.internal, payload, options)
  }
}

export interface AppAccessTokenCreatePayload {
  data: {
    /** app ID (cli_ and 16 hex digits); at most 100 characters */
    app_id: string
    /** app secret; at most 512 characters */
    app_secret: string
    /**
     * the ticket of the last app_ticket event; app_ticket/resend has it sent again; at most 512 characters
     */
    app_ticket: string
  }
}

export interface AppAccessTokenCreateResponse {
  /** app token */
  app_access_token?: string
  /** seconds of remaining lifetime, at most 7200 */
  expire?: number
}

export interface AppAccessTokenInternalPayload {
  data: {
    /** app ID (cli_ and 16 hex digits); at most 100 characters */
    app_id: string
    /** app secret; at most 512 characters */
    app_secret: string
  }
}

export interface AppAccessTokenInternalResponse {
  /** app token */
  app_access_token?: string
  /** tenant token */
  tenant_access_token?: string
  /** seconds of remaining lifetime, at most 7200 */
  expire?: number
}
