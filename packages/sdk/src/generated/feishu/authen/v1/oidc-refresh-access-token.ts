// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/authen/v1/oidc/refresh_access_token',
    tokens: ['app'],
  },
} satisfies Record<string, Endpoint>

export class OidcRefreshAccessTokenResource extends Resource {
  /**
   * Refresh a user token (OIDC form).
   *
   * `POST /open-apis/authen/v1/oidc/refresh_access_token`
   * Token: app. At most 1000 a minute and 50 a second.
   */
  create(
    payload: OidcRefreshAccessTokenCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<OidcRefreshAccessTokenCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }
}

export interface OidcRefreshAccessTokenCreatePayload {
  data: {
    /** always refresh_token; at most 100 characters */
    grant_type: string
    /** the refresh token that came with the last token; good once; at most 4096 characters */
    refresh_token: string
  }
}

export interface OidcRefreshAccessTokenCreateResponse {
  /** user access token */
  access_token?: string
  /** refresh token */
  refresh_token?: string
  /** Bearer */
  token_type?: string
  /** seconds */
  expires_in?: number
  /** seconds */
  refresh_expires_in?: number
  /** space-separated scopes */
  scope?: string
}
