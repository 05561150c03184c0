// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Reply } from '../../reply.ts'

const endpoints = {
  endpoint: {
    method: 'POST',
    path: '/callback/ws/endpoint',
    tokens: [],
  },
} satisfies Record<string, Endpoint>

export class WsResource extends Resource {
  /**
   * Get the address of the event connection.
   *
   * `POST /callback/ws/endpoint`
   */
  endpoint(payload: WsEndpointPayload, options?: RequestOptions): ApiPromise<Reply<WsEndpointResponse>> {
    return this.caller.call(endpoints.endpoint, payload, options)
  }
}

export interface WsEndpointPayload {
  data: {
    /** node: must match ^cli_[0-9a-fA-F]{16}$ or start() gives up before any request */
    AppID: string
    /** "" in client-assertion mode */
    AppSecret: string
    ClientAssertion?: string
  }
}

export interface WsEndpointResponse {
  /**
   * ws:// or wss:// URL; query must contain device_id and service_id (integer), service_id/device_id must not
   * be the first parameter for node
   */
  URL?: string
  ClientConfig?: {
    /** -1 = endless */
    ReconnectCount?: number
    /** seconds, e.g. 120 */
    ReconnectInterval?: number
    /** seconds of random jitter, e.g. 30 */
    ReconnectNonce?: number
    /** seconds, e.g. 120 */
    PingInterval?: number
  }
}
