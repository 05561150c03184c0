// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'
import type { Document } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/docx/v1/documents',
    tokens: ['tenant', 'user'],
  },
  get: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id',
    tokens: ['tenant', 'user'],
  },
  rawContent: {
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id/raw_content',
    tokens: ['tenant', 'user'],
  },
} satisfies Record<string, Endpoint>

export class DocumentResource extends Resource {
  /**
   * Create a document.
   *
   * `POST /open-apis/docx/v1/documents`
   * Token: tenant or user. Scope: `docx:document` or `docx:document:create`.
   */
  create(
    payload?: DocumentCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<DocumentCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Get a document.
   *
   * `GET /open-apis/docx/v1/documents/:document_id`
   * Token: tenant or user. Scope: `docx:document` or `docx:document:readonly`.
   */
  get(payload: DocumentGetPayload, options?: RequestOptions): ApiPromise<Reply<DocumentGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * Get a document's plain text.
   *
   * `GET /open-apis/docx/v1/documents/:document_id/raw_content`
   * Token: tenant or user. Scope: `docx:document` or `docx:document:readonly`.
   */
  rawContent(
    payload: DocumentRawContentPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<DocumentRawContentResponse>> {
    return this.caller.call(endpoints.rawContent, payload, options)
  }
}

export interface DocumentCreatePayload {
  data?: {
    /** the folder it is for; the root when left out; at most 100 characters */
    folder_token?: string
    /** title, in plain text; at most 800 characters */
    title?: string
  }
}

export interface DocumentCreateResponse {
  document?: Document
}

export interface DocumentGetPayload {
  path: {
    /** document ID; at most 27 characters */
    document_id: string
  }
}

export interface DocumentGetResponse {
  document?: Document
}

export interface DocumentRawContentPayload {
  path: {
    /** document ID; at most 27 characters */
    document_id: string
  }
  params?: {
    /** language of the names of mentioned people: 0 as they are, 1 English; default 0 */
    lang?: 0 | 1 | 2
  }
}

export interface DocumentRawContentResponse {
  /** plain text */
  content?: string
}
