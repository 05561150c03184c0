// Generated from the migrations by `npm run generate`. Do not edit.

export interface AccessTokenKeys {
  tenant_id: string
  id: string
  algorithm: 'HS256' | 'HS384' | 'HS512'
  secret_cipher: string
  created_at: number
}

export interface AccessTokens {
  tenant_id: string
  id: string
  helpdesk_id: string
  user_id: string
  name: string
  description: string
  scopes: string
  allowed_domains: string
  key_id: string
  token_hash: string
  hint: string
  status: 'active' | 'disabled'
  expires_at: number | null
  last_used_at: number | null
  created_by: string | null
  created_at: number
  updated_at: number
  rotated_at: number | null
}

export interface AgentSkillMembers {
  tenant_id: string
  helpdesk_id: string
  skill_id: string
  agent_id: string
}

export interface AgentSkills {
  tenant_id: string
  helpdesk_id: string
  id: string
  name: string
  rules: string
  created_at: number
  updated_at: number
}

export interface Agents {
  tenant_id: string
  helpdesk_id: string
  user_id: string
  role: 'owner' | 'admin' | 'agent'
  status: 'online' | 'offline'
  created_at: number
  updated_at: number
  max_tickets: number | null
  schedule: string | null
  last_assigned_at: number | null
  removed_at: number | null
  follows_schedule: number
  status_source: 'agent' | 'manager' | 'program' | 'schedule' | null
  status_since: number | null
  status_until: number | null
}

export interface AppInstallations {
  tenant_id: string
  app_id: string
  status: 'enabled' | 'disabled'
  created_at: number
  updated_at: number
}

export interface AppRedirectUris {
  tenant_id: string
  app_id: string
  uri: string
  created_by: string | null
  created_at: number
}

export interface AppScopes {
  tenant_id: string
  app_id: string
  scope: string
  status: 'requested' | 'granted' | 'refused'
  decided_by: string | null
  decided_at: number | null
  created_at: number
}

export interface AppTickets {
  tenant_id: string
  app_id: string
  id: string
  ticket_cipher: string
  created_at: number
  expires_at: number
}

export interface Apps {
  tenant_id: string
  id: string
  name: string
  status: 'enabled' | 'disabled'
  secret_cipher: string
  token_epoch: number
  token_anchor_at: number
  ip_allow_list: string
  created_at: number
  updated_at: number
  contact_range: string
  type: 'self_built' | 'marketplace'
}

export interface AuditEntries {
  tenant_id: string
  id: string
  at: number
  actor_kind: 'user' | 'app' | 'token' | 'system'
  actor_id: string | null
  action: string
  subject_id: string
  subject_name: string
  detail: string | null
}

export interface Categories {
  tenant_id: string
  helpdesk_id: string
  id: string
  parent_id: string
  name: string
  language: string | null
  position: number
  created_at: number
  updated_at: number
}

export interface Chats {
  tenant_id: string
  id: string
  helpdesk_id: string
  guest_id: string
  open_ticket_id: string | null
  created_at: number
  kind: 'service' | 'p2p'
  peer_id: string
}

export interface Consents {
  tenant_id: string
  user_id: string
  app_id: string
  scopes: string
  created_at: number
  updated_at: number
}

export interface CustomFields {
  tenant_id: string
  helpdesk_id: string
  id: string
  entity: 'ticket' | 'user'
  key_name: string
  display_name: string
  position: number
  field_type: 'string' | 'multiline' | 'dropdown' | 'dropdown_nested'
  description: string
  visible: number
  editable: number
  required: number
  allow_multiple: number
  options: string | null
  created_by: string | null
  updated_by: string | null
  created_at: number
  updated_at: number
  deleted_at: number | null
}

export interface DeletedTickets {
  tenant_id: string
  helpdesk_id: string
  id: string
  ticket: string
  deleted_by: string | null
  deleted_at: number
}

