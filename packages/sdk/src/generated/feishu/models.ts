// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.
export interface AgentSchedule {
  /** 1 online, 2 offline, 3 off duty, 4 removed */
  status?: number
  agent?: AgentUser
  /** weekly schedule */
  schedule?: WeekdaySchedule[]
  /** skills the agent has */
  agent_skills?: SkillRef[]
}

export interface AgentScheduleChange {
  /** weekly schedule; an empty list means always on duty */
  schedule?: WeekdayScheduleInput[]
  /** skills the agent has besides the default one, all of them */
  agent_skill_ids?: string[]
  /** ignored: the path says who is meant */
  agent_id?: string
}

export interface AgentUser {
  /** open_id */
  id?: string
  /** avatar URL */
  avatar_url?: string
  /** display name */
  name?: string
  /** mail address */
  email?: string
  /** department name */
  department?: string
  /** name of the organisation */
  company_name?: string
}

export interface AssignInfo {
  subscription_id?: string
  license_plan_key?: string
  product_name?: string
  i18n_name?: I18nText
  /** HH:MM */
  start_time?: string
  /** HH:MM (24:00 allowed in example) */
  end_time?: string
}

export interface AuthorizeQuery {
  /** app ID; at most 100 characters */
  client_id: string
  /** always code */
  response_type: 'code'
  /** where the answer goes; registered with the app, letter by letter; at most 2048 characters */
  redirect_uri: string
  /**
   * what the app wants to do, at most 50 scopes with spaces between; absent means all that the app may do
   * except offline_access; at most 8192 characters
   */
  scope?: string
  /** comes back with the answer; at most 2048 characters */
  state?: string
  /** PKCE challenge (RFC 7636); at most 128 characters */
  code_challenge?: string
  /** how the challenge was made; default plain */
  code_challenge_method?: 'S256' | 'plain'
  /** consent asks the person even when they have agreed before */
  prompt?: 'consent'
}

export interface Avatar {
  avatar_72?: string
  avatar_240?: string
  avatar_640?: string
  avatar_origin?: string
}

export interface Category {
  /** category ID */
  category_id?: string
  /** the same, under its older name */
  id?: string
  /** display name */
  name?: string
  /** ID of the category above, "0" for the root */
  parent_id?: string
  /** help desk ID */
  helpdesk_id?: string
  /** for example zh_cn */
  language?: string
}

export interface ClientConfig {
  /** how often to try again after a loss; -1 is endless */
  ReconnectCount: number
  /** pause between two tries, in seconds */
  ReconnectInterval: number
  /** the first try waits a random part of so many seconds */
  ReconnectNonce: number
  /** pause between two pings, in seconds */
  PingInterval: number
}

export interface Comment {
  content?: string
  /** ms timestamp (number) */
  created_at?: number
  /** ID */
  id?: number
  /** author avatar */
  user_avatar_url?: string
  /** sender name */
  user_name?: string
  /** user ID */
  user_id?: number
}

export interface CustomAttr {
  type?: string
  /** ID */
  id?: string
  value?: {
    text?: string
    url?: string
    pc_url?: string
    option_id?: string
    option_value?: string
    /** display name */
    name?: string
    picture_url?: string
    generic_user?: {
      /** ID */
      id?: string
      type?: number
    }
  }
}

export interface DepartmentName {
  /** display name */
  name?: string
  i18n_name?: I18nText
}

export interface DepartmentPath {
  /** department ID */
  department_id?: string
  department_name?: DepartmentName
  department_path?: {
    /** department IDs */
    department_ids?: string[]
    department_path_name?: DepartmentName
  }
}

export interface Document {
  /** document ID */
  document_id?: string
  /** revision number, from 1; each change makes the next */
  revision_id?: number
  /** title */
  title?: string
  display_setting?: {
    /** what the page shows of the document */
    show_authors?: boolean
    show_create_time?: boolean
    show_pv?: boolean
    show_uv?: boolean
    show_like_count?: boolean
    show_comment_count?: boolean
    show_related_matters?: boolean
  }
  cover?: {
    token?: string
    offset_ratio_x?: number
    offset_ratio_y?: number
  }
}

