// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { FlatReply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token',
    tokens: [],
    envelope: 'flat',
  },
  internal: {
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token/internal',
    tokens: [],
    envelope: 'flat',
  },
} satisfies Record<string, Endpoint>

export class TenantAccessTokenResource extends Resource {
  /**
   * Get a marketplace app's tenant token.
   *
   * `POST /open-apis/auth/v3/tenant_access_token`
   */
  create(
    payload: TenantAccessTokenCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<FlatReply<TenantAccessTokenCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Get a self-built app's tenant token.
   *
   * `POST /open-apis/auth/v3/tenant_access_token/internal`
   */
  internal(
    payload: TenantAccessTokenInternalPayload,
    options?: RequestOptions,
  ): ApiPromise<FlatReply<TenantAccessTokenInternalResponse>> {
    return this.caller.call(endpoints.internal, payload, options)
  }
}

export interface TenantAccessTokenCreatePayload {
  data: {
    /** the marketplace app's own token; at most 512 characters */
    app_access_token: string
    /** the tenant whose token is wanted; at most 100 characters */
    tenant_key: string
  }
}

export interface TenantAccessTokenCreateResponse {
  /** tenant token */
  tenant_access_token?: string
  /** seconds of remaining lifetime, at most 7200 */
  expire?: number
}

export interface TenantAccessTokenInternalPayload {
  data: {
    /** app ID (cli_ and 16 hex digits); at most 100 characters */
    app_id: string
    /** app secret; at most 512 characters */
    app_secret: string
  }
}

export interface TenantAccessTokenInternalResponse {
  /** tenant token */
  tenant_access_token?: string
  /** seconds of remaining lifetime, at most 7200 */
  expire?: number
}
