// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { Reply } from '../../../../reply.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/message',
    tokens: ['tenant'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class BotMessageResource extends Resource {
  /**
   * Send a message as the desk's bot.
   *
   * `POST /open-apis/helpdesk/v1/message`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all`. At most 100 a minute.
   */
  create(
    payload: BotMessageCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<BotMessageCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }
}

export interface BotMessageCreatePayload {
  params?: {
    /** type of user IDs in this call; default open_id */
    user_id_type?: 'open_id' | 'union_id' | 'user_id'
  }
  data: {
    /** what the content is */
    msg_type: 'text' | 'post' | 'image' | 'interactive'
    /**
     * the message as JSON text, for example {"post":{"zh_cn":{…}}}, or as an object; card JSON 2.0 is not
     * supported
     */
    content: string | object
    /** the person, by the kind of id that user_id_type says; at most 128 characters */
    receiver_id: string
    /**
     * chat writes into the guest's chat with the desk, refused while a ticket is open in it; user writes as
     * the bot to the person directly; default chat
     */
    receive_type?: 'chat' | 'user'
  }
}

export interface BotMessageCreateResponse {
  /** message open ID (om_...) */
  message_id?: string
}
