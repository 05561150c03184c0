// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { AuthorizeQuery } from '../../models.ts'

const endpoints = {
  get: {
    method: 'GET',
    path: '/open-apis/authen/v1/authorize',
    tokens: [],
  },
} satisfies Record<string, Endpoint>

export class AuthorizeResource extends Resource {
  /**
   * Start a sign-in with the browser: the address to send the browser to.
   *
   * `GET /open-apis/authen/v1/authorize`
   * At most 1000 a minute and 50 a second.
   */
  get(payload: AuthorizeGetPayload): string {
    return this.caller.address(endpoints.get, payload)
  }
}

export interface AuthorizeGetPayload {
  params: AuthorizeQuery
}
