import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const Security = Type.Enum(['tls', 'starttls', 'none'])

const server = {
  host: Type.String({ minLength: 1, maxLength: 253 }),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  security: Security,
  user: Type.String({ maxLength: 320 }),
}

const ServerInput = Type.Object({
  ...server,
  password: Type.Optional(
    Type.String({
      maxLength: 1000,
      description: 'never shown again; left out, the one that is kept stays, for the same server and user',
    }),
  ),
})

const settings = {
  address: Type.String({ maxLength: 254, description: 'where guests write to, and what answers come from' }),
  name: Type.String({ maxLength: 100, description: 'what guests see beside the address' }),
  folder: Type.String({ maxLength: 200, description: 'IMAP folder that is read' }),
  signature: Type.String({ maxLength: 5000, description: 'below every answer' }),
  reply_token: Type.Enum(['none', 'address', 'subject'], {
    description:
      'where else, besides References, an answer names its ticket: user+token@…, or [#token] in the subject',
  }),
  delay_seconds: Type.Integer({
    minimum: 0,
    maximum: 300,
    description: 'how long an answer waits before it leaves; until then it can be recalled',
  }),
}

export const Mailbox = Type.Object({
  mailbox_id: Type.String(),
  ...settings,
  imap: Type.Object(server),
  smtp: Type.Object(server),
  managed: Type.Enum(['console', 'environment'], { description: 'where its settings come from' }),
  status: Type.Enum(['on', 'paused']),
  fetched_at: Type.Optional(Type.Integer({ description: 'ms; when it was last read without an error' })),
  error: Type.Optional(Type.String({ description: 'what the mail server said last, while it stands' })),
  error_log_id: Type.Optional(Type.String()),
  error_at: Type.Optional(Type.Integer({ description: 'ms' })),
})

const MailboxInput = Type.Object({ ...settings, imap: ServerInput, smtp: ServerInput })

export const Mail = Type.Object({
  mail_id: Type.String(),
  mailbox_id: Type.String(),
  direction: Type.Enum(['in', 'out']),
  state: Type.Enum(['accepted', 'left_out', 'set_aside', 'bounce', 'waiting', 'sending', 'sent', 'failed']),
  reason: Type.Optional(Type.String({ description: 'why it was left out, set aside or not delivered' })),
  log_id: Type.Optional(Type.String()),
  sender: Type.String(),
  recipients: Type.Array(Type.String()),
  subject: Type.String(),
  ticket_id: Type.Optional(Type.String()),
  has_original: Type.Boolean(),
  size: Type.Optional(Type.Integer({ description: 'bytes' })),
  created_at: Type.Integer({ description: 'ms' }),
})

const Connection = Type.Object({
  ok: Type.Boolean(),
  step: Type.Optional(Type.Enum(['reach', 'sign_in', 'folder'], { description: 'what did not work' })),
  error: Type.Optional(Type.String({ description: 'what the server said' })),
})

const one = Type.Object({ mailbox_id: Type.String({ maxLength: 64 }) })
const mail = Type.Object({ mail_id: Type.String({ maxLength: 64 }) })
const session = { tokens: ['session'], envelope: 'bare' } as const

export const mailbox = {
  list: endpoint({
    method: 'GET',
    path: '/console/v1/admin/mailboxes',
    summary: 'List mailboxes',
    ...session,
    response: Type.Object({ items: Type.Array(Mailbox) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/console/v1/admin/mailboxes',
    summary: 'Add a mailbox',
    ...session,
    body: MailboxInput,
    response: Mailbox,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/console/v1/admin/mailboxes/:mailbox_id',
    summary: 'Change a mailbox',
    ...session,
    params: one,
    body: MailboxInput,
    response: Mailbox,
  }),
  /** Signs in to both servers and opens the folder; nothing is sent or saved. */
  test: endpoint({
    method: 'POST',
    path: '/console/v1/admin/mailbox_test',
    summary: 'Test the servers of a mailbox',
    ...session,
    waits: true,
    body: Type.Object({
      mailbox_id: Type.Optional(
        Type.String({ maxLength: 64, description: 'whose passwords are used where none is given' }),
      ),
      folder: settings.folder,
      imap: ServerInput,
      smtp: ServerInput,
    }),
    response: Type.Object({ imap: Connection, smtp: Connection }),
  }),
  pause: endpoint({
    method: 'POST',
    path: '/console/v1/admin/mailboxes/:mailbox_id/pause',
    summary: 'Stop reading and sending',
    ...session,
    params: one,
    response: Mailbox,
  }),
  resume: endpoint({
    method: 'POST',
    path: '/console/v1/admin/mailboxes/:mailbox_id/resume',
    summary: 'Go on reading and sending',
    ...session,
    params: one,
    response: Mailbox,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/console/v1/admin/mailboxes/:mailbox_id',
    summary: 'Delete a mailbox',
    ...session,
    params: one,
    response: Type.Object({}),
  }),
}

export const mails = {
  /** Mails of the desk, newest first; `attention` are those somebody should look at. */
  list: endpoint({
    method: 'GET',
    path: '/console/v1/admin/mails',
    summary: 'List mails',
    ...session,
    query: Type.Object({
      mailbox_id: Type.Optional(Type.String({ maxLength: 64 })),
      show: Type.Optional(Type.Enum(['attention', 'left_out', 'all'], { default: 'attention' })),
      cursor: Type.Optional(Type.String({ maxLength: 64, description: 'from the previous page' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
    }),
    response: Type.Object({ items: Type.Array(Mail), next_cursor: Type.Optional(Type.String()) }),
  }),
  /** Makes a message of a mail that was left out or set aside. */
  accept: endpoint({
    method: 'POST',
    path: '/console/v1/admin/mails/:mail_id/accept',
    summary: 'Make a ticket of a mail',
    ...session,
    waits: true,
    params: mail,
    response: Mail,
  }),
  /** The mail as it arrived, to be saved. */
  original: endpoint({
    method: 'GET',
    path: '/console/v1/mails/:mail_id/original',
    summary: 'Get the original of a mail',
    tokens: ['session'],
    envelope: 'binary',
    params: mail,
    response: Type.Unknown(),
  }),
  /** Sends an answer again that has not reached the guest. */
  sendAgain: endpoint({
    method: 'POST',
    path: '/console/v1/mails/:mail_id/send',
    summary: 'Send an answer again',
    ...session,
    params: mail,
    response: Type.Object({}),
  }),
}