export interface EventRef {
  /** helpdesk.ticket, helpdesk.ticket_message or helpdesk.notification; at most 100 characters */
  type: string
  /**
   * ticket.created_v1, ticket.updated_v1, ticket_message.created_v1 or notification.approve_v1; the event
   * arrives as helpdesk. and this; at most 100 characters
   */
  subtype: string
}

export interface Faq {
  /** FAQ ID */
  faq_id?: string
  /** the same, under its older name */
  id?: string
  /** help desk ID */
  helpdesk_id?: string
  /** the question */
  question?: string
  /** the answer in plain text */
  answer?: string
  /** the answer in pieces; a plain answer is one piece */
  answer_richtext?: RichtextItem[]
  /** Unix seconds */
  create_time?: number
  /** Unix seconds */
  update_time?: number
  /** the category it is in */
  categories?: Category[]
  /** other ways to ask the same */
  tags?: string[]
  /** Unix seconds; absent when it does not expire */
  expire_time?: number
  update_user?: TicketUser
  create_user?: TicketUser
}

export interface FaqInput {
  /** category ID, "0" for none; at most 32 characters */
  category_id?: string
  /** the question; at most 1000 characters */
  question: string
  /** the answer in plain text; it or answer_richtext is required; at most 20000 characters */
  answer?: string
  /** the answer as a list of {content, type}, or that list as JSON text */
  answer_richtext?: string | RichtextItem[]
  /** other ways to ask the same */
  tags?: string[]
  /** Unix seconds after which it is no answer any more; 0 for never; 0 to 253402300799 */
  expire_time?: number
}

export interface I18nText {
  /** Chinese text */
  zh_cn?: string
  /** English text */
  en_us?: string
  /** Japanese text */
  ja_jp?: string
}

export interface Mention {
  /** placeholder key */
  key?: string
  /** who is mentioned */
  id?: string
  /** open_id | union_id | user_id */
  id_type?: string
  /** display name */
  name?: string
  /** tenant key */
  tenant_key?: string
}

export interface Message {
  /** message open ID (om_...) */
  message_id?: string
  /** root message */
  root_id?: string
  /** parent message */
  parent_id?: string
  /** thread ID (omt_...) */
  thread_id?: string
  /** message type */
  msg_type?: string
  /** ms timestamp as string */
  create_time?: string
  /** ms timestamp as string */
  update_time?: string
  /** recalled */
  deleted?: boolean
  /** edited */
  updated?: boolean
  /** chat open ID (oc_...) */
  chat_id?: string
  sender?: Sender
  body?: MessageBody
  mentions?: Mention[]
  /** parent of merged-forward child */
  upper_message_id?: string
  /** not given */
  message_app_link?: string
  /** not given */
  message_position?: string
  /** not given */
  thread_message_position?: string
}

export interface MessageBody {
  /** the message as JSON text */
  content?: string
}

export interface NewAgentSchedule {
  /** open_id of the agent; at most 64 characters */
  agent_id: string
  /** weekly schedule; an empty list means always on duty */
  schedule?: WeekdayScheduleInput[]
  /** skills the agent has besides the default one, all of them */
  agent_skill_ids?: string[]
}

export interface Notification {
  /** push task ID */
  id?: string
  /** task name */
  job_name?: string
  /**
   * 1 draft, 2 awaiting approval, 3 rejected, 4 approved, 5 scheduled, 6 sending, 7 sent, 8 canceled, 9
   * onboarding under way
   */
  status?: number
  create_user?: NotificationUser
  /** ms timestamp as string */
  created_at?: string
  update_user?: NotificationUser
  /** ms timestamp as string */
  updated_at?: string
  /** people it is for; as they are now while it is not being sent yet */
  target_user_count?: number
  /** people it was sent to */
  sent_user_count?: number
  /** people who have read it */
  read_user_count?: number
  /** when it is sent: ms timestamp as string */
  send_at?: string
  /** card JSON as string */
  push_content?: string
  /** 0 scheduled, 1 onboarding */
  push_type?: number
  /** 0 everyone, 1 nobody (chat_list only), 2 selected users/departments, 3 new staff */
  push_scope_type?: number
  /** 0 all new staff, 1 listed departments */
  new_staff_scope_type?: number
  /** departments of an onboarding push */
  new_staff_scope_department_list?: NotificationDepartment[]
  /** people of a push to selected */
  user_list?: NotificationUser[]
  /** departments of a push to selected, with all below */
  department_list?: NotificationDepartment[]
  /** chats it is sent into as well */
  chat_list?: NotificationChat[]
  /** kept as it is given */
  ext?: string
}

