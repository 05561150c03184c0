-- The chat that other sites hold. `id` is public and says nothing of tenant or desk; `settings` is JSON of how it
-- looks and what it says. `app_answered_at` is when an app last answered guests itself.
create table widgets (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  enabled integer not null,
  bot integer not null,
  settings text not null,
  allowed_origins text not null,
  identity_cipher text not null,
  identity_changed_at bigint not null,
  app_answered_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, helpdesk_id)
);
create unique index widgets_id on widgets (id);

-- A browser that has opened the chat. Nobody is made a person by that: `user_id` comes with the first message.
-- `identity` is JSON of what the site has signed.
create table visitor_sessions (
  tenant_id text not null,
  id text not null,
  helpdesk_id text not null,
  user_id text,
  identity text,
  token_hash text not null,
  previous_hash text,
  rotated_at bigint not null,
  language text not null,
  page text,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (tenant_id, id)
);
create index visitor_sessions_end on visitor_sessions (expires_at);
create index visitor_sessions_user on visitor_sessions (tenant_id, user_id);

-- Who a site's own user is here.
create table visitor_identities (
  tenant_id text not null,
  helpdesk_id text not null,
  external_id text not null,
  user_id text not null,
  created_at bigint not null,
  primary key (tenant_id, helpdesk_id, external_id)
);

-- An address that a visitor has given and nobody has proved: good to answer to, not to know somebody by.
create table visitor_contacts (
  tenant_id text not null,
  user_id text not null,
  email text not null,
  updated_at bigint not null,
  primary key (tenant_id, user_id)
);

-- Up to which message a guest has seen what was said to them.
create table visitor_reads (
  tenant_id text not null,
  helpdesk_id text not null,
  user_id text not null,
  read_id text not null,
  read_at bigint not null,
  primary key (tenant_id, helpdesk_id, user_id)
);

-- What guests said of an answer: 1 it helped, 0 it did not.
alter table ticket_answers add column helpful integer;
create index ticket_answers_time on ticket_answers (tenant_id, created_at, ticket_id, helpful);
