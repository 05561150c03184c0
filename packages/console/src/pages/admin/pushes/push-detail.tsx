import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { call } from '../../../api/call.ts'
import { query } from '../../../api/query.ts'
import type { Push, PushDetail as Detail } from '../../../api/types.ts'
import { useLanguage, useText } from '../../../i18n/text.tsx'
import { dateTime } from '../../../i18n/time.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PushState } from './push-state.tsx'

const { notification } = api
const detailQuery = (push: Push) =>
  query(notification.get, { params: { notification_id: push.notification_id } })

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined || children === '') return null
  return (
    <div className="log-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function useTarget(push: Detail) {
  const t = useText()
  const names = [...push.people.map((p) => p.name), ...push.departments.map((d) => d.name)]
  const size = push.chat_count > 0 ? t.pushes.chats(push.chat_count) : t.pushes.people(push.target_count)
  return { text: `${t.pushes.scope[push.scope]} · ${size}`, names }
}

function Content({ push }: { push: Detail }) {
  const { t, locale } = useLanguage()
  const target = useTarget(push)
  return (
    <>
      <section className="push-message" aria-label={t.pushes.message}>
        {push.text.trim() || <span className="field-help">{t.pushes.noText}</span>}
      </section>
      <dl>
        <Fact name={t.tokens.state}>
          <PushState status={push.status} />
        </Fact>
        <Fact name={t.pushes.author}>{push.author.name}</Fact>
        <Fact name={t.pushes.reason}>{push.reason}</Fact>
        <Fact name={t.pushes.to}>
          {target.text}
          {target.names.length > 0 && <span className="push-names">{target.names.join(', ')}</span>}
        </Fact>
        <Fact name={t.pushes.when}>
          {push.send_at === undefined
            ? push.status === 'in_review'
              ? t.pushes.now
              : undefined
            : dateTime(push.send_at, locale)}
        </Fact>
        <Fact name={t.pushes.decided}>
          {push.decided_by &&
            [push.decided_by.name, push.decided_at && dateTime(push.decided_at, locale)]
              .filter(Boolean)
              .join(' · ')}
        </Fact>
        <Fact name={t.pushes.note}>{push.note}</Fact>
        <Fact name={t.pushes.result}>
          {push.sent_count > 0 ? t.pushes.reached(push.sent_count, push.read_count) : undefined}
        </Fact>
      </dl>
    </>
  )
}

function RejectDialog({
  push,
  pending,
  error,
  onReject,
  onCancel,
}: {
  push: Push
  pending: boolean
  error: unknown
  onReject: (note: string) => void
  onCancel: () => void
}) {
  const t = useText()
  const [note, setNote] = useState('')
  const [left, setLeft] = useState(false)
  const reject = () => {
    setLeft(true)
    if (note.trim() && !pending) onReject(note.trim())
  }
  return (
    <Modal
      open
      title={t.pushes.rejectTitle(push.name)}
      onCancel={onCancel}
      width={480}
      footer={[
        <Button key="cancel" onClick={onCancel}>
          {t.common.cancel}
        </Button>,
        <Button key="reject" type="primary" danger disabled={pending} onClick={reject}>
          {t.pushes.reject}
        </Button>,
      ]}
    >
      <div className="reset-dialog">
        <Field
          label={t.pushes.rejectLabel}
          help={t.pushes.rejectHelp}
          error={left && !note.trim() ? t.pushes.rejectMissing : undefined}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              autoFocus
              maxLength={2000}
              autoSize={{ minRows: 3, maxRows: 8 }}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {error !== null && <ErrorNotice error={error} lead={t.pushes.notDone} />}
      </div>
    </Modal>
  )
}

/** One push to read, and the decision about it. */
export function PushDrawer({ push, onClose }: { push: Push; onClose: () => void }) {
  const t = useText()
  const client = useQueryClient()
  const [rejecting, setRejecting] = useState(false)
  const one = detailQuery(push)
  const detail = useQuery({ ...one, staleTime: 0 })
  const params = { notification_id: push.notification_id }
  const decide = useMutation({
    mutationFn: (note: string | undefined) =>
      note === undefined
        ? call(notification.approve, { params })
        : call(notification.reject, { params, body: { note } }),
    onSuccess: (next) => {
      client.setQueryData(one.queryKey, next)
      setRejecting(false)
    },
    onSettled: () => client.invalidateQueries({ queryKey: [notification.list.path] }),
  })
  const waits = detail.data?.status === 'in_review'
  return (
    <Drawer
      open
      onClose={onClose}
      title={push.name}
      size={560}
      closable={{ 'aria-label': t.common.close }}
      footer={
        waits && (
          <div className="push-decision">
            <Button type="primary" disabled={decide.isPending} onClick={() => decide.mutate(undefined)}>
              {t.pushes.approve}
            </Button>
            <Button danger disabled={decide.isPending} onClick={() => setRejecting(true)}>
              {t.pushes.reject}
            </Button>
          </div>
        )
      }
    >
      {detail.isPending && <Skeleton rows={4} />}
      {detail.error && (
        <ErrorNotice error={detail.error} lead={t.error.load} onRetry={() => void detail.refetch()} />
      )}
      {decide.error && !rejecting && (
        <ErrorNotice error={decide.error} lead={t.pushes.notDone} onDismiss={decide.reset} />
      )}
      {detail.data && <Content push={detail.data} />}
      {rejecting && (
        <RejectDialog
          push={push}
          pending={decide.isPending}
          error={decide.error}
          onReject={(note) => decide.mutate(note)}
          onCancel={() => setRejecting(false)}
        />
      )}
    </Drawer>
  )
}