export interface NotificationChat {
  /** chat open ID (oc_...) */
  chat_id?: string
  /** display name */
  name?: string
}

export interface NotificationDepartment {
  /** department ID */
  department_id?: string
  /** display name */
  name?: string
}

export interface NotificationOption {
  channels?: string[]
  /** e.g. zh_cn */
  language?: string
}

export interface NotificationUser {
  /** user ID */
  user_id?: string
  /** avatar URL */
  avatar_url?: string
  /** display name */
  name?: string
}

export interface Position {
  position_code?: string
  position_name?: string
  /** department ID */
  department_id?: string
  /** direct manager */
  leader_user_id?: string
  leader_position_code?: string
  is_major?: boolean
}

export interface RichtextItem {
  /** text, address, image key or document ID */
  content?: string
  /** text, link, image or docx; others are kept as they are */
  type?: string
}

export interface Sender {
  /** who sent it: an open_id, or the app_id of a bot */
  id?: string
  /** open_id | union_id | user_id | app_id */
  id_type?: string
  /** user | app | anonymous | unknown */
  sender_type?: string
  /** organisation of the sender */
  tenant_key?: string
  /** display name, with with_sender_name */
  sender_name?: string
  /** not given */
  open_bot_id?: string
  sender_i18n_names?: I18nText
}

export interface Skill {
  /** skill ID */
  id?: string
  /** display name */
  name?: string
  /** a ticket asks for the skill when all of them hold */
  rules?: SkillRule[]
  /** agents having the skill */
  agent_ids?: string[]
  /** whether it is the skill everybody has */
  is_default?: boolean
  /** agents having the skill */
  agents?: AgentUser[]
  /** help desk ID */
  helpdesk_id?: string
  /** skill ID */
  agent_skill_id?: string
}

export interface SkillChange {
  /** display name; at most 100 characters */
  name?: string
  /** conditions; a ticket asks for the skill when all of them hold */
  rules?: SkillRuleInput[]
  /** open_ids of the agents having the skill */
  agent_ids?: string[]
}

export interface SkillRef {
  /** skill ID */
  id?: string
  /** display name */
  name?: string
  /** whether it is the skill everybody has */
  is_default?: boolean
}

export interface SkillRule {
  /** rule ID */
  id?: string
  /** 2 >=, 3 <=, 5 in, 6 not in, 7 none in, 8 any in */
  selected_operator?: number
  /** what is compared with, as JSON; in a list of rules, what can be chosen */
  operand?: string
  /** 1 knowledge base, 2 ticket info, 3 user info */
  category?: number
  /** operators of this rule */
  operator_options?: number[]
  /** display name */
  display_name?: string
}

export interface SkillRuleInput {
  /** rule ID, one of agent_skill_rules; at most 100 characters */
  id: string
  /** one of the rule's operator_options: 2 >=, 3 <=, 5 in, 6 not in, 7 none in, 8 any in; 2 to 8 */
  selected_operator: number
  /**
   * values to compare with: text, a list, or an object around a list of things with id and name; as JSON or
   * as JSON text
   */
  operand: string | object | unknown[]
  /** ignored: the rule says it */
  category?: number
  /** ignored: the rule says it */
  operator_options?: number[]
  /** ignored: the rule says it */
  display_name?: string
}

export interface Tag {
  /** ID */
  id?: string
  /** display name */
  name?: string
}

