// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Profile } from './models.ts'

const endpoints = {
  profile: {
    method: 'GET',
    path: '/api/user/profile',
    tokens: ['access'],
    envelope: 'bare',
  },
} satisfies Record<string, Endpoint>

export class UserResource extends Resource {
  /**
   * Get the person the token acts for.
   *
   * `GET /api/user/profile`
   * Token: access. Scope: `api:read`.
   */
  profile(payload?: Record<string, never>, options?: RequestOptions): ApiPromise<UserProfileResponse> {
    return this.caller.call(endpoints.profile, payload, options)
  }
}

export type UserProfileResponse = Profile
