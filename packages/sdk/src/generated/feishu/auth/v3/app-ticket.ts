// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  resend: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_ticket/resend',
    tokens: [],
  },
} satisfies Record<string, Endpoint>

export class AppTicketResource extends Resource {
  /**
   * Ask for the app ticket to be pushed again.
   *
   * `POST /open-apis/auth/v3/app_ticket/resend`
   */
  resend(
    payload: AppTicketResendPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<AppTicketResendResponse>> {
    return this.caller.call(endpoints.resend, payload, options)
  }
}

export interface AppTicketResendPayload {
  data: {
    /** app ID (cli_ and 16 hex digits); at most 100 characters */
    app_id: string
    /** app secret; at most 512 characters */
    app_secret: string
  }
}

export type AppTicketResendResponse = object
