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
    path: '/open-apis/im/v1/files',
    tokens: ['tenant'],
    file: 'file',
  },
  get: {
    method: 'GET',
    path: '/open-apis/im/v1/files/:file_key',
    tokens: ['tenant'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class FileResource extends Resource {
  /**
   * Upload a file.
   *
   * `POST /open-apis/im/v1/files`
   * Token: tenant. Scope: `im:resource` or `im:resource:upload`. At most 1000 a minute and 50 a second.
   */
  create(
    payload: FileCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<FileCreateResponse> & FileCreateResponse> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Download a file.
   *
   * `GET /open-apis/im/v1/files/:file_key`
   * Token: tenant. At most 1000 a minute and 50 a second.
   */
  get(payload: FileGetPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.get, payload, options)
  }
}

export interface FileCreatePayload {
  data: {
    /** opus for audio messages, mp4 for media messages, stream for everything else */
    file_type: 'opus' | 'mp4' | 'pdf' | 'doc' | 'xls' | 'ppt' | 'stream'
    /** the name to show, with its ending; at most 255 characters */
    file_name: string
    /** length of audio or video, ms; 0 to 86400000 */
    duration?: number
    /** file part */
    file: FileInput
  }
}

export interface FileCreateResponse {
  /** file key */
  file_key?: string
}

export interface FileGetPayload {
  path: {
    /** key from the upload (file_…); at most 128 characters */
    file_key: string
  }
}
