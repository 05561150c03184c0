-- What an agent has begun to write on a ticket and not sent; `files` is JSON of the keys of what is to go with it. Each
-- change counts `version` up, so that two devices do not overwrite each other.
create table drafts (
  tenant_id text not null,
  user_id text not null,
  ticket_id text not null,
  mode text not null check (mode in ('reply', 'note')),
  text text not null,
  files text not null,
  version integer not null,
  updated_at integer not null,
  primary key (tenant_id, user_id, ticket_id, mode)
) strict, without rowid;

-- Texts that agents use again and again; those without an owner are the desk's. `text` is Markdown with variables such
-- as {{guest.name}}.
create table quick_replies (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  owner_id text,
  name text not null,
  text text not null,
  created_by text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant_id, helpdesk_id, id)
) strict, without rowid;

-- Who is named in an internal remark. The newest remark on a ticket that names somebody is the one that is kept.
create table mentions (
  tenant_id text not null,
  helpdesk_id text not null,
  user_id text not null,
  ticket_id text not null,
  remark_id integer not null,
  mentioned_by text not null,
  created_at integer not null,
  primary key (tenant_id, helpdesk_id, user_id, ticket_id)
) strict, without rowid;
create index mentions_time on mentions (tenant_id, helpdesk_id, user_id, created_at);

-- A guest who was asked for a rating may give it before the ticket is closed.
create table rating_requests (
  tenant_id text not null,
  ticket_id text not null,
  message_id text not null,
  requested_by text not null,
  requested_at integer not null,
  primary key (tenant_id, ticket_id)
) strict, without rowid;

-- JSON of the ids of those whom it names; none where it names nobody.
alter table remarks add column mentions text;