export interface Deliveries {
  tenant_id: string
  app_id: string
  event_id: string
  outbox_id: string
  event_type: string
  helpdesk_id: string
  subject: string
  lane: string
  position: number
  status: 'waiting' | 'delivered' | 'parked'
  attempts: number
  log: string
  created_at: number
  updated_at: number
}

export interface DeliveryLanes {
  tenant_id: string
  app_id: string
  lane: string
  due_at: number
  lease: string | null
}

export interface DepartmentMembers {
  tenant_id: string
  department_id: string
  user_id: string
  is_primary: number
  position: number
  created_at: number
}

export interface Departments {
  tenant_id: string
  id: string
  department_id: string
  parent_id: string
  name: string
  en_name: string | null
  leader_id: string | null
  position: number
  created_at: number
  updated_at: number
}

export interface Documents {
  tenant_id: string
  id: string
  title: string
  content: string
  revision: number
  folder_token: string | null
  created_by: string | null
  created_at: number
  updated_at: number
}

export interface Drafts {
  tenant_id: string
  user_id: string
  ticket_id: string
  mode: 'reply' | 'note'
  text: string
  files: string
  version: number
  updated_at: number
}

export interface EventConnections {
  tenant_id: string
  app_id: string
  node_id: string
  connections: number
  expires_at: number
}

export interface EventCursors {
  tenant_id: string
  name: string
  position: number
}

export interface EventReceivers {
  tenant_id: string
  app_id: string
  mode: 'webhook' | 'websocket'
  request_url: string | null
  encrypt_key_cipher: string | null
  token_cipher: string | null
  events: string
  alarmed_at: number | null
  created_at: number
  updated_at: number
}

export interface FaqCounts {
  tenant_id: string
  helpdesk_id: string
  faq_id: string
  helpful: number
  unhelpful: number
}

export interface FaqDocuments {
  tenant_id: string
  document_id: string
  helpdesk_id: string
  faq_id: string
}

export interface FaqVotes {
  tenant_id: string
  helpdesk_id: string
  faq_id: string
  voter: string
  helpful: number
  created_at: number
}

export interface Faqs {
  tenant_id: string
  helpdesk_id: string
  id: string
  category_id: string | null
  question: string
  answer: string
  answer_richtext: string | null
  tags: string
  status: 'online' | 'deleted' | 'purged'
  expires_at: number | null
  created_by: string | null
  updated_by: string | null
  created_at: number
  updated_at: number
}

export interface Files {
  tenant_id: string
  id: string
  kind: 'image' | 'file'
  app_id: string | null
  user_id: string | null
  file_type: string
  content_type: string
  name: string
  size: number
  sha256: string
  width: number | null
  height: number | null
  duration_ms: number | null
  created_at: number
}

export interface Grants {
  tenant_id: string
  id: string
  app_id: string
  user_id: string
  scopes: string
  created_at: number
  revoked_at: number | null
  parent_id: string | null
}

export interface Helpdesks {
  tenant_id: string
  id: string
  name: string
  token_cipher: string
  time_zone: string
  created_at: number
  updated_at: number
  help_center: number | null
}

export interface IdempotencyKeys {
  tenant_id: string
  caller: string
  key: string
  fingerprint: string
  reply: string | null
  created_at: number
}

export interface Instance {
  key: string
  value: string
}

export interface Jobs {
  tenant_id: string
  id: string
  helpdesk_id: string
  type: string
  lane: string | null
  running_lane: string | null
  dedupe_key: string | null
  payload: string
  due_at: number | null
  lease: string | null
  starts: number
  failures: number
  last_error: string | null
  given_up_at: number | null
  created_at: number
}

export interface MailThreads {
  tenant_id: string
  ticket_id: string
  helpdesk_id: string
  mailbox_id: string
  recipient: string
  recipient_name: string
  cc: string
  subject: string
  last_message_id: string | null
  reference_ids: string
  updated_at: number
}

