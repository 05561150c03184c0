-- Every key leads with the tenant, so that the data can be spread over machines by tenant later.
-- Times are Unix milliseconds. Flags are 0 and 1. JSON is text: it is never queried from inside.

create table instance (
  key text not null,
  value text not null,
  primary key (key)
);

create table tenants (
  id text not null,
  tenant_key text not null,
  name text not null,
  created_at bigint not null,
  primary key (id)
);

create table users (
  tenant_id text not null,
  id text not null,
  union_id text not null,
  user_id text not null,
  kind text not null check (kind in ('employee', 'visitor')),
  status text not null check (status in ('active', 'frozen', 'resigned')),
  name text not null,
  en_name text,
  email text,
  mobile text,
  avatar_url text,
  department text,
  job_title text,
  city text,
  country text,
  employee_no text,
  password_hash text,
  join_time bigint,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, id)
);
create index users_email on users (email);
create unique index users_union_id on users (tenant_id, union_id);
create unique index users_user_id on users (tenant_id, user_id);
create unique index users_tenant_email on users (tenant_id, email);
create unique index users_tenant_mobile on users (tenant_id, mobile);

create table sessions (
  tenant_id text not null,
  id text not null,
  user_id text not null,
  user_agent text,
  created_at bigint not null,
  expires_at bigint not null,
  last_seen_at bigint not null,
  primary key (tenant_id, id)
);
create index sessions_user on sessions (tenant_id, user_id);
create index sessions_expiry on sessions (expires_at);

create table apps (
  tenant_id text not null,
  id text not null,
  name text not null,
  status text not null check (status in ('enabled', 'disabled')),
  secret_cipher text not null,
  token_epoch bigint not null,
  token_anchor_at bigint not null,
  ip_allow_list text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, id)
);
create unique index apps_id on apps (id);

create table app_scopes (
  tenant_id text not null,
  app_id text not null,
  scope text not null,
  status text not null check (status in ('requested', 'granted', 'refused')),
  decided_by text,
  decided_at bigint,
  created_at bigint not null,
  primary key (tenant_id, app_id, scope)
);

create table grants (
  tenant_id text not null,
  id text not null,
  app_id text not null,
  user_id text not null,
  scopes text not null,
  created_at bigint not null,
  revoked_at bigint,
  primary key (tenant_id, id)
);
create index grants_user on grants (tenant_id, user_id);

create table helpdesks (
  tenant_id text not null,
  id text not null,
  name text not null,
  token_cipher text not null,
  time_zone text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, id)
);
create unique index helpdesks_id on helpdesks (id);

create table agents (
  tenant_id text not null,
  helpdesk_id text not null,
  user_id text not null,
  role text not null check (role in ('owner', 'admin', 'agent')),
  status text not null check (status in ('online', 'offline')),
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, helpdesk_id, user_id)
);
create index agents_user on agents (tenant_id, user_id);

create table chats (
  tenant_id text not null,
  id text not null,
  helpdesk_id text not null,
  guest_id text not null,
  open_ticket_id text,
  created_at bigint not null,
  primary key (tenant_id, id)
);
create unique index chats_guest on chats (tenant_id, helpdesk_id, guest_id);

