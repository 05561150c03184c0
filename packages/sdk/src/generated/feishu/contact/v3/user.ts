// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { PagePromise } from '../../../../pages.ts'
import type { Reply } from '../../../../reply.ts'
import type { User, UserStatus } from '../../models.ts'

const endpoints = {
  batch: {
    method: 'GET',
    path: '/open-apis/contact/v3/users/batch',
    tokens: ['tenant', 'user'],
  },
  batchGetId: {
    method: 'POST',
    path: '/open-apis/contact/v3/users/batch_get_id',
    tokens: ['tenant'],
  },
  findByDepartment: {
    method: 'GET',
    path: '/open-apis/contact/v3/users/find_by_department',
    tokens: ['tenant', 'user'],
    pages: { items: 'items', by: 'token' },
  },
  get: {
    method: 'GET',
    path: '/open-apis/contact/v3/users/:user_id',
    tokens: ['tenant', 'user'],
  },
  list: {
    method: 'GET',
    path: '/open-apis/contact/v3/users',
    tokens: ['tenant', 'user'],
    pages: { items: 'items', by: 'token' },
  },
} satisfies Record<string, Endpoint>

export class UserResource extends Resource {
  /**
   * Get users by id.
   *
   * `GET /open-apis/contact/v3/users/batch`
   * Token: tenant or user. Scope: `contact:contact.base:readonly`. At most 1000 a minute and 50 a second.
   */
  batch(payload: UserBatchPayload, options?: RequestOptions): ApiPromise<Reply<UserBatchResponse>> {
    return this.caller.call(endpoints.batch, payload, options)
  }

  /**
   * Find user ids by mail address or mobile.
   *
   * `POST /open-apis/contact/v3/users/batch_get_id`
   * Token: tenant. Scope: `contact:user.id:readonly`. At most 1000 a minute and 50 a second.
   */
  batchGetId(
    payload?: UserBatchGetIdPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<UserBatchGetIdResponse>> {
    return this.caller.call(endpoints.batchGetId, payload, options)
  }

  /**
   * List the users of a department.
   *
   * `GET /open-apis/contact/v3/users/find_by_department`
   * Token: tenant or user. Scope: `contact:contact.base:readonly` or `contact:department.organize:readonly`
   * or `contact:contact:access_as_app` or `contact:contact:readonly` or `contact:contact:readonly_as_app`. At
   * most 1000 a minute and 50 a second.
   */
  findByDepartment(
    payload: UserFindByDepartmentPayload,
    options?: RequestOptions,
  ): PagePromise<UserFindByDepartmentResponse, User> {
    return this.caller.list(endpoints.findByDepartment, payload, options)
  }

  /** The pages of `findByDepartment`, as the official SDK names it. */
  findByDepartmentWithIterator(
    payload: UserFindByDepartmentPayload,
    options?: RequestOptions,
  ): AsyncIterable<UserFindByDepartmentResponse> {
    return this.findByDepartment(payload, options).pages()
  }

  /**
   * Get a user.
   *
   * `GET /open-apis/contact/v3/users/:user_id`
   * Token: tenant or user. Scope: `contact:contact.base:readonly` or `contact:contact:access_as_app` or
   * `contact:contact:readonly` or `contact:contact:readonly_as_app`. At most 1000 a minute and 50 a second.
   */
  get(payload: UserGetPayload, options?: RequestOptions): ApiPromise<Reply<UserGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List users.
   *
   * `GET /open-apis/contact/v3/users`
   * Token: tenant or user. Scope: `contact:contact.base:readonly` or `contact:department.organize:readonly`
   * or `contact:contact:access_as_app` or `contact:contact:readonly` or `contact:contact:readonly_as_app`.
   */
  list(payload?: UserListPayload, options?: RequestOptions): PagePromise<UserListResponse, User> {
    return this.caller.list(endpoints.list, payload, options)
  }

  /** The pages of `list`, as the official SDK names it. */
  listWithIterator(payload?: UserListPayload, options?: RequestOptions): AsyncIterable<UserListResponse> {
    return this.list(payload, options).pages()
  }
}

export interface UserBatchPayload {
  params: {
    /** whom to get, of the kind user_id_type says; repeat the parameter for each */
    user_ids: string[]
    /** which kind of user id this call speaks, in the request and in the reply; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
    /**
     * which kind of department id this call speaks, in the request and in the reply; default
     * open_department_id
     */
    department_id_type?: 'department_id' | 'open_department_id'
  }
}

export interface UserBatchResponse {
  /** list of items */
  items?: User[]
}

export interface UserBatchGetIdPayload {
  params?: {
    /** which kind of user id this call speaks, in the request and in the reply; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
  data?: {
    /** mail addresses to look up */
    emails?: string[]
    /** phone numbers to look up, with +country code outside of mainland China */
    mobiles?: string[]
    /** also find people who have left; default false */
    include_resigned?: boolean
  }
}

export interface UserBatchGetIdResponse {
  /** one row per queried mail/phone; user_id absent when not found */
  user_list?: {
    /** user ID */
    user_id?: string
    /** phone number */
    mobile?: string
    /** mail address */
    email?: string
    status?: UserStatus
  }[]
}

export interface UserFindByDepartmentPayload {
  params: {
    /** which kind of user id this call speaks, in the request and in the reply; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
    /**
     * which kind of department id this call speaks, in the request and in the reply; default
     * open_department_id
     */
    department_id_type?: 'department_id' | 'open_department_id'
    /** whose direct members to list; 0 is the root department; at most 100 characters */
    department_id: string
    /** people on a page; default 10; 1 to 50 */
    page_size?: number
    /** page_token of the page before; nothing for the first page; at most 300 characters */
    page_token?: string
  }
}

export interface UserFindByDepartmentResponse {
  /** more pages exist */
  has_more?: boolean
  /** where the next page starts; only when has_more */
  page_token?: string
  /** list of items */
  items?: User[]
}

export interface UserGetPayload {
  path: {
    /** whom to get, an id of the kind user_id_type says */
    user_id: string
  }
  params?: {
    /** which kind of user id this call speaks, in the request and in the reply; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
    /**
     * which kind of department id this call speaks, in the request and in the reply; default
     * open_department_id
     */
    department_id_type?: 'department_id' | 'open_department_id'
  }
}

export interface UserGetResponse {
  user?: User
}

export interface UserListPayload {
  params?: {
    /** which kind of user id this call speaks, in the request and in the reply; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
    /**
     * which kind of department id this call speaks, in the request and in the reply; default
     * open_department_id
     */
    department_id_type?: 'department_id' | 'open_department_id'
    /**
     * whose direct members to list, 0 is the root department; without it, the direct members of what the app
     * may see; at most 100 characters
     */
    department_id?: string
    /** page_token of the page before; nothing for the first page; at most 300 characters */
    page_token?: string
    /** people on a page; default 10; 1 to 50 */
    page_size?: number
  }
}

export interface UserListResponse {
  /** more pages exist */
  has_more?: boolean
  /** where the next page starts; only when has_more */
  page_token?: string
  /** list of items */
  items?: User[]
}