export interface Mailboxes {
  tenant_id: string
  helpdesk_id: string
  id: string
  address: string
  name: string
  imap_host: string
  imap_port: number
  imap_security: 'tls' | 'starttls' | 'none'
  imap_user: string
  imap_password_cipher: string
  folder: string
  smtp_host: string
  smtp_port: number
  smtp_security: 'tls' | 'starttls' | 'none'
  smtp_user: string
  smtp_password_cipher: string
  signature: string
  reply_token: 'none' | 'address' | 'subject'
  delay_seconds: number
  managed: 'console' | 'environment'
  status: 'on' | 'paused'
  uid_validity: string | null
  last_uid: number | null
  trying_uid: number | null
  tries: number
  fetched_at: number | null
  error: string | null
  error_log_id: string | null
  error_at: number | null
  lease: string | null
  leased_until: number
  created_at: number
  updated_at: number
}

export interface Mails {
  tenant_id: string
  id: string
  helpdesk_id: string
  mailbox_id: string
  direction: 'in' | 'out'
  state: 'accepted' | 'left_out' | 'set_aside' | 'bounce' | 'waiting' | 'sending' | 'sent' | 'failed'
  reason: string | null
  log_id: string | null
  message_id: string | null
  sender: string
  recipients: string
  subject: string
  ticket_id: string | null
  ticket_message_id: string | null
  source_key: string | null
  size: number | null
  created_at: number
  updated_at: number
}

export interface Mentions {
  tenant_id: string
  helpdesk_id: string
  user_id: string
  ticket_id: string
  remark_id: number
  mentioned_by: string
  created_at: number
}

export interface Messages {
  tenant_id: string
  chat_id: string
  id: string
  ticket_id: string | null
  message_id: string
  sender_type: 'bot' | 'guest' | 'agent' | 'system'
  sender_id: string | null
  app_id: string | null
  type: string
  content: string
  text: string
  parent_id: string | null
  root_id: string | null
  client_id: string | null
  created_at: number
  updated_at: number | null
  deleted_at: number | null
  thread_id: string | null
  edits: number | null
}

export interface NotificationRecipients {
  tenant_id: string
  helpdesk_id: string
  notification_id: string
  recipient_id: string
  status: 'waiting' | 'sent' | 'skipped' | 'recalled'
  message_id: string | null
  sent_at: number | null
  read_at: number | null
}

export interface Notifications {
  tenant_id: string
  helpdesk_id: string
  id: string
  name: string
  status: 'draft' | 'in_review' | 'rejected' | 'approved' | 'scheduled' | 'sending' | 'sent' | 'active' | 'canceled' | 'deleted'
  push_type: 'scheduled' | 'onboarding'
  scope: 'everyone' | 'chats' | 'selected' | 'new_staff'
  content: string
  audience: string
  ext: string | null
  app_id: string
  send_at: number | null
  reason: string | null
  decided_by: string | null
  decided_at: number | null
  decision_note: string | null
  expanded_to: string | null
  target_count: number
  sent_count: number
  read_count: number
  started_at: number | null
  finished_at: number | null
  recalled_at: number | null
  created_by: string
  updated_by: string
  created_at: number
  updated_at: number
}

export interface OauthCodes {
  tenant_id: string
  id: string
  app_id: string
  user_id: string
  redirect_uri: string
  scopes: string
  code_challenge: string | null
  code_challenge_method: string | null
  grant_id: string | null
  created_at: number
  expires_at: number
  used_at: number | null
}

export interface Outbox {
  tenant_id: string
  id: string
  seq: number | null
  position: number | null
  helpdesk_id: string
  type: string
  ticket_id: string | null
  payload: string
  created_at: number
}

export interface Preferences {
  tenant_id: string
  user_id: string
  data: string
  updated_at: number
}

export interface QuickReplies {
  tenant_id: string
  helpdesk_id: string
  id: string
  owner_id: string | null
  name: string
  text: string
  created_by: string
  created_at: number
  updated_at: number
}

export interface RatingRequests {
  tenant_id: string
  ticket_id: string
  message_id: string
  requested_by: string
  requested_at: number
}

export interface RefreshTokens {
  tenant_id: string
  id: string
  grant_id: string
  created_at: number
  expires_at: number
  used_at: number | null
}

