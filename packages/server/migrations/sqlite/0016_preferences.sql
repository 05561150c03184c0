-- How a person wants the pages to be: one JSON object, read and written as a whole.
create table preferences (
  tenant_id text not null,
  user_id text not null,
  data text not null,
  updated_at integer not null,
  primary key (tenant_id, user_id)
) strict, without rowid;

-- An agent who follows the schedule is set online and offline by the clock, at `status_until`; what they set
-- themselves holds until then.
alter table agents add column follows_schedule integer not null default 0;
alter table agents add column status_source text check (status_source in ('agent', 'manager', 'program', 'schedule'));
alter table agents add column status_since integer;
alter table agents add column status_until integer;
create index agents_status_until on agents (status_until) where status_until is not null;
