-- The root department is '0' and has no row. Everybody of the organisation is a member somewhere, at least of the root.

create table departments (
  tenant_id text not null,
  id text not null,
  department_id text not null,
  parent_id text not null,
  name text not null,
  en_name text,
  leader_id text,
  position integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, id)
);
create unique index departments_department_id on departments (tenant_id, department_id);
create index departments_parent on departments (tenant_id, parent_id, position);

create table department_members (
  tenant_id text not null,
  department_id text not null,
  user_id text not null,
  is_primary integer not null,
  position integer not null,
  created_at bigint not null,
  primary key (tenant_id, department_id, user_id)
);
create index department_members_user on department_members (tenant_id, user_id);

insert into department_members (tenant_id, department_id, user_id, is_primary, position, created_at)
select tenant_id, '0', id, 1, 0, created_at from users where kind = 'employee';

-- The departments, with everything below them, whose people the app may see; JSON.
alter table apps add column contact_range text not null default '["0"]';
