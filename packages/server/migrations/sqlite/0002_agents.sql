-- How many open tickets routing gives an agent at most; the usual number where nothing is set.
alter table agents add column max_tickets integer;
-- Weekly hours in the desk's time zone, JSON as the wire writes them; without any an agent is always on duty.
alter table agents add column schedule text;
alter table agents add column last_assigned_at integer;
-- Somebody who has left the desk keeps the row: old tickets and lists still name them.
alter table agents add column removed_at integer;

-- The default skill has no row: everybody has it.
create table agent_skills (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  name text not null,
  rules text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant_id, helpdesk_id, id)
) strict, without rowid;

create table agent_skill_members (
  tenant_id text not null,
  helpdesk_id text not null,
  skill_id text not null,
  agent_id text not null,
  primary key (tenant_id, helpdesk_id, skill_id, agent_id)
) strict, without rowid;
create index agent_skill_members_agent on agent_skill_members (tenant_id, helpdesk_id, agent_id);

-- Why a ticket went where it went. `seq` is the ticket's version that the decision made.
create table ticket_routings (
  tenant_id text not null,
  ticket_id text not null,
  seq integer not null,
  agent_id text,
  appointed text,
  reasons text not null,
  decided_at integer not null,
  primary key (tenant_id, ticket_id, seq)
) strict, without rowid;

-- The queue. Said with `coalesce` so that SQLite takes this index: it thinks that few tickets have the same agent, and
-- nobody is the agent of many.
create index tickets_waiting on tickets (tenant_id, helpdesk_id, status, waiting_since, id)
where status = 'queueing' and coalesce(agent_id, '') = '';
