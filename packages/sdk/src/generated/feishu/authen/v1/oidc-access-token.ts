// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/authen/v1/oidc/access_token',
    tokens: ['app'],
  },
} satisfies Record<string, Endpoint>

export class OidcAccessTokenResource extends Resource {
  /**
   * Exchange a login code for a user token (OIDC form).
   *
   * `POST /open-apis/authen/v1/oidc/access_token`
   * Token: app. At most 1000 a minute and 50 a second.
   */
  create(
    payload: OidcAccessTokenCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<OidcAccessTokenCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }
}

export interface OidcAccessTokenCreatePayload {
  data: {
    /** always authorization_code; at most 100 characters */
    grant_type: string
    /** the code that came back to redirect_uri; good once, for five minutes; at most 512 characters */
    code: string
  }
}

export interface OidcAccessTokenCreateResponse {
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
