-- A push: written, approved, sent. `audience` is JSON of open_ids, departments and chats as they were chosen;
-- `expanded_to` is the last person of it who has a row among the recipients.
create table notifications (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  name text not null,
  status text not null check (status in ('draft', 'in_review', 'rejected', 'approved', 'scheduled', 'sending', 'sent', 'active', 'canceled', 'deleted')),
  push_type text not null check (push_type in ('scheduled', 'onboarding')),
  scope text not null check (scope in ('everyone', 'chats', 'selected', 'new_staff')),
  content text not null,
  audience text not null,
  ext text,
  app_id text not null,
  send_at bigint,
  reason text,
  decided_by text,
  decided_at bigint,
  decision_note text,
  expanded_to text,
  target_count integer not null,
  sent_count integer not null,
  read_count integer not null,
  started_at bigint,
  finished_at bigint,
  recalled_at bigint,
  created_by text not null,
  updated_by text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
create index notifications_status on notifications (status, send_at);

-- One row for each person or chat and push: nobody is written to twice, whatever is repeated.
create table notification_recipients (
  tenant_id text not null,
  helpdesk_id text not null,
  notification_id text not null,
  recipient_id text not null,
  status text not null check (status in ('waiting', 'sent', 'skipped', 'recalled')),
  message_id text,
  sent_at bigint,
  read_at bigint,
  primary key (tenant_id, notification_id, recipient_id)
);
create index notification_recipients_status on notification_recipients (tenant_id, notification_id, status, recipient_id, message_id);
create index notification_recipients_message on notification_recipients (tenant_id, message_id, recipient_id, notification_id, helpdesk_id, read_at);

-- New staff is found by when a person was added.
create index users_created on users (tenant_id, created_at, id, kind, status);

-- Which events of a desk an app wants to be told of.
create table subscriptions (
  tenant_id text not null,
  helpdesk_id text not null,
  app_id text not null,
  event_type text not null,
  created_at bigint not null,
  primary key (tenant_id, helpdesk_id, app_id, event_type)
);

-- A field that is gone still explains the values of old tickets; its key is free again.
alter table custom_fields add column deleted_at bigint;
drop index custom_fields_key;
create unique index custom_fields_key on custom_fields (tenant_id, helpdesk_id, entity, key_name) where deleted_at is null;
