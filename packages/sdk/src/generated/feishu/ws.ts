// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { Reply } from '../../reply.ts'
import type { ClientConfig } from './models.ts'

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
    /** app_id of a self-built app: cli_ and 16 hex digits; at most 64 characters */
    AppID: string
    /** app_secret; at most 256 characters */
    AppSecret: string
    /** stands for a secret at the vendor; not supported here; at most 8192 characters */
    ClientAssertion?: string
  }
}

export interface WsEndpointResponse {
  /**
   * ws:// or wss:// address, good for one connection made within five minutes; its query has device_id and
   * service_id
   */
  URL?: string
  ClientConfig?: ClientConfig
}
