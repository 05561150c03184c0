// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Download } from '../../../../download.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { PagePromise } from '../../../../pages.ts'
import type { Reply } from '../../../../reply.ts'
import type { Faq, FaqInput } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/faqs',
    tokens: ['user'],
    helpdesk: true,
  },
  delete: {
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/faqs/:id',
    tokens: ['user'],
    helpdesk: true,
  },
  faqImage: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs/:id/image/:image_key',
    tokens: ['tenant'],
    helpdesk: true,
    envelope: 'binary',
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs/:id',
    tokens: ['tenant'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs',
    tokens: ['tenant'],
    helpdesk: true,
    pages: { items: 'items', by: 'token' },
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/faqs/:id',
    tokens: ['user'],
    helpdesk: true,
  },
  search: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs/search',
    tokens: ['tenant'],
    helpdesk: true,
    pages: { items: 'items', by: 'token' },
  },
} satisfies Record<string, Endpoint>

export class FaqResource extends Resource {
  /**
   * Create a FAQ.
   *
   * `POST /open-apis/helpdesk/v1/faqs`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  create(payload: FaqCreatePayload, options?: RequestOptions): ApiPromise<Reply<FaqCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Delete a FAQ.
   *
   * `DELETE /open-apis/helpdesk/v1/faqs/:id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  delete(payload: FaqDeletePayload, options?: RequestOptions): ApiPromise<Reply<FaqDeleteResponse>> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Download an image of a FAQ.
   *
   * `GET /open-apis/helpdesk/v1/faqs/:id/image/:image_key`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  faqImage(payload: FaqFaqImagePayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.faqImage, payload, options)
  }

  /**
   * Get a FAQ.
   *
   * `GET /open-apis/helpdesk/v1/faqs/:id`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  get(payload: FaqGetPayload, options?: RequestOptions): ApiPromise<Reply<FaqGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List FAQs.
   *
   * `GET /open-apis/helpdesk/v1/faqs`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(payload?: FaqListPayload, options?: RequestOptions): PagePromise<FaqListResponse, Faq> {
    return this.caller.list(endpoints.list, payload, options)
  }

  /** The pages of `list`, as the official SDK names it. */
  listWithIterator(payload?: FaqListPayload, options?: RequestOptions): AsyncIterable<FaqListResponse> {
    return this.list(payload, options).pages()
  }

  /**
   * Change a FAQ.
   *
   * `PATCH /open-apis/helpdesk/v1/faqs/:id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  patch(payload: FaqPatchPayload, options?: RequestOptions): ApiPromise<Reply<FaqPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }

  /**
   * Search FAQs.
   *
   * `GET /open-apis/helpdesk/v1/faqs/search`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  search(payload: FaqSearchPayload, options?: RequestOptions): PagePromise<FaqSearchResponse, Faq> {
    return this.caller.list(endpoints.search, payload, options)
  }

  /** The pages of `search`, as the official SDK names it. */
  searchWithIterator(payload: FaqSearchPayload, options?: RequestOptions): AsyncIterable<FaqSearchResponse> {
    return this.search(payload, options).pages()
  }
}

export interface FaqCreatePayload {
  data: {
    faq: FaqInput
  }
}

export interface FaqCreateResponse {
  faq?: Faq
}

export interface FaqDeletePayload {
  path: {
    /** FAQ ID */
    id: string
  }
}

export type FaqDeleteResponse = object

export interface FaqFaqImagePayload {
  path: {
    /** FAQ ID */
    id: string
    /** key of an image in its rich answer */
    image_key: string
  }
}

export interface FaqGetPayload {
  path: {
    /** FAQ ID */
    id: string
  }
}

export interface FaqGetResponse {
  faq?: Faq
}

export interface FaqListPayload {
  params?: {
    /** only FAQs of this category, "0" for those without one; at most 32 characters */
    category_id?: string
    /** 1 online (also when left out), 0 deleted and recoverable, 2 deleted for good */
    status?: '1' | '0' | '2'
    /** words of the question, the similar questions or an author's name; at most 500 characters */
    search?: string
    /** from the page before; left out on the first; at most 200 characters */
    page_token?: string
    /** FAQs on a page; default 20; 1 to 100 */
    page_size?: number
  }
}

export interface FaqListResponse {
  /** whether there is a next page */
  has_more?: boolean
  /** for the next page; absent on the last */
  page_token?: string
  /** how many FAQs this page has */
  page_size?: number
  /** how many FAQs there are in all */
  total?: number
  /** the FAQs */
  items?: Faq[]
}

export interface FaqPatchPayload {
  path: {
    /** FAQ ID */
    id: string
  }
  data: {
    faq: FaqInput
  }
}

export type FaqPatchResponse = object

export interface FaqSearchPayload {
  params: {
    /** words to find, or a question; at most 2000 characters */
    query: string
    /** "true" when query is written in base64; at most 10 characters */
    base64?: string
    /** from the page before; left out on the first; at most 200 characters */
    page_token?: string
    /** FAQs on a page; default 20; 1 to 100 */
    page_size?: number
  }
}

export interface FaqSearchResponse {
  /** whether there is a next page */
  has_more?: boolean
  /** for the next page; absent on the last */
  page_token?: string
  /** the FAQs */
  items?: Faq[]
}
