import { console as api } from '@pipit/contract'
import { useMutation } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { allAtFields, fieldError } from '../tokens/token-fields.ts'
import { ConnectionResult } from './connection-result.tsx'
import type { Mailbox, MailboxInput } from './email-queries.ts'
import { type Protocol, type Server, ServerFields } from './server-fields.tsx'

interface Props {
  /** The mailbox that is changed; absent for a new one. */
  readonly mailbox: Mailbox | undefined
  readonly pending: boolean
  readonly error: unknown
  readonly onSubmit: (body: MailboxInput) => void
  readonly onCancel: () => void
}

const fields = ['address', 'name', 'imap', 'smtp', 'folder', 'signature', 'delay_seconds']

const fresh = (name: string): MailboxInput => ({
  address: '',
  name,
  folder: 'INBOX',
  signature: '',
  reply_token: 'none',
  delay_seconds: 10,
  imap: { host: '', port: 993, security: 'tls', user: '' },
  smtp: { host: '', port: 465, security: 'tls', user: '' },
})

/** What can be changed of a mailbox. */
function inputOf(mailbox: Mailbox): MailboxInput {
  const { address, name, folder, signature, reply_token, delay_seconds, imap, smtp } = mailbox
  return { address, name, folder, signature, reply_token, delay_seconds, imap, smtp }
}

/** What most servers are called and want, while nobody has written anything else. */
function guess(server: Server, protocol: Protocol, before: string, after: string): Server {
  const host = (address: string) => (address.includes('@') ? `${protocol}.${address.split('@')[1]}` : '')
  return {
    ...server,
    user: server.user === before ? after : server.user,
    host: server.host === host(before) ? host(after) : server.host,
  }
}

/** One column: the address, where its mail is read, through whom answers leave, and how they look. */
export function MailboxForm({ mailbox, pending, error, onSubmit, onCancel }: Props) {
  const t = useText()
  const { helpdesk } = useMe()
  const [form, setForm] = useState<MailboxInput>(() => (mailbox ? inputOf(mailbox) : fresh(helpdesk.name)))
  const [left, setLeft] = useState(false)
  const test = useMutation({
    mutationFn: () =>
      call(api.mailbox.test, {
        body: { mailbox_id: mailbox?.mailbox_id, folder: form.folder, imap: form.imap, smtp: form.smtp },
      }),
  })
  const set = (change: Partial<MailboxInput>) => setForm((old) => ({ ...old, ...change }))
  const setServer = (protocol: Protocol) => (change: Partial<Server>) =>
    setForm((old) => ({ ...old, [protocol]: { ...old[protocol], ...change } }))
  const setAddress = (address: string) =>
    setForm((old) => ({
      ...old,
      address,
      imap: mailbox ? old.imap : guess(old.imap, 'imap', old.address, address),
      smtp: mailbox ? old.smtp : guess(old.smtp, 'smtp', old.address, address),
    }))
  const submit = () => {
    setLeft(true)
    if (!pending && form.address.trim()) onSubmit(form)
  }
  const faults = error ?? test.error
  const addressError = left && !form.address.trim() ? t.email.addressMissing : fieldError(error, 'address')

  return (
    <Drawer
      open
      size={560}
      onClose={onCancel}
      title={mailbox ? t.email.edit(mailbox.address) : t.email.add}
      closable={{ 'aria-label': t.common.close }}
      footer={
        <div className="mail-form-foot">
          <Button disabled={test.isPending} onClick={() => test.mutate()}>
            {test.isPending ? t.email.testing : t.email.test}
          </Button>
          <span>
            <Button onClick={onCancel}>{t.common.cancel}</Button>
            <Button type="primary" disabled={pending} onClick={submit}>
              {mailbox ? t.common.save : t.email.add}
            </Button>
          </span>
        </div>
      }
    >
      <form
        className="mail-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label={t.email.address} error={addressError}>
          {(control) => (
            <Input
              {...control}
              autoFocus={!mailbox}
              type="email"
              autoComplete="off"
              value={form.address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
        <Field label={t.email.name} help={t.email.nameHelp} error={fieldError(error, 'name')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={form.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <fieldset>
          <legend>{t.email.incoming}</legend>
          <ServerFields
            protocol="imap"
            server={form.imap}
            saved={mailbox}
            error={faults}
            onChange={setServer('imap')}
          />
          <Field label={t.email.folder} help={t.email.folderHelp} error={fieldError(error, 'folder')}>
            {(control) => (
              <Input
                {...control}
                value={form.folder}
                onChange={(event) => set({ folder: event.target.value })}
              />
            )}
          </Field>
        </fieldset>
        <fieldset>
          <legend>{t.email.outgoing}</legend>
          <ServerFields
            protocol="smtp"
            server={form.smtp}
            saved={mailbox}
            error={faults}
            onChange={setServer('smtp')}
          />
          <Field
            label={t.email.signature}
            help={t.email.signatureHelp}
            error={fieldError(error, 'signature')}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2, maxRows: 8 }}
                value={form.signature}
                onChange={(event) => set({ signature: event.target.value })}
              />
            )}
          </Field>
          <Field label={t.email.delay} help={t.email.delayHelp} error={fieldError(error, 'delay_seconds')}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={300}
                value={form.delay_seconds}
                onChange={(event) => set({ delay_seconds: Math.trunc(Number(event.target.value)) })}
              />
            )}
          </Field>
          <Field label={t.email.token} help={t.email.tokenHelp}>
            {(control) => (
              <Select
                {...control}
                value={form.reply_token}
                onChange={(reply_token) => set({ reply_token })}
                options={(['none', 'address', 'subject'] as const).map((value) => ({
                  value,
                  label: t.email.tokens[value],
                }))}
              />
            )}
          </Field>
        </fieldset>
        <div aria-live="polite" className="mail-tested">
          {test.data && <ConnectionResult protocol="imap" result={test.data.imap} />}
          {test.data && <ConnectionResult protocol="smtp" result={test.data.smtp} />}
        </div>
        {faults !== null && faults !== undefined && !allAtFields(faults, fields) && (
          <ErrorNotice error={faults} lead={error ? t.admin.notSaved : t.email.notTested} />
        )}
        <input type="submit" hidden />
      </form>
    </Drawer>
  )
}
