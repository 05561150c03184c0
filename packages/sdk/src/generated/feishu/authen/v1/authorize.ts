// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'

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
  params: {
    /** app ID */
    client_id: string
    response_type: 'code'
    /** must be in the allow list of the app */
    redirect_uri: string
    /** space-separated, at most 50 */
    scope?: string
    /** echoed back */
    state?: string
    /** PKCE */
    code_challenge?: string
    /** default plain */
    code_challenge_method?: 'S256' | 'plain'
    prompt?: 'consent'
  }
}
