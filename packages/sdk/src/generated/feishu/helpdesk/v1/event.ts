// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { EventRef } from '../../models.ts'

const endpoints = {
  subscribe: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/events/subscribe',
    tokens: ['tenant'],
    helpdesk: true,
  },
  unsubscribe: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/events/unsubscribe',
    tokens: ['tenant'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class EventResource extends Resource {
  /**
   * Subscribe to events of the desk.
   *
   * `POST /open-apis/helpdesk/v1/events/subscribe`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  subscribe(
    payload: EventSubscribePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<EventSubscribeResponse>> {
    return this.caller.call(endpoints.subscribe, payload, options)
  }

  /**
   * Unsubscribe from events of the desk.
   *
   * `POST /open-apis/helpdesk/v1/events/unsubscribe`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  unsubscribe(
    payload: EventUnsubscribePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<EventUnsubscribeResponse>> {
    return this.caller.call(endpoints.unsubscribe, payload, options)
  }
}

export interface EventSubscribePayload {
  data: {
    /** events to subscribe to */
    events: EventRef[]
  }
}

export type EventSubscribeResponse = object

export interface EventUnsubscribePayload {
  data: {
    /** events to unsubscribe from */
    events: EventRef[]
  }
}

export type EventUnsubscribeResponse = object
