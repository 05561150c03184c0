// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Download } from '../../../../download.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'

const endpoints = {
  get: {
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
    tokens: ['tenant'],
    envelope: 'binary',
  },
} satisfies Record<string, Endpoint>

export class MessageResourceResource extends Resource {
  /**
   * Download a file of a message.
   *
   * `GET /open-apis/im/v1/messages/:message_id/resources/:file_key`
   * Token: tenant. Scope: `im:message` or `im:message:readonly` or `im:message.history:readonly`. At most
   * 1000 a minute and 50 a second.
   */
  get(payload: MessageResourceGetPayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.get, payload, options)
  }
}

export interface MessageResourceGetPayload {
  path: {
    /** message open ID (om_...); at most 64 characters */
    message_id: string
    /** a key in the message: image_key or file_key; at most 128 characters */
    file_key: string
  }
  params: {
    /** image for image_key, file for file_key of files, audio and video */
    type: 'image' | 'file'
  }
}
