// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { FlatReply } from '../../../../reply.ts'

const endpoints = {
  token: {
    method: 'POST',
    path: '/open-apis/authen/v2/oauth/token',
    tokens: [],
    envelope: 'flat',
  },
} satisfies Record<string, Endpoint>

export class OauthResource extends Resource {
  /**
   * Exchange a login code or refresh token for a user token.
   *
   * `POST /open-apis/authen/v2/oauth/token`
   * At most 1000 a minute and 50 a second.
   */
  token(payload: OauthTokenPayload, options?: RequestOptions): ApiPromise<FlatReply<OauthTokenResponse>> {
    return this.caller.call(endpoints.token, payload, options)
  }
}

export interface OauthTokenPayload {
  data: {
    /** grant type */
    grant_type: 'authorization_code' | 'refresh_token'
    /** app ID */
    client_id: string
    /** app secret */
    client_secret: string
    /** required for authorization_code */
    code?: string
    /** must equal the one used in authorize */
    redirect_uri?: string
    /** required with PKCE; 43-128 chars */
    code_verifier?: string
    /** required for refresh_token */
    refresh_token?: string
    /** narrows the grant */
    scope?: string
  }
}

export interface OauthTokenResponse {
  /** user_access_token, may be 1-2 KB (leave 4 KB) */
  access_token?: string
  /** seconds, e.g. 7200 */
  expires_in?: number
  /** only with offline_access; single use */
  refresh_token?: string
  /** seconds, e.g. 604800 */
  refresh_token_expires_in?: number
  /** Bearer */
  token_type?: string
  /** space-separated granted scopes */
  scope?: string
  /** failure only */
  error?: string
  /** failure only */
  error_description?: string
}
