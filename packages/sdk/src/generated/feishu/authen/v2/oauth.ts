// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { FlatReply } from '../../../../reply.ts'
import type { TokenReply } from '../../models.ts'

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
    /** whether a code or a refresh token is exchanged */
    grant_type: 'authorization_code' | 'refresh_token'
    /** app ID; may stand in an `Authorization: Basic` header instead; at most 100 characters */
    client_id?: string
    /** app secret; may stand in an `Authorization: Basic` header instead; at most 512 characters */
    client_secret?: string
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

export type OauthTokenResponse = TokenReply
