alter table apps add column type text not null default 'self_built' check (type in ('self_built', 'marketplace'));

-- A marketplace app in the tenants that use it; its own tenant needs no row.
create table app_installations (
  tenant_id text not null,
  app_id text not null,
  status text not null check (status in ('enabled', 'disabled')),
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, app_id)
);
create index app_installations_app on app_installations (app_id);

create table app_tickets (
  tenant_id text not null,
  app_id text not null,
  id text not null,
  ticket_cipher text not null,
  created_at bigint not null,
  expires_at bigint not null,
  primary key (tenant_id, app_id, id)
);

create table app_redirect_uris (
  tenant_id text not null,
  app_id text not null,
  uri text not null,
  created_by text,
  created_at bigint not null,
  primary key (tenant_id, app_id, uri)
);

-- What a person has let an app do, so that they are not asked again.
create table consents (
  tenant_id text not null,
  user_id text not null,
  app_id text not null,
  scopes text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, user_id, app_id)
);

-- A grant is one sign-in. Narrower tokens of the same sign-in hang below it and die with it.
alter table grants add column parent_id text;
create index grants_parent on grants (tenant_id, parent_id);

-- Codes and refresh tokens are known by their hash. Used ones stay a while: whoever shows one again is not its owner.
create table oauth_codes (
  tenant_id text not null,
  id text not null,
  app_id text not null,
  user_id text not null,
  redirect_uri text not null,
  scopes text not null,
  code_challenge text,
  code_challenge_method text,
  grant_id text,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (tenant_id, id)
);
create index oauth_codes_expiry on oauth_codes (tenant_id, expires_at);

create table refresh_tokens (
  tenant_id text not null,
  id text not null,
  grant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (tenant_id, id)
);
create index refresh_tokens_expiry on refresh_tokens (tenant_id, expires_at);
