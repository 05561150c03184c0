// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../api-promise.ts'
import { Resource } from '../../../caller.ts'
import type { Endpoint } from '../../../endpoint.ts'
import type { RequestOptions } from '../../../options.ts'
import type { FlatReply } from '../../../reply.ts'
import type { TokenReply } from '../models.ts'

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
    /** what is exchanged: a code, a refresh token, or a client assertion for a tenant token */
    grant_type: 'authorization_code' | 'refresh_token' | 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    /** app ID; may stand in an `Authorization: Basic` header instead; at most 100 characters */
    client_id?: string
    /** app secret; may stand in an `Authorization: Basic` header instead; at most 512 characters */
    client_secret?: string
    /** goes with client_assertion */
    client_assertion_type?: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    /** a signed JWT in place of client_secret; at most 8192 characters */
    client_assertion?: string
    /** the code that came back to redirect_uri; good once, for five minutes; at most 512 characters */
    code?: string
    /** where the code was sent; when given, it must be the same; at most 2048 characters */
    redirect_uri?: string
    /**
     * what the code_challenge was made from: 43 to 128 letters, digits, `-`, `.`, `_`, `~`; at most 512
     * characters
     */
    code_verifier?: string
    /** the refresh token that came with the last token; good once; at most 4096 characters */
    refresh_token?: string
    /**
     * some of the scopes that were consented to, with spaces between; all of them when absent; at most 8192
     * characters
     */
    scope?: string
  }
}

export type OauthV3TokenResponse = TokenReply
