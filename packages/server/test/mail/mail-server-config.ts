/** Everybody's password. */
export const mailPassword = 'letters-and-42'

/** Exim takes mail by SMTP and delivers it to the mailboxes that `users` lists. */
export const eximConfig = (folder: string, port: number): string => `
primary_hostname = mail.test
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
keep_environment =
pid_file_path = ${folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
domainlist local_domains = mail.test
deliver_drop_privilege
smtp_accept_max = 0
smtp_accept_max_per_connection = 0
message_size_limit = 40M
auth_advertise_hosts = *
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
disable_ipv6
bounce_return_size_limit = 20K
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny local_parts = ^refused
       message = This mailbox does not want your mail
  accept
begin routers
nobody:
  driver = redirect
  domains = +local_domains
  local_parts = ^nobody
  allow_fail
  data = :fail: Nobody of that name lives here
mailbox:
  driver = accept
  domains = +local_domains
  local_parts = lsearch;${folder}/users
  local_part_suffix = +*
  local_part_suffix_optional
  transport = maildir
begin transports
maildir:
  driver = appendfile
  maildir_format
  delivery_date_add
  envelope_to_add
  return_path_add
  create_directory
  directory = ${folder}/mail/\${local_part_data}
begin retry
*  *  F,1h,1m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_set_id = $auth2
  server_condition = \${if eq{$auth3}{${mailPassword}}}
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_set_id = $auth1
  server_condition = \${if eq{$auth2}{${mailPassword}}}
`

/** Dovecot gives the mail out by IMAP. */
export const dovecotConfig = (folder: string, port: number, user: string): string => `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
default_internal_user = ${user}
default_internal_group = ${user}
default_login_user = ${user}
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%n
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=${mailPassword}
}
userdb {
  driver = static
  args = uid=${user} gid=${user} home=${folder}/mail/%n
}
service anvil {
  chroot =
  # Slows down whoever tries passwords.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  process_min_avail = 2
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  chroot =
}
`
