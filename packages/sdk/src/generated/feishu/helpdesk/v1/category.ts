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
    /** display name */
    name: string
    /** parent category ID, "0" = root */
    parent_id: string
    /** e.g. zh_cn */
    language?: string
    /** category ID */
    category_id?: string
    /** ID */
    id?: string
    /** help desk ID */
    helpdesk_id?: string
  }
}

export interface CategoryCreateResponse {
  category?: Category
}

export interface CategoryDeletePayload {
  path: {
    /** ID */
    id: string
  }
}

export type CategoryDeleteResponse = object

export interface CategoryGetPayload {
  path: {
    /** ID */
    id: string
  }
}

export interface CategoryGetResponse {
  /** category ID */
  category_id?: string
  /** ID */
  id?: string
  /** display name */
  name?: string
  /** help desk ID */
  helpdesk_id?: string
  /** e.g. zh_cn */
  language?: string
}

export interface CategoryListPayload {
  params?: {
    /** category language */
    lang?: string
    /** 1 = by category update time */
    order_by?: number
    /** true ascending */
    asc?: boolean
  }
}

export interface CategoryListResponse {
  categories?: {
    /** category ID */
    category_id?: string
    /** ID */
    id?: string
    /** display name */
    name?: string
    /** parent category ID, "0" = root */
    parent_id?: string
    /** help desk ID */
    helpdesk_id?: string
    /** e.g. zh_cn */
    language?: string
    /** sub-categories, same shape, recursive */
    children?: unknown[]
  }[]
}

export interface CategoryPatchPayload {
  path: {
    /** ID */
    id: string
  }
  data?: {
    /** display name */
    name?: string
    /** parent category ID, "0" = root */
    parent_id?: string
    /** category ID */
    category_id?: string
    /** ID */
    id?: string
    /** help desk ID */
    helpdesk_id?: string
    /** e.g. zh_cn */
    language?: string
  }
}

export type CategoryPatchResponse = object
