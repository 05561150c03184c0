-- When the guest wrote last, in ms: what an agent has not read yet.
alter table tickets add column guest_message_at integer;
-- Service time that has been worked on the ticket, in ms, and since when it runs; it stands still without the latter.
alter table tickets add column sla_spent_ms integer not null default 0;
alter table tickets add column sla_since integer;
-- The next thing that the desk owes the guest, and until when (ms).
alter table tickets add column due_at integer;
alter table tickets add column due_kind text check (due_kind in ('first_response', 'next_response', 'resolution'));

update tickets set guest_message_at = (
  select max(m.created_at) from messages m
  where m.tenant_id = tickets.tenant_id and m.ticket_id = tickets.id and m.sender_type = 'guest'
) where status in ('created', 'processing', 'queueing', 'pending', 'waiting_for_guest');
update tickets set sla_since = created_at
where stage = 'human' and status in ('created', 'processing', 'queueing');

-- Lists walk these in their order. Each holds only what its lists can show, so a message moves few entries, and the
-- open tickets of a large desk are found beside all the closed ones.
create index tickets_open_recent on tickets (tenant_id, helpdesk_id, last_message_at, id)
where status in ('created', 'processing', 'queueing', 'pending', 'waiting_for_guest');
create index tickets_open_agent on tickets (tenant_id, helpdesk_id, coalesce(agent_id, ''), last_message_at, id)
where status in ('created', 'processing', 'queueing', 'pending', 'waiting_for_guest');
create index tickets_open_created on tickets (tenant_id, helpdesk_id, id)
where status in ('created', 'processing', 'queueing', 'pending', 'waiting_for_guest');
create index tickets_closed_recent on tickets (tenant_id, helpdesk_id, last_message_at, id)
where status in ('closed_by_bot', 'closed_by_agent', 'closed_by_guest');
create index tickets_open_waiting on tickets (tenant_id, helpdesk_id, waiting_since, id)
where waiting_since is not null;
create index tickets_open_due on tickets (tenant_id, helpdesk_id, due_at, id)
where due_at is not null;

-- The skills that a ticket has last asked for.
create table ticket_skills (
  tenant_id text not null,
  helpdesk_id text not null,
  ticket_id text not null,
  skill_id text not null,
  is_open integer not null,
  primary key (tenant_id, helpdesk_id, ticket_id, skill_id)
) strict, without rowid;
create index ticket_skills_skill on ticket_skills (tenant_id, helpdesk_id, skill_id, is_open, ticket_id);

-- Up to when (ms) somebody has read a ticket.
create table ticket_reads (
  tenant_id text not null,
  user_id text not null,
  ticket_id text not null,
  read_at integer not null,
  primary key (tenant_id, user_id, ticket_id)
) strict, without rowid;

-- Filters that somebody keeps under a name, for themselves or for everybody on the desk.
create table saved_views (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  owner_id text not null,
  shared integer not null,
  name text not null,
  filter text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant_id, helpdesk_id, id)
) strict, without rowid;

-- The order in which somebody wants to see them.
create table saved_view_orders (
  tenant_id text not null,
  helpdesk_id text not null,
  user_id text not null,
  view_ids text not null,
  primary key (tenant_id, helpdesk_id, user_id)
) strict, without rowid;

-- What a desk promises: minutes by priority and kind, and the hours that count. Without a row there is no promise.
create table sla_policies (
  tenant_id text not null,
  helpdesk_id text not null,
  targets text not null,
  schedule text,
  updated_by text,
  updated_at integer not null,
  primary key (tenant_id, helpdesk_id)
) strict, without rowid;
