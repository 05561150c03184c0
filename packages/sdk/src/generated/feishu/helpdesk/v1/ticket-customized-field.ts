// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
import type { ApiPromise } from '../../../../api-promise.ts'
import { Resource } from '../../../../caller.ts'
import type { Endpoint } from '../../../../endpoint.ts'
import type { RequestOptions } from '../../../../options.ts'
import type { PagePromise } from '../../../../pages.ts'
import type { Reply } from '../../../../reply.ts'
import type { TicketField, TicketUser } from '../../models.ts'

const endpoints = {
  create: {
    method: 'POST',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields',
    tokens: ['user'],
    helpdesk: true,
  },
  delete: {
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id',
    tokens: ['user'],
    helpdesk: true,
  },
  get: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id',
    tokens: ['tenant'],
    helpdesk: true,
  },
  list: {
    method: 'GET',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields',
    tokens: ['tenant'],
    helpdesk: true,
    pages: { items: 'items', by: 'token' },
  },
  patch: {
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id',
    tokens: ['user'],
    helpdesk: true,
  },
} satisfies Record<string, Endpoint>

export class TicketCustomizedFieldResource extends Resource {
  /**
   * Create a ticket field.
   *
   * `POST /open-apis/helpdesk/v1/ticket_customized_fields`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  create(
    payload: TicketCustomizedFieldCreatePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketCustomizedFieldCreateResponse>> {
    return this.caller.call(endpoints.create, payload, options)
  }

  /**
   * Delete a ticket field.
   *
   * `DELETE /open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  delete(
    payload: TicketCustomizedFieldDeletePayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketCustomizedFieldDeleteResponse>> {
    return this.caller.call(endpoints.delete, payload, options)
  }

  /**
   * Get a ticket field.
   *
   * `GET /open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  get(
    payload: TicketCustomizedFieldGetPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketCustomizedFieldGetResponse>> {
    return this.caller.call(endpoints.get, payload, options)
  }

  /**
   * List ticket fields.
   *
   * `GET /open-apis/helpdesk/v1/ticket_customized_fields`
   * Token: tenant. Help desk credential. Scope: `helpdesk:all:readonly`.
   */
  list(
    payload?: TicketCustomizedFieldListPayload,
    options?: RequestOptions,
  ): PagePromise<TicketCustomizedFieldListResponse, TicketField> {
    return this.caller.list(endpoints.list, payload, options)
  }

  /** The pages of `list`, as the official SDK names it. */
  listWithIterator(
    payload?: TicketCustomizedFieldListPayload,
    options?: RequestOptions,
  ): AsyncIterable<TicketCustomizedFieldListResponse> {
    return this.list(payload, options).pages()
  }

  /**
   * Change a ticket field.
   *
   * `PATCH /open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id`
   * Token: user. Help desk credential. Scope: `helpdesk:all`.
   */
  patch(
    payload: TicketCustomizedFieldPatchPayload,
    options?: RequestOptions,
  ): ApiPromise<Reply<TicketCustomizedFieldPatchResponse>> {
    return this.caller.call(endpoints.patch, payload, options)
  }
}

export interface TicketCustomizedFieldCreatePayload {
  data: {
    /** ignored */
    ticket_customized_field_id?: string
    /** if given, the help desk of the header */
    helpdesk_id?: string
    /** ignored */
    created_at?: string
    /** ignored */
    updated_at?: string
    created_by?: TicketUser
    updated_by?: TicketUser
    /** field key, unique on the desk; at most 100 characters */
    key_name: string
    /** string | multiline | dropdown | dropdown_nested */
    field_type: 'string' | 'multiline' | 'dropdown' | 'dropdown_nested'
    /** name that people see; at most 200 characters */
    display_name: string
    /** display order, a whole number as string; fields with the same one keep the order they were made in */
    position: string
    /** help for whoever fills it in; at most 2000 characters */
    description: string
    /** whether agents see it */
    visible: boolean
    /** whether a value, once set, cannot be emptied */
    required: boolean
    /** whether its values can be changed; true when absent */
    editable?: boolean
    /**
     * options of a dropdown: {"children":[{"tag","display_name","children"}]}, three levels at most in
     * dropdown_nested, one in dropdown; tags are unique in the field
     */
    dropdown_options?: unknown
    /** multi-select; only for field_type dropdown */
    dropdown_allow_multiple?: boolean
  }
}

export type TicketCustomizedFieldCreateResponse = object

export interface TicketCustomizedFieldDeletePayload {
  path: {
    /** custom field ID; at most 64 characters */
    ticket_customized_field_id: string
  }
}

export type TicketCustomizedFieldDeleteResponse = object

export interface TicketCustomizedFieldGetPayload {
  path: {
    /** custom field ID; at most 64 characters */
    ticket_customized_field_id: string
  }
}

export type TicketCustomizedFieldGetResponse = TicketField

export interface TicketCustomizedFieldListPayload {
  params?: {
    /** next_page_token of the previous page; at most 200 characters */
    page_token?: string
    /** default 20; 1 to 100 */
    page_size?: number
  }
  data?: {
    /** only fields that are visible (true), or hidden (false) */
    visible?: boolean
  }
}

export interface TicketCustomizedFieldListResponse {
  /** more pages exist */
  has_more?: boolean
  /** cursor for next page */
  next_page_token?: string
  /** list of items */
  items?: TicketField[]
}

export interface TicketCustomizedFieldPatchPayload {
  path: {
    /** custom field ID; at most 64 characters */
    ticket_customized_field_id: string
  }
  data?: {
    /** ignored */
    ticket_customized_field_id?: string
    /** if given, the help desk of the header */
    helpdesk_id?: string
    /** ignored */
    created_at?: string
    /** ignored */
    updated_at?: string
    created_by?: TicketUser
    updated_by?: TicketUser
    /** cannot be changed */
    key_name?: string
    /** string | multiline | dropdown | dropdown_nested */
    field_type?: 'string' | 'multiline' | 'dropdown' | 'dropdown_nested'
    /** name that people see; at most 200 characters */
    display_name?: string
    /** display order, a whole number as string; fields with the same one keep the order they were made in */
    position?: string
    /** help for whoever fills it in; at most 2000 characters */
    description?: string
    /** whether agents see it */
    visible?: boolean
    /** whether a value, once set, cannot be emptied */
    required?: boolean
    /** whether its values can be changed; true when absent */
    editable?: boolean
    /**
     * options of a dropdown: {"children":[{"tag","display_name","children"}]}, three levels at most in
     * dropdown_nested, one in dropdown; tags are unique in the field
     */
    dropdown_options?: unknown
    /** multi-select; only for field_type dropdown */
    dropdown_allow_multiple?: boolean
  }
}

export type TicketCustomizedFieldPatchResponse = object