export interface Ticket {
  /** ticket ID (decimal string) */
  ticket_id?: string
  /** help desk ID */
  helpdesk_id?: string
  guest?: TicketUser
  comments?: Comment
  /** stage: 1 bot, 2 human */
  ticket_type?: number
  /**
   * 1 created/awaiting response, 2 processing, 3 queueing, 4 pending, 5 awaiting guest reply, 50 closed by
   * bot, 51 closed by agent, 52 closed by guest
   */
  status?: number
  /** rating: 1 bad, 2 fair, 3 good */
  score?: number
  /** ms timestamp (number) */
  created_at?: number
  /** ms timestamp (number), -1 when none */
  updated_at?: number
  /** ms timestamp (number) */
  closed_at?: number
  dissatisfaction_reason?: I18nText
  /** agents on the ticket */
  agents?: TicketUser[]
  /** source: 9 open API, 2 QR code, 14 share, 13 search, other = other */
  channel?: number
  /** 1 unsolved, 2 solved */
  solve?: number
  closed_by?: TicketUser
  /** collaborating agents */
  collaborators?: TicketUser[]
  /** custom field values; omitted when there are none; dropdown value = option display_name */
  customized_fields?: TicketFieldValue[]
  /** minutes from agent entry to last agent reply */
  agent_service_duration?: number
  /** seconds from agent entry to first agent reply */
  agent_first_response_duration?: number
  /** seconds from creation to agent entry */
  bot_service_duration?: number
  /** seconds from first agent entry to close */
  agent_resolution_time?: number
  /** seconds: resolution time minus time spent pending */
  actual_processing_time?: number
  /** ms timestamp */
  agent_entry_time?: number
  /** ms timestamp */
  agent_first_response_time?: number
  /** ms timestamp */
  agent_last_response_time?: number
  agent_owner?: TicketUser
  /** tags of the ticket */
  tags?: Tag[]
}

export interface TicketField {
  /** custom field ID */
  ticket_customized_field_id?: string
  /** help desk ID */
  helpdesk_id?: string
  /** field key */
  key_name?: string
  /** display name */
  display_name?: string
  /** display order */
  position?: string
  /** string | multiline | dropdown | dropdown_nested */
  field_type?: string
  description?: string
  /** visible flag */
  visible?: boolean
  /** editable flag */
  editable?: boolean
  /** mandatory flag */
  required?: boolean
  /** ms timestamp as string */
  created_at?: string
  /** ms timestamp as string */
  updated_at?: string
  created_by?: TicketUser
  updated_by?: TicketUser
  /** multi-select; only for field_type dropdown */
  dropdown_allow_multiple?: boolean
  dropdown_options?: {
    /** options */
    children?: {
      /** option ID */
      tag: string
      /** option label */
      display_name: string
      /** nested options, up to three levels in all (recursive shape) */
      children?: unknown[]
    }[]
  }
}

export interface TicketFieldSummary {
  /** custom field ID */
  ticket_customized_field_id?: string
  /** help desk ID */
  helpdesk_id?: string
  /** field key */
  key_name?: string
  /** display name */
  display_name?: string
  /** display order */
  position?: string
  /** string | multiline | dropdown | dropdown_nested */
  field_type?: string
  description?: string
  /** visible flag */
  visible?: boolean
  /** editable flag */
  editable?: boolean
  /** mandatory flag */
  required?: boolean
  /** ms timestamp as string */
  created_at?: string
  /** ms timestamp as string */
  updated_at?: string
  created_by?: TicketUser
  updated_by?: TicketUser
  /** multi-select; only for field_type dropdown */
  dropdown_allow_multiple?: boolean
}

export interface TicketFieldValue {
  /** ID */
  id?: string
  value?: string
  /** field key */
  key_name?: string
  /** display name */
  display_name?: string
  /** display order */
  position?: number
  /** mandatory flag */
  required?: boolean
  /** editable flag */
  editable?: boolean
}

export interface TicketUser {
  /** ID */
  id?: string
  /** avatar URL */
  avatar_url?: string
  /** display name */
  name?: string
  /** department name (needs permission) */
  department?: string
  city?: string
  /** country code */
  country?: string
  /** mail address */
  email?: string
}

export interface TokenReply {
  /** user_access_token, may be 1-2 KB (leave 4 KB) */
  access_token?: string
  /** seconds, e.g. 7200 */
  expires_in?: number
  /** only with offline_access; single use */
  refresh_token?: string
  /** seconds, e.g. 604800 */
  refresh_token_expires_in?: number
  /** Bearer */
  token_type?: string
  /** space-separated granted scopes */
  scope?: string
  /** failure only */
  error?: string
  /** failure only */
  error_description?: string
}

