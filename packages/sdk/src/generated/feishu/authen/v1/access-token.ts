// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/authen/v1/access_token',
    tokens: ['app'],
  },
} satisfies Record<string, Endpoint>

export class AccessTokenResource extends Resource {
  /**
   * Exchange a login code for a user token (first form).
   *
   * `POST /open-apis/authen/v1/access_token`
   * Token: app.
   */
  create(
    payload: AccessTokenCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AccessTokenCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }
}

export interface AccessTokenCreatePayload {
  data: {
    /** always authorization_code; at most 100 characters */
    grant_type: string
    /** the code that came back to redirect_uri; good once, for five minutes; at most 512 characters */
    code: string
  }
}

export interface AccessTokenCreateResponse {
  /** user access token */
  access_token?: string
  /** Bearer */
  token_type?: string
  /** seconds */
  expires_in?: number
  /** display name */
  name?: string
  /** English name */
  en_name?: string
  /** avatar URL */
  avatar_url?: string
  avatar_thumb?: string
  avatar_middle?: string
  avatar_big?: string
  open_id?: string
  union_id?: string
  /** mail address */
  email?: string
  /** enterprise mail */
  enterprise_email?: string
  /** user ID */
  user_id?: string
  /** phone number */
  mobile?: string
  /** tenant key */
  tenant_key?: string
  /** seconds */
  refresh_expires_in?: number
  /** refresh token */
  refresh_token?: string
  sid?: string
}
