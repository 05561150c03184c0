// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { Category } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/categories',
    tokens: ['user'],
    helpdesk: true,
  },
  delete: {
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/categories/:id',
    tokens: ['user'],
    helpdesk: true,
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/categories/:id',
    tokens: ['tenant'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/categories',
    tokens: ['tenant'],
    helpdesk: true,
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/categories/:id',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class CategoryResource extends Resource {
  /**
   * Create a knowledge category.
   *
   * `POST /open-apis/helpdesk/v1/categories`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  create(
    payload: CategoryCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<CategoryCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Delete a knowledge category.
   *
   * `DELETE /open-apis/helpdesk/v1/categories/:id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  delete(
    payload: CategoryDeletePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<CategoryDeleteResponse>> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Get a knowledge category.
   *
   * `GET /open-apis/helpdesk/v1/categories/:id`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  get(payload: CategoryGetPayload, options?: RequestOptions): ApiPromise<Reply<CategoryGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List knowledge categories as a tree.
   *
   * `GET /open-apis/helpdesk/v1/categories`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(payload?: CategoryListPayload, options?: RequestOptions): ApiPromise<Reply<CategoryListResponse>> {
    return this.caller.call(endpoints.list, payload, options)
  }

  /**
   * Rename or move a knowledge category.
   *
   * `PATCH /open-apis/helpdesk/v1/categories/:id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  patch(payload: CategoryPatchPayload, options?: RequestOptions): ApiPromise<Reply<CategoryPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }
}

export interface CategoryCreatePayload {
  data: {
    /** display name; at most 200 characters */
    name: string
    /** ID of the category above, "0" for the root; at most 32 characters */
    parent_id: string
    /** language of its FAQs, for example zh_cn; the parent's when left out */
    language?: string
    /** ignored */
    category_id?: string
    /** ignored */
    id?: string
    /** ignored */
    helpdesk_id?: string
  }
}

export interface CategoryCreateResponse {
  category?: Category
}

export interface CategoryDeletePayload {
  path: {
    /** category ID */
    id: string
  }
}

export type CategoryDeleteResponse = object

export interface CategoryGetPayload {
  path: {
    /** category ID */
    id: string
  }
}

export interface CategoryGetResponse {
  /** category ID */
  category_id?: string
  /** the same, under its older name */
  id?: string
  /** display name */
  name?: string
  /** help desk ID */
  helpdesk_id?: string
  /** for example zh_cn */
  language?: string
}

export interface CategoryListPayload {
  params?: {
    /** only categories in this language, and those without one; at most 32 characters */
    lang?: string
    /** 1 by the time of the last change; by position when left out; 0 to 1 */
    order_by?: number
    /** true for ascending order; default true */
    asc?: boolean
  }
}

export interface CategoryListResponse {
  categories?: {
    /** category ID */
    category_id?: string
    /** the same, under its older name */
    id?: string
    /** display name */
    name?: string
    /** ID of the category above, "0" for the root */
    parent_id?: string
    /** help desk ID */
    helpdesk_id?: string
    /** for example zh_cn */
    language?: string
    /** the categories below it, in the same shape */
    children?: unknown[]
  }[]
}

export interface CategoryPatchPayload {
  path: {
    /** category ID */
    id: string
  }
  data?: {
    /** display name; at most 200 characters */
    name?: string
    /** ID of the category above, "0" for the root; at most 32 characters */
    parent_id?: string
    /** language of its FAQs, for example zh_cn; the parent's when left out */
    language?: string
    /** ignored */
    category_id?: string
    /** ignored */
    id?: string
    /** ignored */
    helpdesk_id?: string
  }
}

export type CategoryPatchResponse = object