export interface User {
  union_id?: string
  /** user ID */
  user_id?: string
  open_id?: string
  /** display name */
  name?: string
  /** English name */
  en_name?: string
  /** alias */
  nickname?: string
  /** mail address */
  email?: string
  /** phone number */
  mobile?: string
  /** phone shown to colleagues */
  mobile_visible?: boolean
  /** 0 hidden, 1 male, 2 female, 3 other */
  gender?: number
  avatar_key?: string
  avatar?: Avatar
  status?: UserStatus
  /** department IDs */
  department_ids?: string[]
  /** direct manager */
  leader_user_id?: string
  city?: string
  /** country code */
  country?: string
  /** desk */
  work_station?: string
  /** Unix seconds */
  join_time?: number
  /** tenant super admin */
  is_tenant_manager?: boolean
  /** employee number */
  employee_no?: string
  /** 1 regular, 2 intern, 3 outsourced, 4 labor, 5 consultant, others custom */
  employee_type?: number
  /** ordering info */
  orders?: UserOrder[]
  /** custom attributes */
  custom_attrs?: CustomAttr[]
  /** enterprise mail */
  enterprise_email?: string
  /** title */
  job_title?: string
  /** suspended */
  is_frozen?: boolean
  geo?: string
  job_level_id?: string
  job_family_id?: string
  subscription_ids?: string[]
  assign_info?: AssignInfo[]
  department_path?: DepartmentPath[]
  dotted_line_leader_user_ids?: string[]
  positions?: Position[]
  idp_type?: string
  time_zone?: string
  /** text */
  description?: string
  need_send_notification?: boolean
  notification_option?: NotificationOption
}

export interface UserField {
  /** user field ID */
  user_customized_field_id?: string
  /** ID */
  id?: string
  /** help desk ID */
  helpdesk_id?: string
  /** field key */
  key_name?: string
  /** display name */
  display_name?: string
  /** display order */
  position?: string
  /** string | multiline | dropdown | dropdown_nested */
  field_type?: string
  description?: string
  /** visible flag */
  visible?: boolean
  /** editable flag */
  editable?: boolean
  /** mandatory flag */
  required?: boolean
  /** ms timestamp as string */
  created_at?: string
  /** ms timestamp as string */
  updated_at?: string
}

export interface UserInfo {
  /** display name */
  name?: string
  /** English name */
  en_name?: string
  /** avatar URL */
  avatar_url?: string
  avatar_thumb?: string
  avatar_middle?: string
  avatar_big?: string
  open_id?: string
  union_id?: string
  /** mail address */
  email?: string
  /** enterprise mail */
  enterprise_email?: string
  /** user ID */
  user_id?: string
  /** phone number */
  mobile?: string
  /** tenant key */
  tenant_key?: string
  /** employee number */
  employee_no?: string
}

export interface UserOrder {
  /** department ID */
  department_id?: string
  user_order?: number
  department_order?: number
  is_primary_dept?: boolean
}

export interface UserStatus {
  /** suspended */
  is_frozen?: boolean
  /** resigned */
  is_resigned?: boolean
  /** activated */
  is_activated?: boolean
  /** left by self */
  is_exited?: boolean
  /** not yet joined */
  is_unjoin?: boolean
}

export interface WeekdaySchedule {
  /** HH:MM on the clock of the desk's time zone */
  start_time?: string
  /** HH:MM; 24:00 is the end of the day */
  end_time?: string
  /** 1 to 7 Monday to Sunday, 9 every day, 10 Monday to Friday, 11 Saturday and Sunday */
  weekday?: number
}

export interface WeekdayScheduleInput {
  /** HH:MM on the clock of the desk's time zone */
  start_time: string
  /** HH:MM, up to 24:00; not after start_time means on the next day */
  end_time: string
  /** 1 to 7 Monday to Sunday, 9 every day, 10 Monday to Friday, 11 Saturday and Sunday; 1 to 11 */
  weekday: number
}
