import type { Message } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { clockTime, dateTime } from '../../i18n/time.ts'
import { MessageContent, isBare } from '../../rich/message-content.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useMe } from '../../ui/use-me.ts'
import { DeliveryMark } from './delivery-mark.tsx'
import { KeepAsQuickReply } from './keep-as-quick-reply.tsx'
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

function Edited({ at }: { at: number }) {
  const { t, locale } = useLanguage()
  return (
    <span className="entry-edited" title={t.rich.editedAt(dateTime(at, locale))}>
      {t.rich.edited}
    </span>
  )
}

export function MessageEntry({ message, joined }: { message: Message; joined: boolean }) {
  const nameOf = useSenderName()
  const ours = message.sender_type !== 'guest'
  const mine =
    message.sender?.id === useMe().user.id && !message.recalled && ['text', 'post'].includes(message.type)
  return (
    <div className={`entry is-${ours ? 'ours' : 'guest'} ${joined ? 'is-joined' : ''}`}>
      {!joined && <SenderMark message={message} />}
      {!joined && (
        <p className="entry-head">
          <span className="entry-name">{nameOf(message)}</span>
          <Clock at={message.created_at} />
        </p>
      )}
      <div className={isBare(message) ? 'bubble is-bare' : 'bubble'}>
        <MessageContent message={message} />
        {mine && <KeepAsQuickReply message={message} />}
        {message.edited_at !== undefined && !message.recalled && <Edited at={message.edited_at} />}
      </div>
      {joined && <Clock at={message.created_at} />}
      {message.delivery && <DeliveryMark delivery={message.delivery} />}
    </div>
  )
}

export function SystemEntry({ message }: { message: Message }) {
  return (
    <div className="entry-system">
      {message.text} <Clock at={message.created_at} />
    </div>
  )
}
