import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead } from '../page-head.tsx'
import { ResetDialog } from '../reset-dialog.tsx'
import { type Mailbox, mailboxesQuery } from './email-queries.ts'
import { MailList } from './mail-list.tsx'
import { MailboxForm } from './mailbox-form.tsx'
import { MailboxRow } from './mailbox-row.tsx'
import { useMailboxActions } from './use-mailbox-actions.ts'
import './email.css'

type Task = { readonly action: 'save' | 'remove'; readonly mailbox: Mailbox | undefined }

export function EmailPage() {
  const t = useText()
  const list = useQuery(mailboxesQuery)
  const { save, toggle, remove } = useMailboxActions()
  const [task, setTask] = useState<Task>()
  const mailboxes = list.data?.items ?? []
  const open = (next: Task | undefined) => {
    save.reset()
    remove.reset()
    setTask(next)
  }
  const close = () => open(undefined)
  const addButton = (
    <Button type="primary" onClick={() => open({ action: 'save', mailbox: undefined })}>
      {t.email.add}
    </Button>
  )
  return (
    <div className="admin-page">
      <PageHead title={t.email.title} lead={t.email.lead}>
        {mailboxes.length > 0 && addButton}
      </PageHead>
      {list.isPending && <Skeleton rows={2} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {toggle.error && <ErrorNotice error={toggle.error} lead={t.email.notDone} onDismiss={toggle.reset} />}
      {list.isSuccess && mailboxes.length === 0 && (
        <EmptyState icon="mail" title={t.email.empty} help={t.email.emptyHelp}>
          {addButton}
        </EmptyState>
      )}
      {mailboxes.length > 0 && (
        <ul className="mailboxes">
          {mailboxes.map((mailbox) => (
            <MailboxRow
              key={mailbox.mailbox_id}
              mailbox={mailbox}
              onEdit={() => open({ action: 'save', mailbox })}
              onToggle={() => toggle.mutate(mailbox)}
              onRemove={() => open({ action: 'remove', mailbox })}
            />
          ))}
        </ul>
      )}
      {mailboxes.length > 0 && <MailList />}
      {task?.action === 'save' && (
        <MailboxForm
          mailbox={task.mailbox}
          pending={save.isPending}
          error={save.error}
          onSubmit={(body) => save.mutate({ mailbox: task.mailbox, body }, { onSuccess: close })}
          onCancel={close}
        />
      )}
      {task?.action === 'remove' && task.mailbox && (
        <ResetDialog
          open
          title={t.email.removeTitle(task.mailbox.address)}
          name={task.mailbox.address}
          breaks={t.email.removeBreaks}
          afterwards={t.email.removeThen}
          action={t.email.remove}
          pending={remove.isPending}
          error={remove.error}
          onCancel={close}
          onConfirm={() => remove.mutate(task.mailbox!, { onSuccess: close })}
        />
      )}
    </div>
  )
}
