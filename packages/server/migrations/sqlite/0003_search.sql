-- One row for each thing that can be found, or part of one: a FAQ, a ticket, a message of a ticket. The words come from
-- our own tokenizer, each behind a short prefix for kind, tenant and desk, so a lookup never meets another desk's rows.
-- Tokens hold letters and digits only: `ascii` keeps them as they are, whatever Unicode version SQLite knows.
create virtual table search_fts using fts5 (a, b, c, d, content = '', contentless_delete = 1, tokenize = 'ascii');

-- Which thing a row of the index belongs to. The rows of one thing are neighbours: its first row is a multiple of
-- 1,048,576, and a newer thing has greater numbers.
create table search_rows_fts (
  tenant_id text not null,
  helpdesk_id text not null,
  kind text not null,
  id text not null,
  part text not null,
  entry integer not null,
  primary key (tenant_id, helpdesk_id, kind, id, part)
) strict, without rowid;
create unique index search_rows_entry on search_rows_fts (entry);

create index faqs_status on faqs (tenant_id, helpdesk_id, status, id);

-- FAQs that a program has answered a guest's message with, and how sure it was.
create table ticket_answers (
  tenant_id text not null,
  ticket_id text not null,
  event_id text not null,
  position integer not null,
  faq_id text not null,
  score real,
  message_id text not null,
  created_at integer not null,
  primary key (tenant_id, ticket_id, event_id, position)
) strict, without rowid;
create index ticket_answers_faq on ticket_answers (tenant_id, faq_id, created_at);
