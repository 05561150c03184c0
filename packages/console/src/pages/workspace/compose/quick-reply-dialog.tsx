import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { call } from '../../../api/call.ts'
import { quickRepliesQuery } from '../../../api/query.ts'
import type { QuickReply } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { variableNames } from './variables.ts'
import '../../../commands/dialogs.css'

type Editing = Pick<QuickReply, 'name' | 'text' | 'shared'> & { readonly id?: string }

function Form({ editing, onDone }: { editing: Editing; onDone: () => void }) {
  const t = useText()
  const client = useQueryClient()
  const governs = useMe().role !== 'agent'
  const [reply, setReply] = useState(editing)
  const changed = () => client.invalidateQueries({ queryKey: quickRepliesQuery.queryKey })
  const save = useMutation({
    mutationFn: async () => {
      const { id, name, text, shared } = reply
      const body = { name: name.trim(), text, shared }
      return id === undefined
        ? call(api.quickReply.create, { body })
        : call(api.quickReply.update, { params: { id }, body })
    },
    onSuccess: async () => {
      await changed()
      onDone()
    },
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(api.quickReply.delete, { params: { id } }),
    onSuccess: async () => {
      await changed()
      onDone()
    },
  })
  const ready = reply.name.trim() !== '' && reply.text.trim() !== ''
  return (
    <form
      className="quick-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) save.mutate()
      }}
    >
      <label>
        {t.compose.quickName}
        <input
          autoFocus
          maxLength={100}
          value={reply.name}
          onChange={(event) => setReply({ ...reply, name: event.target.value })}
        />
      </label>
      <label>
        {t.compose.quickText}
        <textarea
          rows={8}
          maxLength={10_000}
          value={reply.text}
          onChange={(event) => setReply({ ...reply, text: event.target.value })}
        />
      </label>
      <p className="quick-help">
        {t.compose.quickHelp}{' '}
        {variableNames.map((name) => (
          <code key={name}>{`{{${name}}}`}</code>
        ))}
      </p>
      {governs && (
        <label className="quick-shared">
          <input
            type="checkbox"
            checked={reply.shared}
            onChange={(event) => setReply({ ...reply, shared: event.target.checked })}
          />
          {t.compose.quickShared}
        </label>
      )}
      {(save.error ?? remove.error) && <ErrorNotice error={save.error ?? remove.error} />}
      <div className="quick-foot">
        {reply.id !== undefined && (
          <Button danger type="text" loading={remove.isPending} onClick={() => remove.mutate(reply.id!)}>
            {t.compose.quickDelete}
          </Button>
        )}
        <span className="quick-space" />
        <Button onClick={onDone}>{t.common.cancel}</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={save.isPending}>
          {t.common.save}
        </Button>
      </div>
    </form>
  )
}

/**
 * The quick replies that somebody may use, and those that they may change.
 * @param text begins a new one.
 */
export function QuickReplyDialog({ text, onClose }: { text?: string; onClose: () => void }) {
  const t = useText()
  const governs = useMe().role !== 'agent'
  const replies = useQuery(quickRepliesQuery)
  const dialog = useRef<HTMLDialogElement>(null)
  const [editing, setEditing] = useState<Editing | undefined>(
    text === undefined ? undefined : { name: '', text, shared: false },
  )
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const items = replies.data?.items ?? []
  return createPortal(
    <dialog
      ref={dialog}
      className="float-dialog quick-dialog"
      aria-labelledby="quick-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className="float-dialog-box">
        <header className="help-head">
          <h2 id="quick-title">{t.compose.quickReplies}</h2>
          {!editing && (
            <Button size="small" onClick={() => setEditing({ name: '', text: '', shared: governs })}>
              {t.compose.quickNew}
            </Button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label={t.common.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        <div className="quick-body">
          {replies.error && <ErrorNotice error={replies.error} onRetry={() => void replies.refetch()} />}
          {editing && <Form key={editing.id ?? ''} editing={editing} onDone={() => setEditing(undefined)} />}
          {!editing && replies.isSuccess && items.length === 0 && (
            <p className="quick-empty">{t.compose.quickEmpty}</p>
          )}
          {!editing && (
            <ul className="quick-list">
              {items.map((reply) => (
                <li key={reply.id}>
                  <button
                    type="button"
                    disabled={reply.shared && !governs}
                    aria-label={t.compose.quickEdit(reply.name)}
                    onClick={() => setEditing(reply)}
                  >
                    <span className="quick-name">
                      {reply.name}
                      <span className="tag">
                        {reply.shared ? t.compose.quickOfDesk : t.compose.quickMine}
                      </span>
                    </span>
                    <span className="quick-preview ellipsis">{reply.text}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </dialog>,
    document.body,
  )
}
