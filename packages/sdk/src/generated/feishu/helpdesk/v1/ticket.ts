// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Download } from '../../../../download.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { PagePromise } from '../../../../pages.ts'
import type { Reply } from '../../../../reply.ts'
import type { Ticket, TicketFieldSummary, TicketFieldValue, UserField } from '../../models.ts'

const endpoints = {
  answerUserQuery: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id/answer_user_query',
    tokens: ['tenant'],
    helpdesk: true,
  },
  customizedFields: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/customized_fields',
    tokens: ['tenant'],
    helpdesk: true,
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id',
    tokens: ['tenant'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/tickets',
    tokens: ['tenant'],
    helpdesk: true,
    pages: { items: 'tickets', by: 'number' },
  },
  startService: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/start_service',
    tokens: ['tenant'],
    helpdesk: true,
  },
  ticketImage: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/ticket_images',
    tokens: ['tenant'],
    helpdesk: true,
    envelope: 'binary',
  },
  update: {
    method: 'PUT',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class TicketResource extends Resource {
  /**
   * Answer a guest's question with FAQs.
   *
   * `POST /open-apis/helpdesk/v1/tickets/:ticket_id/answer_user_query`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all`.
   */
  answerUserQuery(
    payload: TicketAnswerUserQueryPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketAnswerUserQueryResponse>> {
    return this.caller.call(endpoints.answerUserQuery, payload, options)
  }

  /**
   * List the desk's custom fields.
   *
   * `GET /open-apis/helpdesk/v1/customized_fields`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  customizedFields(
    payload?: TicketCustomizedFieldsPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketCustomizedFieldsResponse>> {
    return this.caller.call(endpoints.customizedFields, payload, options)
  }

  /**
   * Get a ticket.
   *
   * `GET /open-apis/helpdesk/v1/tickets/:ticket_id`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`. At most 10 a second.
   */
  get(payload: TicketGetPayload, options?: RequestOptions): ApiPromise<Reply<TicketGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List tickets.
   *
   * `GET /open-apis/helpdesk/v1/tickets`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`. At most 1000 a minute and 50 a
   * second.
   */
  list(payload?: TicketListPayload, options?: RequestOptions): PagePromise<TicketListResponse, Ticket> {
    return this.caller.list(endpoints.list, payload, options)
  }

  /** The pages of `list`, as the official SDK names it. */
  listWithIterator(payload?: TicketListPayload, options?: RequestOptions): AsyncIterable<TicketListResponse> {
    return this.list(payload, options).pages()
  }

  /**
   * Open a conversation between a guest and the desk.
   *
   * `POST /open-apis/helpdesk/v1/start_service`
   * Token: tenant. Help desk credential. Scope: `helpdesk:helpdesk:access`. At most 1000 a minute and 50 a
   * second.
   */
  startService(
    payload: TicketStartServicePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketStartServiceResponse>> {
    return this.caller.call(endpoints.startService, payload, options)
  }

  /**
   * Download an image of a ticket message.
   *
   * `GET /open-apis/helpdesk/v1/ticket_images`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`. At most 1000 a minute and 50 a
   * second.
   */
  ticketImage(payload: TicketTicketImagePayload, options?: RequestOptions): ApiPromise<Download> {
    return this.caller.download(endpoints.ticketImage, payload, options)
  }

  /**
   * Change a ticket.
   *
   * `PUT /open-apis/helpdesk/v1/tickets/:ticket_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  update(payload: TicketUpdatePayload, options?: RequestOptions): ApiPromise<Reply<TicketUpdateResponse>> {
    return this.caller.call(endpoints.update, payload, options)
  }
}

export interface TicketAnswerUserQueryPayload {
  path: {
    /** ticket ID (decimal string) */
    ticket_id: string
  }
  data: {
    /** the event_id that came with the guest's message; at most 64 characters */
    event_id: string
    /** the FAQs to answer with; none says nothing */
    faqs?: {
      /** FAQ ID; at most 32 characters */
      id: string
      /** how well the FAQ fits, on your own scale */
      score?: number
    }[]
  }
}

export type TicketAnswerUserQueryResponse = object

export interface TicketCustomizedFieldsPayload {
  params?: {
    /** only visible fields */
    visible_only?: boolean
  }
}

export interface TicketCustomizedFieldsResponse {
  /** user-level custom fields */
  user_customized_fields?: UserField[]
  /** ticket-level custom fields */
  ticket_customized_fields?: TicketFieldSummary[]
}

export interface TicketGetPayload {
  path: {
    /** ticket ID (decimal string) */
    ticket_id: string
  }
}

export interface TicketGetResponse {
  ticket?: Ticket
}

export interface TicketListPayload {
  params?: {
    /** ticket ID (decimal string) */
    ticket_id?: string
    /** agent ID (open_id) */
    agent_id?: string
    /** closing agent ID */
    closed_by_id?: string
    /** 1 bot, 2 human */
    type?: number
    /** source: 9 open API, 2 QR code, 14 share, 13 search, other = other */
    channel?: number
    /** 1 unsolved, 2 solved */
    solved?: number
    /** rating: 1 bad, 2 fair, 3 good */
    score?: number
    /** repeatable: status_list=1&status_list=2 */
    status_list?: number[]
    /** filter by guest name */
    guest_name?: string
    /** filter by guest ID */
    guest_id?: string
    /** tag names, repeatable: any of them */
    tags?: string[]
    /** 1-based page number; default 1 */
    page?: number
    /** at most 10,000 rows can be reached over all pages; default 20; 1 to 200 */
    page_size?: number
    /** ms, inclusive; needs create_time_end */
    create_time_start?: number
    /** ms, inclusive; needs create_time_start */
    create_time_end?: number
    /** ms; needs update_time_end */
    update_time_start?: number
    /** ms; needs update_time_start */
    update_time_end?: number
  }
}

export interface TicketListResponse {
  /** total count */
  total?: number
  /** ticket list */
  tickets?: Ticket[]
}

export interface TicketStartServicePayload {
  data: {
    /** go straight to a human; required true when appointed_agents is set */
    human_service?: boolean
    /** agent open_ids; needs human_service=true */
    appointed_agents?: string[]
    open_id: string
    /** free-form source info, returned by ticket get */
    customized_info?: string
  }
}

export interface TicketStartServiceResponse {
  /** chat open ID (oc_...) */
  chat_id?: string
  /** ticket ID (decimal string) */
  ticket_id?: string
}

export interface TicketTicketImagePayload {
  params: {
    /** ticket ID (decimal string) */
    ticket_id: string
    /** ticket message ID: the message's id on the ticket */
    msg_id: string
    /** which image of a post, from 0; required for posts */
    index?: number
  }
}

export interface TicketUpdatePayload {
  path: {
    /** ticket ID (decimal string) */
    ticket_id: string
  }
  data?: {
    /** sets the data only: nobody is told */
    status?: 1 | 2 | 3 | 4 | 5 | 50 | 51
    /** replacement tag names */
    tag_names?: string[]
    /** new remark; at most 10000 characters */
    comment?: string
    /** custom field values; omitted when there are none; dropdown value = option display_name */
    customized_fields?: TicketFieldValue[]
    /** 1 bot, 2 human */
    ticket_type?: 1 | 2
    /** 1 unsolved, 2 solved */
    solved?: 1 | 2
    /** source: 9 open API, 2 QR code, 14 share, 13 search, other = other */
    channel?: number
  }
}

export type TicketUpdateResponse = object
