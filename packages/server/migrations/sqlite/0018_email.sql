-- A mail address of a desk: where its mail is read (IMAP) and through whom answers are sent (SMTP).
-- One node at a time reads a mailbox, while it renews its lease. `uid_validity` and `last_uid` are how far it has read;
-- `trying_uid` and `tries` count the attempts at one mail, so that a mail that kills the process is set aside.
create table mailboxes (
  tenant_id text not null,
  helpdesk_id text not null,
  id text not null,
  address text not null,
  name text not null,
  imap_host text not null,
  imap_port integer not null,
  imap_security text not null check (imap_security in ('tls', 'starttls', 'none')),
  imap_user text not null,
  imap_password_cipher text not null,
  folder text not null,
  smtp_host text not null,
  smtp_port integer not null,
  smtp_security text not null check (smtp_security in ('tls', 'starttls', 'none')),
  smtp_user text not null,
  smtp_password_cipher text not null,
  signature text not null,
  reply_token text not null check (reply_token in ('none', 'address', 'subject')),
  delay_seconds integer not null,
  managed text not null check (managed in ('console', 'environment')),
  status text not null check (status in ('on', 'paused')),
  uid_validity text,
  last_uid integer,
  trying_uid integer,
  tries integer not null,
  fetched_at integer,
  error text,
  error_log_id text,
  error_at integer,
  lease text,
  leased_until integer not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant_id, helpdesk_id, id)
) strict, without rowid;
create unique index mailboxes_address on mailboxes (tenant_id, address);
create index mailboxes_leased on mailboxes (leased_until) where status = 'on';

-- Every mail that came in, and for each message of a ticket that is sent by mail one row (several messages can leave in
-- one mail and then share its `message_id`). `source_key` is the original in the file storage.
create table mails (
  tenant_id text not null,
  id text not null,
  helpdesk_id text not null,
  mailbox_id text not null,
  direction text not null check (direction in ('in', 'out')),
  state text not null check (state in ('accepted', 'left_out', 'set_aside', 'bounce', 'waiting', 'sending', 'sent', 'failed')),
  reason text,
  log_id text,
  message_id text,
  sender text not null,
  recipients text not null,
  subject text not null,
  ticket_id text,
  ticket_message_id text,
  source_key text,
  size integer,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant_id, id)
) strict, without rowid;
create unique index mails_received on mails (tenant_id, helpdesk_id, message_id) where direction = 'in';
create index mails_message_id on mails (tenant_id, message_id);
create index mails_ticket on mails (tenant_id, ticket_id, direction, id);
create index mails_message on mails (tenant_id, ticket_message_id) where ticket_message_id is not null;
create index mails_mailbox on mails (tenant_id, mailbox_id, state, id);
create index mails_sender on mails (tenant_id, helpdesk_id, sender, created_at) where direction = 'in';

-- Tickets whose guest is answered by mail: to whom, through which mailbox, and what the next mail refers to.
create table mail_threads (
  tenant_id text not null,
  ticket_id text not null,
  helpdesk_id text not null,
  mailbox_id text not null,
  recipient text not null,
  recipient_name text not null,
  cc text not null,
  subject text not null,
  last_message_id text,
  reference_ids text not null,
  updated_at integer not null,
  primary key (tenant_id, ticket_id)
) strict, without rowid;
create index mail_threads_mailbox on mail_threads (tenant_id, mailbox_id);
