// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

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

export interface UserInfoGetResponse {
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
  /** employee number */
  employee_no?: string
}
