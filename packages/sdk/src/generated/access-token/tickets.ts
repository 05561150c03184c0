// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { ById, SimpleTicket, TicketChange, TicketDraft } from './models.ts'

const endpoints = {
  list: {
    method: 'GET',
    path: '/api/tickets/list',
    tokens: ['access'],
    envelope: 'bare',
  },
  create: {
    method: 'POST',
    path: '/api/tickets/create',
    tokens: ['access'],
    envelope: 'bare',
  },
  get: {
    method: 'GET',
    path: '/api/tickets/:id',
    tokens: ['access'],
    envelope: 'bare',
  },
  update: {
    method: 'PUT',
    path: '/api/tickets/:id',
    tokens: ['access'],
    envelope: 'bare',
  },
  delete: {
    method: 'DELETE',
    path: '/api/tickets/:id',
    tokens: ['access'],
    envelope: 'bare',
  },
} satisfies Record<string, Endpoint>

export class TicketsResource extends Resource {
  /**
   * List tickets.
   *
   * `GET /api/tickets/list`
   * Token: access. Scope: `api:read`.
   */
  list(payload?: TicketsListPayload, options?: RequestOptions): ApiPromise<TicketsListResponse> {
    return this.caller.call(endpoints.list, payload, options)
  }

  /**
   * Open a ticket.
   *
   * `POST /api/tickets/create`
   * Token: access. Scope: `api:write`.
   */
  create(payload: TicketsCreatePayload, options?: RequestOptions): ApiPromise<TicketsCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Get a ticket.
   *
   * `GET /api/tickets/:id`
   * Token: access. Scope: `api:read`.
   */
  get(payload: TicketsGetPayload, options?: RequestOptions): ApiPromise<TicketsGetResponse> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * Change a ticket.
   *
   * `PUT /api/tickets/:id`
   * Token: access. Scope: `api:write`.
   */
  update(payload: TicketsUpdatePayload, options?: RequestOptions): ApiPromise<TicketsUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }

  /**
   * Delete a ticket.
   *
   * `DELETE /api/tickets/:id`
   * Token: access. Scope: `api:write`.
   */
  delete(payload: TicketsDeletePayload, options?: RequestOptions): ApiPromise<TicketsDeleteResponse> {
    return this.caller.call(endpoints.delete, payload, options)
  }
}

export interface TicketsListPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** how many at once; default 50; 1 to 200 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
    /** default updatedAt */
    sortBy?: 'createdAt' | 'updatedAt'
    /** default descend */
    sortDirection?: 'ascend' | 'descend'
    /**
     * new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are
     * understood; at most 20 characters
     */
    status?: string
    /** lowest, low, medium (default), high, urgent or critical, in any case; at most 20 characters */
    priority?: string
    /** open_id of the agent who is to own it; at most 64 characters */
    assigneeUid?: string
    /** at most 64 characters */
    reporterUid?: string
  }
}

export type TicketsListResponse = SimpleTicket[]

export interface TicketsCreatePayload {
  data: TicketDraft
}

export type TicketsCreateResponse = SimpleTicket

export interface TicketsGetPayload {
  path: ById
}

export type TicketsGetResponse = SimpleTicket

export interface TicketsUpdatePayload {
  path: ById
  data?: TicketChange
}

export type TicketsUpdateResponse = SimpleTicket

export interface TicketsDeletePayload {
  path: ById
}

export interface TicketsDeleteResponse {
  id: string
  deleted: boolean
}
