-- 1 publishes the desk's FAQs at /help. Off until somebody says so: what is known may be meant for colleagues only.
alter table helpdesks add column help_center integer;

-- "Was this helpful?", once for each browser; `voter` is the hash of a random cookie.
create table faq_votes (
  tenant_id text not null,
  helpdesk_id text not null,
  faq_id text not null,
  voter text not null,
  helpful integer not null,
  created_at bigint not null,
  primary key (tenant_id, helpdesk_id, faq_id, voter)
);

-- The sums of the votes, so that neither lists nor pages count them.
create table faq_counts (
  tenant_id text not null,
  helpdesk_id text not null,
  faq_id text not null,
  helpful integer not null,
  unhelpful integer not null,
  primary key (tenant_id, helpdesk_id, faq_id)
);
create index faq_counts_helpful on faq_counts (tenant_id, helpdesk_id, helpful, faq_id);
create index faq_counts_unhelpful on faq_counts (tenant_id, helpdesk_id, unhelpful, faq_id);

-- What guests may read, by category; with the expiry, so that counting does not touch the FAQs themselves.
create index faqs_online on faqs (tenant_id, helpdesk_id, category_id, id, expires_at) where status = 'online';
-- The recycle bin: few among many.
create index faqs_deleted on faqs (tenant_id, helpdesk_id, id) where status = 'deleted';