export interface Remarks {
  tenant_id: string
  ticket_id: string
  id: number
  author_id: string
  content: string
  created_at: number
  mentions: string | null
}

export interface RequestLog {
  tenant_id: string
  log_id: string
  at: number
  method: string
  path: string
  endpoint: string | null
  status: number
  code: number
  message: string | null
  duration_ms: number
  app_id: string | null
  user_id: string | null
  ip: string
  user_agent: string | null
  request: string | null
  response: string | null
}

export interface SavedViewOrders {
  tenant_id: string
  helpdesk_id: string
  user_id: string
  view_ids: string
}

export interface SavedViews {
  tenant_id: string
  helpdesk_id: string
  id: string
  owner_id: string
  shared: number
  name: string
  filter: string
  created_at: number
  updated_at: number
}

export interface Sessions {
  tenant_id: string
  id: string
  user_id: string
  user_agent: string | null
  created_at: number
  expires_at: number
  last_seen_at: number
  access_token_id: string | null
}

export interface SlaPolicies {
  tenant_id: string
  helpdesk_id: string
  targets: string
  schedule: string | null
  updated_by: string | null
  updated_at: number
}

export interface Subscriptions {
  tenant_id: string
  helpdesk_id: string
  app_id: string
  event_type: string
  created_at: number
}

export interface Tags {
  tenant_id: string
  helpdesk_id: string
  id: string
  name: string
  created_at: number
}

export interface Tenants {
  id: string
  tenant_key: string
  name: string
  created_at: number
}

export interface TicketAnswers {
  tenant_id: string
  ticket_id: string
  event_id: string
  position: number
  faq_id: string
  score: number | null
  message_id: string
  created_at: number
  helpful: number | null
}

export interface TicketChanges {
  tenant_id: string
  ticket_id: string
  version: number
  actor_kind: 'user' | 'app' | 'system'
  actor_id: string | null
  changes: string
  changed_at: number
}

export interface TicketCollaborators {
  tenant_id: string
  helpdesk_id: string
  agent_id: string
  ticket_id: string
}

export interface TicketMoves {
  tenant_id: string
  ticket_id: string
  kind: 'merge' | 'split'
  other_id: string
  before: string
  moved_by: string | null
  moved_at: number
}

export interface TicketReads {
  tenant_id: string
  user_id: string
  ticket_id: string
  read_at: number
}

export interface TicketRoutings {
  tenant_id: string
  ticket_id: string
  seq: number
  agent_id: string | null
  appointed: string | null
  reasons: string
  decided_at: number
}

export interface TicketSkills {
  tenant_id: string
  helpdesk_id: string
  ticket_id: string
  skill_id: string
  is_open: number
}

export interface TicketTags {
  tenant_id: string
  helpdesk_id: string
  tag_id: string
  ticket_id: string
}

export interface Tickets {
  tenant_id: string
  helpdesk_id: string
  id: string
  chat_id: string
  guest_id: string
  stage: 'bot' | 'human'
  status: 'created' | 'processing' | 'queueing' | 'pending' | 'waiting_for_guest' | 'closed_by_bot' | 'closed_by_agent' | 'closed_by_guest'
  channel: number
  agent_id: string | null
  agent_ids: string
  collaborator_ids: string
  closed_by: string | null
  solved: number | null
  score: number | null
  dissatisfaction_reason: string | null
  customized_info: string | null
  tags: string
  fields: string
  remark: string | null
  preview: string
  version: number
  created_at: number
  updated_at: number | null
  closed_at: number | null
  agent_entered_at: number | null
  first_response_at: number | null
  last_response_at: number | null
  pending_since: number | null
  pending_ms: number
  waiting_since: number | null
  last_message_at: number
  title: string | null
  description: string | null
  priority: 'lowest' | 'low' | 'medium' | 'high' | 'urgent' | 'critical'
  guest_message_at: number | null
  sla_spent_ms: number
  sla_since: number | null
  due_at: number | null
  due_kind: 'first_response' | 'next_response' | 'resolution' | null
  snoozed_until: number | null
  merged_into: string | null
  split_from: string | null
  skill_id: string | null
  given_back_by: string | null
}

