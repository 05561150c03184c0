-- A chat is a guest's with a desk (service) or between two parties (p2p): a person and a program's bot, or two people.
alter table chats add column kind text not null default 'service' check (kind in ('service', 'p2p'));
-- The other party of a p2p chat: an app_id, or an open_id greater than guest_id. Empty in a service chat.
alter table chats add column peer_id text not null default '';
drop index chats_guest;
create unique index chats_parties on chats (tenant_id, helpdesk_id, guest_id, peer_id);

alter table messages add column thread_id text;
alter table messages add column edits integer;
create index messages_thread on messages (tenant_id, thread_id, id) where thread_id is not null;

create table files (
  tenant_id text not null,
  id text not null,
  kind text not null check (kind in ('image', 'file')),
  app_id text,
  user_id text,
  file_type text not null,
  content_type text not null,
  name text not null,
  size integer not null,
  sha256 text not null,
  width integer,
  height integer,
  duration_ms integer,
  created_at integer not null,
  primary key (tenant_id, id)
) strict, without rowid;
