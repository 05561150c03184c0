// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { UserInfo } from '../../models.ts'

const endpoints = {
  get: {
    method: 'GET',
    path: '/open-apis/authen/v1/user_info',
    tokens: ['user'],
  },
} satisfies Record<string, Endpoint>

export class UserInfoResource extends Resource {
  /**
   * Get the signed-in user.
   *
   * `GET /open-apis/authen/v1/user_info`
   * Token: user.
   */
  get(payload?: Record<string, never>, options?: RequestOptions): ApiPromise<Reply<UserInfoGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }
}

export type UserInfoGetResponse = UserInfo
