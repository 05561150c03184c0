-- Work that is done outside a request. `due_at` is when a job may be started or, while somebody holds its lease, taken
-- over. It is null for a job that stands in its lane behind another one, and for one that was given up.
-- `dedupe_key` is let go when the job starts: whoever asks again from then on gets a job of their own.
-- `running_lane` is the lane while the job runs, so that one lookup tells whether a lane is busy.
-- The indexes of lanes hold all that is asked of them: SQLite would rather read the whole table than look rows up.

create table jobs (
  tenant_id text not null,
  id text not null,
  helpdesk_id text not null,
  type text not null,
  lane text,
  running_lane text,
  dedupe_key text,
  payload text not null,
  due_at bigint,
  lease text,
  starts integer not null,
  failures integer not null,
  last_error text,
  given_up_at bigint,
  created_at bigint not null,
  primary key (tenant_id, id)
);
create index jobs_due on jobs (type, due_at) where due_at is not null;
create index jobs_lane on jobs (tenant_id, lane, id, due_at, type);
create index jobs_running on jobs (tenant_id, running_lane, due_at);
create unique index jobs_dedupe on jobs (tenant_id, dedupe_key);
create index jobs_given_up on jobs (given_up_at) where given_up_at is not null;
