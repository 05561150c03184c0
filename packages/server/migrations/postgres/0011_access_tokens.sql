-- The secret that signs an organisation's AccessTokens. A token names the one it was made with by `key_id`.
create table access_token_keys (
  tenant_id text not null,
  id text not null,
  algorithm text not null check (algorithm in ('HS256', 'HS384', 'HS512')),
  secret_cipher text not null,
  created_at bigint not null,
  primary key (tenant_id)
);

-- Of the token itself only the hash is kept.
create table access_tokens (
  tenant_id text not null,
  id text not null,
  helpdesk_id text not null,
  user_id text not null,
  name text not null,
  description text not null,
  scopes text not null,
  allowed_domains text not null,
  key_id text not null,
  token_hash text not null,
  hint text not null,
  status text not null check (status in ('active', 'disabled')),
  expires_at bigint,
  last_used_at bigint,
  created_by text,
  created_at bigint not null,
  updated_at bigint not null,
  rotated_at bigint,
  primary key (tenant_id, id)
);
create unique index access_tokens_hash on access_tokens (token_hash);
create index access_tokens_user on access_tokens (tenant_id, user_id);

-- Sessions that a token has opened end with it.
alter table sessions add column access_token_id text;
create index sessions_access_token on sessions (tenant_id, access_token_id);

-- Who looked at, made or reset which credential.
create table audit_entries (
  tenant_id text not null,
  id text not null,
  at bigint not null,
  actor_kind text not null check (actor_kind in ('user', 'app', 'token', 'system')),
  actor_id text,
  action text not null,
  subject_id text not null,
  subject_name text not null,
  detail text,
  primary key (tenant_id, id)
);
create index audit_entries_subject on audit_entries (tenant_id, subject_id, id);

-- `description` is what was asked; without it the messages say so.
alter table tickets add column title text;
alter table tickets add column description text;
alter table tickets add column priority text not null default 'medium' check (priority in ('lowest', 'low', 'medium', 'high', 'urgent', 'critical'));
update tickets set title = (
  select nullif(left(split_part(m.text, chr(10), 1), 200), '')
  from messages as m
  where m.tenant_id = tickets.tenant_id and m.ticket_id = tickets.id and m.sender_type = 'guest'
  order by m.id limit 1
);

-- Deleted tickets are no longer among the others, so nothing can show them by mistake. `ticket` is the row as JSON.
create table deleted_tickets (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  ticket text not null,
  deleted_by text,
  deleted_at bigint not null,
  primary key (tenant_id, helpdesk_id, id)
);
