import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { I18nText, TicketUser } from './common.ts'

export const UserField = Type.Object({
  user_customized_field_id: Type.Optional(Type.String({ description: 'user field ID' })),
  id: Type.Optional(Type.String({ description: 'ID' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  key_name: Type.Optional(Type.String({ description: 'field key' })),
  display_name: Type.Optional(Type.String({ description: 'display name' })),
  position: Type.Optional(Type.String({ description: 'display order' })),
  field_type: Type.Optional(Type.String({ description: 'string | multiline | dropdown | dropdown_nested' })),
  description: Type.Optional(Type.String()),
  visible: Type.Optional(Type.Boolean({ description: 'visible flag' })),
  editable: Type.Optional(Type.Boolean({ description: 'editable flag' })),
  required: Type.Optional(Type.Boolean({ description: 'mandatory flag' })),
  created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
})

export const TicketFieldSummary = Type.Object({
  ticket_customized_field_id: Type.Optional(Type.String({ description: 'custom field ID' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  key_name: Type.Optional(Type.String({ description: 'field key' })),
  display_name: Type.Optional(Type.String({ description: 'display name' })),
  position: Type.Optional(Type.String({ description: 'display order' })),
  field_type: Type.Optional(Type.String({ description: 'string | multiline | dropdown | dropdown_nested' })),
  description: Type.Optional(Type.String()),
  visible: Type.Optional(Type.Boolean({ description: 'visible flag' })),
  editable: Type.Optional(Type.Boolean({ description: 'editable flag' })),
  required: Type.Optional(Type.Boolean({ description: 'mandatory flag' })),
  created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  created_by: Type.Optional(TicketUser),
  updated_by: Type.Optional(TicketUser),
  dropdown_allow_multiple: Type.Optional(
    Type.Boolean({ description: 'multi-select; only for field_type dropdown' }),
  ),
})

export const Comment = Type.Object({
  content: Type.Optional(Type.String()),
  created_at: Type.Optional(Type.Integer({ description: 'ms timestamp (number)' })),
  id: Type.Optional(Type.Integer({ description: 'ID' })),
  user_avatar_url: Type.Optional(Type.String({ description: 'author avatar' })),
  user_name: Type.Optional(Type.String({ description: 'sender name' })),
  user_id: Type.Optional(Type.Integer({ description: 'user ID' })),
})

export const TicketFieldValue = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  value: Type.Optional(Type.String()),
  key_name: Type.Optional(Type.String({ description: 'field key' })),
  display_name: Type.Optional(Type.String({ description: 'display name' })),
  position: Type.Optional(Type.Integer({ description: 'display order' })),
  required: Type.Optional(Type.Boolean({ description: 'mandatory flag' })),
  editable: Type.Optional(Type.Boolean({ description: 'editable flag' })),
})

export const Tag = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
})

export const Ticket = Type.Object({
  ticket_id: Type.Optional(Type.String({ description: 'ticket ID (decimal string)' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  guest: Type.Optional(TicketUser),
  comments: Type.Optional(Comment),
  ticket_type: Type.Optional(Type.Integer({ description: 'stage: 1 bot, 2 human' })),
  status: Type.Optional(
    Type.Integer({
      description:
        '1 created/awaiting response, 2 processing, 3 queueing, 4 pending, 5 awaiting guest reply, 50 closed by bot, 51 closed by agent, 52 closed by guest',
    }),
  ),
  score: Type.Optional(Type.Integer({ description: 'rating: 1 bad, 2 fair, 3 good' })),
  created_at: Type.Optional(Type.Integer({ description: 'ms timestamp (number)' })),
  updated_at: Type.Optional(Type.Integer({ description: 'ms timestamp (number), -1 when none' })),
  closed_at: Type.Optional(Type.Integer({ description: 'ms timestamp (number)' })),
  dissatisfaction_reason: Type.Optional(I18nText),
  agents: Type.Optional(Type.Array(TicketUser, { description: 'agents on the ticket' })),
  channel: Type.Optional(
    Type.Integer({ description: 'source: 9 open API, 2 QR code, 14 share, 13 search, other = other' }),
  ),
  solve: Type.Optional(Type.Integer({ description: '1 unsolved, 2 solved' })),
  closed_by: Type.Optional(TicketUser),
  collaborators: Type.Optional(Type.Array(TicketUser, { description: 'collaborating agents' })),
  customized_fields: Type.Optional(
    Type.Array(TicketFieldValue, {
      description: 'custom field values; omitted when there are none; dropdown value = option display_name',
    }),
  ),
  agent_service_duration: Type.Optional(
    Type.Number({ description: 'minutes from agent entry to last agent reply' }),
  ),
  agent_first_response_duration: Type.Optional(
    Type.Integer({ description: 'seconds from agent entry to first agent reply' }),
  ),
  bot_service_duration: Type.Optional(Type.Integer({ description: 'seconds from creation to agent entry' })),
  agent_resolution_time: Type.Optional(
    Type.Integer({ description: 'seconds from first agent entry to close' }),
  ),
  actual_processing_time: Type.Optional(
    Type.Integer({ description: 'seconds: resolution time minus time spent pending' }),
  ),
  agent_entry_time: Type.Optional(Type.Integer({ description: 'ms timestamp' })),
  agent_first_response_time: Type.Optional(Type.Integer({ description: 'ms timestamp' })),
  agent_last_response_time: Type.Optional(Type.Integer({ description: 'ms timestamp' })),
  agent_owner: Type.Optional(TicketUser),
  tags: Type.Optional(Type.Array(Tag, { description: 'tags of the ticket' })),
})

export const ticket = {
  /** Answer a guest's question with FAQs. */
  answerUserQuery: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id/answer_user_query',
    summary: "Answer a guest's question with FAQs",
    tokens: ['tenant'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: Type.Object({
      ticket_id: Type.String({ description: 'ticket ID (decimal string)' }),
    }),
    body: Type.Object({
      event_id: Type.String({
        description: "the event_id that came with the guest's message",
        minLength: 1,
        maxLength: 64,
      }),
      faqs: Type.Optional(
        Type.Array(
          Type.Object({
            id: Type.String({ description: 'FAQ ID', maxLength: 32 }),
            score: Type.Optional(
              Type.Number({ description: 'how well the FAQ fits, on your own scale', minimum: 0 }),
            ),
          }),
          { description: 'the FAQs to answer with; none says nothing', maxItems: 20 },
        ),
      ),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000, 154004],
  }),
  /** List the desk's custom fields. */
  customizedFields: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/customized_fields',
    summary: "List the desk's custom fields",
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    query: Type.Object({
      visible_only: Type.Optional(Type.Boolean({ description: 'only visible fields' })),
    }),
    response: Type.Object({
      user_customized_fields: Type.Optional(
        Type.Array(UserField, { description: 'user-level custom fields' }),
      ),
      ticket_customized_fields: Type.Optional(
        Type.Array(TicketFieldSummary, { description: 'ticket-level custom fields' }),
      ),
    }),
    errors: [154001, 154004, 155000],
  }),
  /** Get a ticket. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id',
    summary: 'Get a ticket',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    limit: { perSecond: 10 },
    params: Type.Object({
      ticket_id: Type.String({ description: 'ticket ID (decimal string)' }),
    }),
    response: Type.Object({
      ticket: Type.Optional(Ticket),
    }),
    errors: [154000, 155000, 154004, 154001],
  }),
  /** List tickets. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/tickets',
    summary: 'List tickets',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      ticket_id: Type.Optional(Type.String({ description: 'ticket ID (decimal string)' })),
      agent_id: Type.Optional(Type.String({ description: 'agent ID (open_id)' })),
      closed_by_id: Type.Optional(Type.String({ description: 'closing agent ID' })),
      type: Type.Optional(Type.Integer({ description: '1 bot, 2 human' })),
      channel: Type.Optional(
        Type.Integer({ description: 'source: 9 open API, 2 QR code, 14 share, 13 search, other = other' }),
      ),
      solved: Type.Optional(Type.Integer({ description: '1 unsolved, 2 solved' })),
      score: Type.Optional(Type.Integer({ description: 'rating: 1 bad, 2 fair, 3 good' })),
      status_list: Type.Optional(
        Type.Array(Type.Integer(), { description: 'repeatable: status_list=1&status_list=2' }),
      ),
      guest_name: Type.Optional(Type.String({ description: 'filter by guest name' })),
      guest_id: Type.Optional(Type.String({ description: 'filter by guest ID' })),
      tags: Type.Optional(
        Type.Array(Type.String(), {
          description: 'tag names, repeatable: any of them',
        }),
      ),
      page: Type.Optional(Type.Integer({ description: '1-based page number', minimum: 1, default: 1 })),
      page_size: Type.Optional(
        Type.Integer({
          description: 'at most 10,000 rows can be reached over all pages',
          minimum: 1,
          maximum: 200,
          default: 20,
        }),
      ),
      create_time_start: Type.Optional(Type.Integer({ description: 'ms, inclusive; needs create_time_end' })),
      create_time_end: Type.Optional(Type.Integer({ description: 'ms, inclusive; needs create_time_start' })),
      update_time_start: Type.Optional(Type.Integer({ description: 'ms; needs update_time_end' })),
      update_time_end: Type.Optional(Type.Integer({ description: 'ms; needs update_time_start' })),
    }),
    response: Type.Object({
      total: Type.Optional(Type.Integer({ description: 'total count' })),
      tickets: Type.Optional(Type.Array(Ticket, { description: 'ticket list' })),
    }),
    errors: [154000, 155000, 154001],
  }),
  /** Open a conversation between a guest and the desk. */
  startService: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/start_service',
    summary: 'Open a conversation between a guest and the desk',
    tokens: ['tenant'],
    scopes: ['helpdesk:helpdesk:access'],
    helpdesk: true,
    limit: { perMinute: 1000, perSecond: 50 },
    body: Type.Object({
      human_service: Type.Optional(
        Type.Boolean({ description: 'go straight to a human; required true when appointed_agents is set' }),
      ),
      appointed_agents: Type.Optional(
        Type.Array(Type.String(), { description: 'agent open_ids; needs human_service=true' }),
      ),
      open_id: Type.String(),
      customized_info: Type.Optional(
        Type.String({ description: 'free-form source info, returned by ticket get' }),
      ),
    }),
    response: Type.Object({
      chat_id: Type.Optional(Type.String({ description: 'chat open ID (oc_...)' })),
      ticket_id: Type.Optional(Type.String({ description: 'ticket ID (decimal string)' })),
    }),
    errors: [155000, 154000, 154001, 154004, 154402],
  }),
  /** Download an image of a ticket message. */
  ticketImage: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/ticket_images',
    summary: 'Download an image of a ticket message',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      ticket_id: Type.String({ description: 'ticket ID (decimal string)' }),
      msg_id: Type.String({ description: "ticket message ID: the message's id on the ticket" }),
      index: Type.Optional(
        Type.Integer({ description: 'which image of a post, from 0; required for posts', minimum: 0 }),
      ),
    }),
    envelope: 'binary',
    response: Type.Unknown(),
    errors: [154000, 154003, 154004, 154404, 155000],
  }),
  /** Change a ticket. */
  update: endpoint({
    method: 'PUT',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id',
    summary: 'Change a ticket',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: Type.Object({
      ticket_id: Type.String({ description: 'ticket ID (decimal string)' }),
    }),
    body: Type.Object({
      status: Type.Optional(
        Type.Integer({ description: 'sets the data only: nobody is told', enum: [1, 2, 3, 4, 5, 50, 51] }),
      ),
      tag_names: Type.Optional(
        Type.Array(Type.String(), { description: 'replacement tag names', maxItems: 100 }),
      ),
      comment: Type.Optional(Type.String({ description: 'new remark', maxLength: 10_000 })),
      customized_fields: Type.Optional(
        Type.Array(TicketFieldValue, {
          description:
            'custom field values; omitted when there are none; dropdown value = option display_name',
        }),
      ),
      ticket_type: Type.Optional(Type.Integer({ description: '1 bot, 2 human', enum: [1, 2] })),
      solved: Type.Optional(Type.Integer({ description: '1 unsolved, 2 solved', enum: [1, 2] })),
      channel: Type.Optional(
        Type.Integer({ description: 'source: 9 open API, 2 QR code, 14 share, 13 search, other = other' }),
      ),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 154004, 155000],
  }),
}