create table tickets (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  chat_id text not null,
  guest_id text not null,
  stage text not null check (stage in ('bot', 'human')),
  status text not null check (status in ('created', 'processing', 'queueing', 'pending', 'waiting_for_guest', 'closed_by_bot', 'closed_by_agent', 'closed_by_guest')),
  channel bigint not null,
  agent_id text,
  agent_ids text not null,
  collaborator_ids text not null,
  closed_by text,
  solved bigint,
  score bigint,
  dissatisfaction_reason text,
  customized_info text,
  tags text not null,
  fields text not null,
  remark text,
  preview text not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint,
  closed_at bigint,
  agent_entered_at bigint,
  first_response_at bigint,
  last_response_at bigint,
  pending_since bigint,
  pending_ms bigint not null,
  waiting_since bigint,
  last_message_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
create index tickets_recent on tickets (tenant_id, helpdesk_id, last_message_at, id);
create index tickets_status on tickets (tenant_id, helpdesk_id, status, last_message_at, id);
create index tickets_agent on tickets (tenant_id, helpdesk_id, agent_id, status, last_message_at, id);
create index tickets_guest on tickets (tenant_id, helpdesk_id, guest_id, id);
create index tickets_updated on tickets (tenant_id, helpdesk_id, updated_at, id);
create index tickets_chat on tickets (tenant_id, chat_id, id);

create table messages (
  tenant_id text not null,
  chat_id text not null,
  id text not null,
  ticket_id text,
  message_id text not null,
  sender_type text not null check (sender_type in ('bot', 'guest', 'agent', 'system')),
  sender_id text,
  app_id text,
  type text not null,
  content text not null,
  text text not null,
  parent_id text,
  root_id text,
  client_id text,
  created_at bigint not null,
  updated_at bigint,
  deleted_at bigint,
  primary key (tenant_id, chat_id, id)
);
create index messages_ticket on messages (tenant_id, ticket_id, id);
create unique index messages_message_id on messages (tenant_id, message_id);
create unique index messages_client_id on messages (tenant_id, chat_id, client_id);

create table remarks (
  tenant_id text not null,
  ticket_id text not null,
  id bigint not null,
  author_id text not null,
  content text not null,
  created_at bigint not null,
  primary key (tenant_id, ticket_id, id)
);

create table tags (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  name text not null,
  created_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
create unique index tags_name on tags (tenant_id, helpdesk_id, name);

create table ticket_tags (
  tenant_id text not null,
  helpdesk_id text not null,
  tag_id text not null,
  ticket_id text not null,
  primary key (tenant_id, helpdesk_id, tag_id, ticket_id)
);
create index ticket_tags_ticket on ticket_tags (tenant_id, ticket_id);

create table custom_fields (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  entity text not null check (entity in ('ticket', 'user')),
  key_name text not null,
  display_name text not null,
  position bigint not null,
  field_type text not null check (field_type in ('string', 'multiline', 'dropdown', 'dropdown_nested')),
  description text not null,
  visible bigint not null,
  editable bigint not null,
  required bigint not null,
  allow_multiple bigint not null,
  options text,
  created_by text,
  updated_by text,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
create unique index custom_fields_key on custom_fields (tenant_id, helpdesk_id, entity, key_name);

create table categories (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  parent_id text not null,
  name text not null,
  language text,
  position bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
create index categories_parent on categories (tenant_id, helpdesk_id, parent_id);

create table faqs (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  category_id text,
  question text not null,
  answer text not null,
  answer_richtext text,
  tags text not null,
  status text not null check (status in ('online', 'deleted', 'purged')),
  expires_at bigint,
  created_by text,
  updated_by text,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
create index faqs_category on faqs (tenant_id, helpdesk_id, category_id, id);

-- Rows get `seq` when they are written and `position` after they are committed, by one writer at a time:
-- a reader that asks for positions after its last one misses nothing, however commits interleave.
create sequence outbox_seq_counter;

create table outbox (
  tenant_id text not null,
  id text not null,
  seq bigint default nextval('outbox_seq_counter'),
  position bigint,
  helpdesk_id text not null,
  type text not null,
  ticket_id text,
  payload text not null,
  created_at bigint not null,
  primary key (tenant_id, id)
);
create index outbox_tenant on outbox (tenant_id, position);
create unique index outbox_seq on outbox (seq);
create unique index outbox_position on outbox (position);
create index outbox_unsequenced on outbox (seq) where position is null;

create table request_log (
  tenant_id text not null,
  log_id text not null,
  at bigint not null,
  method text not null,
  path text not null,
  endpoint text,
  status bigint not null,
  code bigint not null,
  message text,
  duration_ms double precision not null,
  app_id text,
  user_id text,
  ip text not null,
  user_agent text,
  request text,
  response text,
  primary key (tenant_id, log_id)
);
-- Successes are many: only the failures pay for a second index.
create index request_log_failures on request_log (tenant_id, log_id) where code <> 0;
