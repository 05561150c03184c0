-- People are found by how their address or number begins, whatever the database's collation is.
create index users_email_beginning on users (tenant_id, email text_pattern_ops);
create index users_mobile_beginning on users (tenant_id, mobile text_pattern_ops);
