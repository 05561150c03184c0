// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../api-promise.ts'
import { Resource } from '../../caller.ts'
import type { Endpoint } from '../../endpoint.ts'
import type { RequestOptions } from '../../options.ts'
import type { ById, User, UserChange, UserDraft } from './models.ts'

const endpoints = {
  list: {
    method: 'GET',
    path: '/api/users/list',
    tokens: ['access'],
    envelope: 'bare',
  },
  get: {
    method: 'GET',
    path: '/api/users/:id',
    tokens: ['access'],
    envelope: 'bare',
  },
  create: {
    method: 'POST',
    path: '/api/users/create',
    tokens: ['access'],
    envelope: 'bare',
  },
  update: {
    method: 'PUT',
    path: '/api/users/:id',
    tokens: ['access'],
    envelope: 'bare',
  },
} satisfies Record<string, Endpoint>

export class UsersResource extends Resource {
  /**
   * List people.
   *
   * `GET /api/users/list`
   * Token: access. Scope: `api:read`.
   */
  list(payload?: UsersListPayload, options?: RequestOptions): ApiPromise<UsersListResponse> {
    return this.caller.call(endpoints.list, payload, options)
  }

  /**
   * Get a person.
   *
   * `GET /api/users/:id`
   * Token: access. Scope: `api:read`.
   */
  get(payload: UsersGetPayload, options?: RequestOptions): ApiPromise<UsersGetResponse> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * Add a visitor.
   *
   * `POST /api/users/create`
   * Token: access. Scope: `api:write`.
   */
  create(payload: UsersCreatePayload, options?: RequestOptions): ApiPromise<UsersCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Change a visitor.
   *
   * `PUT /api/users/:id`
   * Token: access. Scope: `api:write`.
   */
  update(payload: UsersUpdatePayload, options?: RequestOptions): ApiPromise<UsersUpdateResponse> {
    return this.caller.call(endpoints.update, payload, options)
  }
}

export interface UsersListPayload {
  params?: {
    /** from 0; default 0; 0 to 1000000 */
    pageNumber?: number
    /** default 50; 1 to 200 */
    pageSize?: number
    /** words to look for; at most 200 characters */
    searchText?: string
  }
}

export type UsersListResponse = User[]

export interface UsersGetPayload {
  path: ById
}

export type UsersGetResponse = User

export interface UsersCreatePayload {
  data: UserDraft
}

export type UsersCreateResponse = User

export interface UsersUpdatePayload {
  path: ById
  data?: UserChange
}

export type UsersUpdateResponse = User
