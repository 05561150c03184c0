-- When a ticket on hold comes back by itself, in ms; none where it stays until somebody resumes it.
alter table tickets add column snoozed_until bigint;
-- The ticket in whose thread this one's messages are read since the two were merged.
alter table tickets add column merged_into text;
-- The ticket that this one was split from.
alter table tickets add column split_from text;
-- The skill it was transferred to: while it waits, it waits for somebody who has it.
alter table tickets add column skill_id text;
-- Who gave it back to the queue: while it waits, it waits for somebody else.
alter table tickets add column given_back_by text;
create index tickets_merged on tickets (tenant_id, helpdesk_id, merged_into) where merged_into is not null;
create index tickets_split on tickets (tenant_id, chat_id) where split_from is not null;

-- What changed on a ticket, by the version that it had from then on. The events of the outbox are gone after a while;
-- these stay as long as the ticket.
create table ticket_changes (
  tenant_id text not null,
  ticket_id text not null,
  version bigint not null,
  actor_kind text not null check (actor_kind in ('user', 'app', 'system')),
  actor_id text,
  changes text not null,
  changed_at bigint not null,
  primary key (tenant_id, ticket_id, version)
);

-- What a merge or a split has to give back when it is undone. `ticket_id` is the ticket that was merged into the other
-- one, or that was split from it.
create table ticket_moves (
  tenant_id text not null,
  ticket_id text not null,
  kind text not null check (kind in ('merge', 'split')),
  other_id text not null,
  before text not null,
  moved_by text,
  moved_at bigint not null,
  primary key (tenant_id, ticket_id, kind)
);

-- Agents who follow a ticket of somebody else; the same as in `tickets.collaborator_ids`, for lists.
create table ticket_collaborators (
  tenant_id text not null,
  helpdesk_id text not null,
  agent_id text not null,
  ticket_id text not null,
  primary key (tenant_id, helpdesk_id, agent_id, ticket_id)
);
create index ticket_collaborators_ticket on ticket_collaborators (tenant_id, ticket_id);