export interface Users {
  tenant_id: string
  id: string
  union_id: string
  user_id: string
  kind: 'employee' | 'visitor'
  status: 'active' | 'frozen' | 'resigned'
  name: string
  en_name: string | null
  email: string | null
  mobile: string | null
  avatar_url: string | null
  department: string | null
  job_title: string | null
  city: string | null
  country: string | null
  employee_no: string | null
  password_hash: string | null
  join_time: number | null
  created_at: number
  updated_at: number
}

export interface VisitorContacts {
  tenant_id: string
  user_id: string
  email: string
  updated_at: number
}

export interface VisitorIdentities {
  tenant_id: string
  helpdesk_id: string
  external_id: string
  user_id: string
  created_at: number
}

export interface VisitorReads {
  tenant_id: string
  helpdesk_id: string
  user_id: string
  read_id: string
  read_at: number
}

export interface VisitorSessions {
  tenant_id: string
  id: string
  helpdesk_id: string
  user_id: string | null
  identity: string | null
  token_hash: string
  previous_hash: string | null
  rotated_at: number
  language: string
  page: string | null
  created_at: number
  expires_at: number
}

export interface Widgets {
  tenant_id: string
  helpdesk_id: string
  id: string
  enabled: number
  bot: number
  settings: string
  allowed_origins: string
  identity_cipher: string
  identity_changed_at: number
  app_answered_at: number | null
  created_at: number
  updated_at: number
}

export interface DB {
  access_token_keys: AccessTokenKeys
  access_tokens: AccessTokens
  agent_skill_members: AgentSkillMembers
  agent_skills: AgentSkills
  agents: Agents
  app_installations: AppInstallations
  app_redirect_uris: AppRedirectUris
  app_scopes: AppScopes
  app_tickets: AppTickets
  apps: Apps
  audit_entries: AuditEntries
  categories: Categories
  chats: Chats
  consents: Consents
  custom_fields: CustomFields
  deleted_tickets: DeletedTickets
  deliveries: Deliveries
  delivery_lanes: DeliveryLanes
  department_members: DepartmentMembers
  departments: Departments
  documents: Documents
  drafts: Drafts
  event_connections: EventConnections
  event_cursors: EventCursors
  event_receivers: EventReceivers
  faq_counts: FaqCounts
  faq_documents: FaqDocuments
  faq_votes: FaqVotes
  faqs: Faqs
  files: Files
  grants: Grants
  helpdesks: Helpdesks
  idempotency_keys: IdempotencyKeys
  instance: Instance
  jobs: Jobs
  mail_threads: MailThreads
  mailboxes: Mailboxes
  mails: Mails
  mentions: Mentions
  messages: Messages
  notification_recipients: NotificationRecipients
  notifications: Notifications
  oauth_codes: OauthCodes
  outbox: Outbox
  preferences: Preferences
  quick_replies: QuickReplies
  rating_requests: RatingRequests
  refresh_tokens: RefreshTokens
  remarks: Remarks
  request_log: RequestLog
  saved_view_orders: SavedViewOrders
  saved_views: SavedViews
  sessions: Sessions
  sla_policies: SlaPolicies
  subscriptions: Subscriptions
  tags: Tags
  tenants: Tenants
  ticket_answers: TicketAnswers
  ticket_changes: TicketChanges
  ticket_collaborators: TicketCollaborators
  ticket_moves: TicketMoves
  ticket_reads: TicketReads
  ticket_routings: TicketRoutings
  ticket_skills: TicketSkills
  ticket_tags: TicketTags
  tickets: Tickets
  users: Users
  visitor_contacts: VisitorContacts
  visitor_identities: VisitorIdentities
  visitor_reads: VisitorReads
  visitor_sessions: VisitorSessions
  widgets: Widgets
}
