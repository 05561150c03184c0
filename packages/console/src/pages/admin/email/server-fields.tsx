import { Input, Select } from 'antd'
import { useText } from '../../../i18n/text.tsx'
import { Field } from '../../../ui/field.tsx'
import { fieldError } from '../tokens/token-fields.ts'
import type { Mailbox, MailboxInput } from './email-queries.ts'

export type Protocol = 'imap' | 'smtp'
export type Server = MailboxInput[Protocol]

/** The usual port of each kind of connection. */
const ports = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
} as const

interface Props {
  readonly protocol: Protocol
  readonly server: Server
  /** What is saved; its password stays while server and user do. */
  readonly saved: Mailbox | undefined
  readonly error: unknown
  readonly onChange: (change: Partial<Server>) => void
}

const isSame = (a: Server, b: Omit<Server, 'password'>) =>
  a.host.trim() === b.host && a.port === b.port && a.user === b.user

/** Server, port, encryption, user name and password of one direction. */
export function ServerFields({ protocol, server, saved, error, onChange }: Props) {
  const t = useText()
  const at = (name: string) => fieldError(error, `${protocol}.${name}`)
  const keeps = saved && isSame(server, saved[protocol])
  return (
    <>
      <div className="mail-server">
        <Field label={t.email.host} error={at('host')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              placeholder={`${protocol}.example.com`}
              value={server.host}
              onChange={(event) => onChange({ host: event.target.value })}
            />
          )}
        </Field>
        <Field label={t.email.security} error={at('security')}>
          {(control) => (
            <Select
              {...control}
              value={server.security}
              onChange={(security) => onChange({ security, port: ports[protocol][security] })}
              options={(['tls', 'starttls', 'none'] as const).map((value) => ({
                value,
                label: t.email.securities[value],
              }))}
            />
          )}
        </Field>
        <Field label={t.email.port} error={at('port')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={65535}
              value={server.port || ''}
              onChange={(event) => onChange({ port: Number(event.target.value) })}
            />
          )}
        </Field>
      </div>
      {server.security === 'none' && <p className="field-help is-warning">{t.email.plainWarning}</p>}
      <div className="mail-login">
        <Field label={t.email.user} error={at('user')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={server.user}
              onChange={(event) => onChange({ user: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t.email.password}
          help={saved && (keeps ? t.email.passwordKept : t.email.passwordAgain)}
          error={at('password')}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={server.password ?? ''}
              onChange={(event) => onChange({ password: event.target.value || undefined })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
