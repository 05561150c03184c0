// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Profile } from './models.ts'

const endpoints = {
  login: {
    method: 'POST',
    path: '/auth/v1/login/accessToken',
    tokens: [],
  },
} satisfies Record<string, Endpoint>

export class AuthResource extends Resource {
  /**
   * Sign in with an AccessToken.
   *
   * `POST /auth/v1/login/accessToken`
   */
  login(payload: AuthLoginPayload, options?: RequestOptions): ApiPromise<AuthLoginResponse> {
    return this.caller.call(endpoints.login, payload, options)
  }
}

export interface AuthLoginPayload {
  data: {
    /** at most 4096 characters */
    accessToken: string
  }
}

export interface AuthLoginResponse {
  accessToken: string
  user: Profile
}
