import { Button } from 'antd'
import type { Outgoing } from '../../api/outgoing.ts'
import type { Message } from '../../api/types.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { clockTime, dateTime } from '../../i18n/time.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useMe } from '../../ui/use-me.ts'
import { LinkedText } from './linked-text.tsx'
import { outgoingReplies } from './outgoing-replies.ts'
import { useSenderName } from './sender.ts'

function Clock({ at }: { at: number }) {
  const { locale } = useLanguage()
  return (
    <time className="entry-time" dateTime={new Date(at).toISOString()} title={dateTime(at, locale)}>
      {clockTime(at, locale)}
    </time>
  )
}

function SenderMark({ message }: { message: Message }) {
  if (message.sender_type === 'bot' || !message.sender) {
    return (
      <span className="avatar is-bot" aria-hidden="true">
        <Icon name="bot" size={18} />
      </span>
    )
  }
  return <Avatar person={message.sender} size={28} />
}

function Body({ message }: { message: Message }) {
  const t = useText()
  const kind = t.thread.kind[message.type]
  const bare = message.text.trim()
  return (
    <div className="bubble">
      {kind && message.type !== 'post' && (
        <span className="bubble-kind">
          <Icon name={message.type === 'image' ? 'image' : 'file'} size={14} />
          {kind}
        </span>
      )}
      {bare ? <LinkedText text={message.text} /> : kind ? null : <em>{t.thread.unreadable}</em>}
    </div>
  )
}

export function MessageEntry({ message, joined }: { message: Message; joined: boolean }) {
  const nameOf = useSenderName()
  const ours = message.sender_type !== 'guest'
  return (
    <li className={`entry is-${ours ? 'ours' : 'guest'} ${joined ? 'is-joined' : ''}`}>
      {!joined && <SenderMark message={message} />}
      {!joined && (
        <p className="entry-head">
          <span className="entry-name">{nameOf(message)}</span>
          <Clock at={message.created_at} />
        </p>
      )}
      <Body message={message} />
      {joined && <Clock at={message.created_at} />}
    </li>
  )
}

export function SystemEntry({ message }: { message: Message }) {
  return (
    <li className="entry-system">
      {message.text} <Clock at={message.created_at} />
    </li>
  )
}

/** A reply that the server has not confirmed: in its place at once, and with a way out when it fails. */
export function OutgoingEntry({ outgoing }: { outgoing: Outgoing }) {
  const t = useText()
  const { user } = useMe()
  const failed = outgoing.error !== undefined
  return (
    <li className={`entry is-ours ${failed ? 'is-failed' : 'is-sending'}`}>
      <Avatar person={user} size={28} />
      <p className="entry-head">
        <span className="entry-name">{t.thread.you}</span>
        <span className="entry-time">{failed ? t.thread.notSent : t.thread.sending}</span>
      </p>
      <div className="bubble">
        <LinkedText text={outgoing.text} />
      </div>
      {failed && (
        <div className="entry-error">
          <ErrorNotice error={outgoing.error} onRetry={() => void outgoingReplies.retry(outgoing.clientId)}>
            <Button type="text" size="small" onClick={() => outgoingReplies.discard(outgoing.clientId)}>
              {t.thread.discard}
            </Button>
          </ErrorNotice>
        </div>
      )}
    </li>
  )
}
