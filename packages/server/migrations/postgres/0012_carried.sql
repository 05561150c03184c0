-- What counts towards an agent's limit. Small, so that PostgreSQL does not take the whole table for it.
create index tickets_carried on tickets (tenant_id, helpdesk_id, agent_id)
where status in ('created', 'processing', 'queueing', 'waiting_for_guest');
