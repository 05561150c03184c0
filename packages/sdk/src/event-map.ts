/** Header of an event of the second format. */
export interface EventHeader {
  event_id: string
  event_type: string
  /** Milliseconds since 1970, as a string. */
  create_time: string
  token: string
  tenant_key: string
  app_id: string
}

export interface EventUserId {
  union_id?: string
  /** Only with the scope contact:user.employee_id:readonly. */
  user_id?: string
  open_id?: string
}

export interface EventUser {
  id?: EventUserId
  name?: string
}

/** A ticket as its events carry it. */
export interface EventTicket {
  ticket_id: string
  helpdesk_id: string
  guest?: EventUser
  /** 1 bot, 2 human */
  stage?: number
  /** 1 created, 2 processing, 3 queueing, 4 pending, 5 awaiting guest, 50/51/52 closed by bot/agent/guest */
  status?: number
  /** 1 bad, 2 fair, 3 good */
  score?: number
  /** Milliseconds since 1970. */
  created_at?: number
  updated_at?: number
  closed_at?: number
  channel?: number
  /** 1 unsolved, 2 solved */
  solve?: number
  customized_fields?: readonly { id?: string; value?: string; key_name?: string; display_name?: string }[]
  chat_id?: string
}

export interface TicketUpdatedEvent {
  /** The ticket after the change. */
  object: EventTicket & {
    agents?: readonly EventUser[]
    collaborators?: readonly EventUser[]
    closed_by?: EventUser
  }
  /** What was different before it: stage, status or updated_at. */
  old_object: { stage?: number; status?: number; updated_at?: number }
}

export interface TicketMessageEvent {
  ticket_message_id: string
  message_id: string
  msg_type: string
  position?: string
  /** Missing when the bot wrote it. */
  sender_id?: EventUserId
  /** 1 bot, 2 guest, 3 agent */
  sender_type?: number
  text?: string
  ticket?: {
    ticket_id?: string
    ticket_type?: number
    status?: number
    comments?: unknown
    dissatisfaction_reason?: unknown
    customized_fields?: readonly unknown[]
    agent_service_duration?: number
    agent_first_response_duration?: number
    bot_service_duration?: number
    agent_resolution_time?: number
    actual_processing_time?: number
    agent_entry_time?: number
    agent_first_response_time?: number
    agent_last_response_time?: number
    agent_owner?: EventUser
  }
  /** What `ticket.answerUserQuery` takes as its event_id. */
  event_id?: string
  chat_id?: string
  content?: { content?: string; msg_type?: string; image_keys?: readonly string[]; image_key?: string }
}

export interface NotificationApproveEvent {
  notification_id: string
  helpdesk_id: string
  approve_status: 'REJECTED' | 'APPROVED' | 'CANCELED' | 'DELETED'
}

/** Pushed to ISV apps every hour, in the first format: it has no header. */
export interface AppTicketEvent {
  type: 'app_ticket'
  app_id: string
  app_ticket: string
}

/**
 * What handlers are given, by event type. Add types of your own by declaration merging:
 * `declare module '@pipit/sdk' { interface EventMap { 'im.message.receive_v1': EventHeader & MyMessage } }`
 */
export interface EventMap {
  'helpdesk.ticket.created_v1': EventHeader & EventTicket
  'helpdesk.ticket.updated_v1': EventHeader & TicketUpdatedEvent
  'helpdesk.ticket_message.created_v1': Omit<EventHeader, 'event_id'> &
    TicketMessageEvent & { event_id: string }
  'helpdesk.notification.approve_v1': EventHeader & NotificationApproveEvent
  app_ticket: AppTicketEvent
}

/** An event without a type here. */
export type OtherEvent = EventHeader & Readonly<Record<string, unknown>>
