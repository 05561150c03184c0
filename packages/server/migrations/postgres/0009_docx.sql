create table documents (
  tenant_id text not null,
  id text not null,
  title text not null,
  content text not null,
  revision integer not null,
  folder_token text,
  created_by text,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant_id, id)
);

-- The FAQs whose answer shows a document: they are found by its words.
create table faq_documents (
  tenant_id text not null,
  document_id text not null,
  helpdesk_id text not null,
  faq_id text not null,
  primary key (tenant_id, document_id, helpdesk_id, faq_id)
);
create index faq_documents_faq on faq_documents (tenant_id, helpdesk_id, faq_id);
