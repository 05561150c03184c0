import { Button } from 'antd'
import { useMemo } from 'react'
import type { Outgoing } from '../../api/outgoing.ts'
import { useText } from '../../i18n/text.tsx'
import { BlocksView } from '../../rich/blocks-view.tsx'
import { LinkedText } from '../../rich/linked-text.tsx'
import { readMarkdown } from '../../rich/markdown.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useMe } from '../../ui/use-me.ts'
import { draftStore } from './compose/draft-store.ts'
import { outgoingReplies } from './outgoing-replies.ts'

/** It has no files: they come with the message. */
const noFiles = { message_id: '', files: [] }

function Written({ outgoing }: { outgoing: Outgoing }) {
  const t = useText()
  const { mode, text, files } = outgoing
  const blocks = useMemo(() => readMarkdown(text), [text])
  if (mode === 'note') return <LinkedText text={text} />
  return (
    <>
      {text !== '' && <BlocksView blocks={blocks} shown={noFiles} />}
      {files.map((file) => (
        <p key={file.key} className="rich-sending">
          <Icon name={file.kind === 'image' ? 'image' : 'clip'} size={14} />
          {file.kind === 'image' ? t.rich.image : file.name}
        </p>
      ))}
    </>
  )
}

/** A reply or a note that the server has not confirmed: in its place at once, and with a way out when it fails. */
export function OutgoingEntry({ outgoing }: { outgoing: Outgoing }) {
  const t = useText()
  const { user } = useMe()
  const failed = outgoing.error !== undefined
  const state = failed
    ? t.thread.notSent
    : outgoing.sendsAt === undefined
      ? t.thread.sending
      : t.compose.waits
  const putBack = () => {
    outgoingReplies.discard(outgoing.clientId)
    draftStore.restore(outgoing)
  }
  return (
    <div
      className={`entry is-ours ${outgoing.mode === 'note' ? 'is-note' : ''} ${failed ? 'is-failed' : 'is-sending'}`}
    >
      <Avatar person={user} size={28} />
      <p className="entry-head">
        {outgoing.mode === 'note' && <Icon name="lock" size={12} />}
        <span className="entry-name">{t.thread.you}</span>
        <span className="entry-time">{state}</span>
      </p>
      <div className="bubble">
        <Written outgoing={outgoing} />
      </div>
      {failed && (
        <div className="entry-error">
          <ErrorNotice error={outgoing.error} onRetry={() => void outgoingReplies.retry(outgoing.clientId)}>
            <Button type="text" size="small" onClick={putBack}>
              {t.compose.putBack}
            </Button>
          </ErrorNotice>
        </div>
      )}
    </div>
  )
}
