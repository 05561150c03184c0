import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { type Mail, type Mailbox, type MailboxInput, mailboxesQuery } from './email-queries.ts'

/** Everything that changes mailboxes; the lists follow. */
export function useMailboxActions() {
  const client = useQueryClient()
  const { queryKey } = mailboxesQuery
  const put = (next: Mailbox) =>
    client.setQueryData(
      queryKey,
      (old) => old && { items: old.items.map((item) => (item.mailbox_id === next.mailbox_id ? next : item)) },
    )
  const settle = { onSettled: () => void client.invalidateQueries({ queryKey }) }
  return {
    save: useMutation({
      mutationFn: ({ mailbox, body }: { mailbox: Mailbox | undefined; body: MailboxInput }) =>
        mailbox
          ? call(api.mailbox.update, { params: { mailbox_id: mailbox.mailbox_id }, body })
          : call(api.mailbox.create, { body }),
      ...settle,
    }),
    toggle: useMutation({
      mutationFn: ({ mailbox_id, status }: Mailbox) =>
        call(status === 'on' ? api.mailbox.pause : api.mailbox.resume, { params: { mailbox_id } }),
      onMutate: (mailbox) => put({ ...mailbox, status: mailbox.status === 'on' ? 'paused' : 'on' }),
      onError: (_error, mailbox) => put(mailbox),
      ...settle,
    }),
    remove: useMutation({
      mutationFn: ({ mailbox_id }: Mailbox) => call(api.mailbox.delete, { params: { mailbox_id } }),
      ...settle,
    }),
  }
}

/** Makes a ticket of a mail; the list it stood in is asked for again. */
export function useAcceptMail() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ mail_id }: Mail) => call(api.mails.accept, { params: { mail_id } }),
    onSettled: () => void client.invalidateQueries({ queryKey: [api.mails.list.path] }),
  })
}
