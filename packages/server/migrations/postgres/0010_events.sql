-- Where an app's events go. Without a row: over its long connection, once it has one.
create table event_receivers (
  tenant_id text not null,
  app_id text not null,
  mode text not null check (mode in ('webhook', 'websocket')),
  request_url text,
  encrypt_key_cipher text,
  token_cipher text,
  events text not null,
  alarmed_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, app_id)
);
create unique index event_receivers_app on event_receivers (app_id);

-- How far the outbox has been read (`fan-out`), and up to where a tenant's part of it has been deleted (`pruned`).
create table event_cursors (
  tenant_id text not null,
  name text not null,
  position bigint not null,
  primary key (tenant_id, name)
);
insert into event_cursors (tenant_id, name, position)
select '', 'fan-out', coalesce(max(position), 0) from outbox;

-- One row for each event and app that is told of it; it is also the log. `log` is JSON of the last attempts.
-- `subject` is what the event is about, a ticket or a chat; `lane` is where it stands in line: there, or in a replay.
create table deliveries (
  tenant_id text not null,
  app_id text not null,
  event_id text not null,
  outbox_id text not null,
  event_type text not null,
  helpdesk_id text not null,
  subject text not null,
  lane text not null,
  position bigint not null,
  status text not null check (status in ('waiting', 'delivered', 'parked')),
  attempts integer not null,
  log text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, app_id, event_id)
);
create index deliveries_waiting on deliveries (tenant_id, app_id, lane, position) where status = 'waiting';
create index deliveries_position on deliveries (tenant_id, position, event_id);
create index deliveries_status on deliveries (tenant_id, status, position, event_id);
create index deliveries_subject on deliveries (tenant_id, subject, position, event_id);

-- Lanes that hold something to deliver. One node at a time works on a lane, while it renews its lease: `due_at` is when
-- others may take it.
create table delivery_lanes (
  tenant_id text not null,
  app_id text not null,
  lane text not null,
  due_at bigint not null,
  lease text,
  primary key (tenant_id, app_id, lane)
);
create index delivery_lanes_due on delivery_lanes (app_id, due_at);

-- Open long connections, counted by node.
create table event_connections (
  tenant_id text not null,
  app_id text not null,
  node_id text not null,
  connections integer not null,
  expires_at bigint not null,
  primary key (tenant_id, app_id, node_id)
);

-- Replies to writes that were sent with an Idempotency-Key.
create table idempotency_keys (
  tenant_id text not null,
  caller text not null,
  key text not null,
  fingerprint text not null,
  reply text,
  created_at bigint not null,
  primary key (tenant_id, caller, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
-- A replay since a time begins here.
create index outbox_age on outbox (created_at);
