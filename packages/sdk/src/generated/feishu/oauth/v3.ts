// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { FlatReply } from '../../../reply.ts'

const endpoints = {
  token: {
    method: 'POST',
    path: '/oauth/v3/token',
    tokens: [],
    envelope: 'flat',
  },
} satisfies Record<string, Endpoint>

export class OauthV3Resource extends Resource {
  /**
   * Exchange a login code or refresh token (SDK form).
   *
   * `POST /oauth/v3/token`
   */
  token(payload: OauthV3TokenPayload, options?: RequestOptions): ApiPromise<FlatReply<OauthV3TokenResponse>> {
    return this.caller.call(endpoints.token, payload, options)
  }
}

export interface OauthV3TokenPayload {
  data: {
    client_id: string
    /** absent in client-assertion mode */
    client_secret?: string
    client_assertion_type?: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    client_assertion?: string
    /** grant type */
    grant_type: 'authorization_code' | 'refresh_token' | 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    /** authorization code */
    code?: string
    redirect_uri?: string
    code_verifier?: string
    /** refresh token */
    refresh_token?: string
    /** space-separated scopes */
    scope?: string
  }
}

export interface OauthV3TokenResponse {
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
