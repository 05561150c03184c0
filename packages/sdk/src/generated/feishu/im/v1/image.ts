// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Download } from '../../../../download.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { FileInput } from '../../../../multipart.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/im/v1/images',
    tokens: ['tenant'],
    file: 'image',
  },
  get: {
    method: 'GET',
    path: '/open-apis/im/v1/images/:image_key',
    tokens: ['tenant'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class ImageResource extends Resource {
  /**
   * Upload an image.
   *
   * `POST /open-apis/im/v1/images`
   * Token: tenant. Scope: `im:resource` or `im:resource:upload`. At most 1000 a minute and 50 a second.
   */
  create(
    payload: ImageCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<ImageCreateResponse> & ImageCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Download an image.
   *
   * `GET /open-apis/im/v1/images/:image_key`
   * Token: tenant. At most 1000 a minute and 50 a second.
   */
  get(payload: ImageGetPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.get, payload, options)
  }
}

export interface ImageCreatePayload {
  data: {
    /** what it is for; an avatar has at most 4096 × 4096 pixels */
    image_type: 'message' | 'avatar'
    /** file part */
    image: FileInput
  }
}

export interface ImageCreateResponse {
  /** image key */
  image_key?: string
}

export interface ImageGetPayload {
  path: {
    /** key from the upload (img_…); at most 128 characters */
    image_key: string
  }
}
