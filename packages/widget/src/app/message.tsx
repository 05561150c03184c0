import { FileLink, Picture } from './attachment.tsx'
import { Avatar } from './avatar.tsx'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'
import { timeText } from './text.ts'
import type { Inline, Message, Pending } from './types.ts'

function Piece({ piece, messageId }: { piece: Inline; messageId: string }) {
  const { act } = useScene()
  const { text = '', faq_id: faqId } = piece
  if (piece.image) return <Picture messageId={messageId} imageKey={piece.image} />
  if (faqId)
    return (
      <button type="button" class="choice" onClick={() => act.say(text, faqId)}>
        {text}
      </button>
    )
  if (piece.href)
    return (
      <a href={piece.href} target="_blank" rel="noreferrer">
        {text}
      </a>
    )
  const words = piece.bold ? <strong>{text}</strong> : <>{text}</>
  return piece.italic ? <em>{words}</em> : words
}

function Body({ message }: { message: Message }) {
  const { t } = useScene()
  const { title, lines, file, message_id: id } = message
  if (message.recalled) return <p class="recalled">{t.recalled}</p>
  return (
    <>
      {title && <p class="message-title">{title}</p>}
      {lines.map((line, i) => (
        <p key={i}>
          {line.map((piece, k) => (
            <Piece key={k} piece={piece} messageId={id} />
          ))}
        </p>
      ))}
      {file?.kind === 'image' && <Picture messageId={id} imageKey={file.key} />}
      {file?.kind === 'file' && <FileLink messageId={id} fileKey={file.key} name={file.name} />}
    </>
  )
}

/** Whether an answer of the bot has helped; whoever it has not is offered a person. */
function Helpful({ message }: { message: Message }) {
  const { act, t, state } = useScene()
  if (message.helpful === 'unasked')
    return (
      <div class="helpful" role="group" aria-label={t.helpful}>
        <span>{t.helpful}</span>
        <button type="button" class="small" onClick={() => void act.helpful(message, true)}>
          {t.yes}
        </button>
        <button type="button" class="small" onClick={() => void act.helpful(message, false)}>
          {t.no}
        </button>
      </div>
    )
  const isWithBot = state.ticket?.state === 'bot' && state.ticket.ticket_id === message.ticket_id
  return (
    <div class="helpful" role="status">
      <span>{message.helpful === 'yes' ? t.helped : t.notHelped}</span>
      {message.helpful === 'no' && isWithBot && (
        <button type="button" class="small" onClick={() => void act.human()}>
          {t.human}
        </button>
      )}
    </div>
  )
}

export function MessageEntry({ message, isFirst }: { message: Message; isFirst: boolean }) {
  const { t, state } = useScene()
  const { from } = message
  const who = from === 'visitor' ? t.you : from === 'agent' ? (message.name ?? '') : t.bot
  const isPicture = message.file?.kind === 'image'
  if (from === 'system')
    return (
      <li class="system">
        <Body message={message} />
      </li>
    )
  return (
    <li class={`entry from-${from}`}>
      {isFirst && (
        <p class="who">
          {from === 'agent' && <Avatar name={who} url={message.avatar_url} />}
          {from === 'bot' && (
            <span class="avatar" aria-hidden="true">
              <Icon name="bot" />
            </span>
          )}
          <span class={from === 'visitor' ? 'hidden' : ''}>{who}</span>
          <time dateTime={new Date(message.created_at).toISOString()}>
            {timeText(message.created_at, state.language)}
          </time>
        </p>
      )}
      <div class={isPicture ? 'bubble is-picture' : 'bubble'}>
        <Body message={message} />
      </div>
      {message.helpful && <Helpful message={message} />}
    </li>
  )
}

/** What is on its way: shown at once, and kept with its reason when it does not arrive. */
export function PendingEntry({ item }: { item: Pending }) {
  const { act, t } = useScene()
  return (
    <li class="entry from-visitor">
      <div class={item.error ? 'bubble is-failed' : 'bubble is-pending'}>
        <p>
          {item.file && <Icon name="file" />} {item.text}
        </p>
        {item.file && !item.error && (
          <progress max={1} value={item.progress ?? 0} aria-label={t.sending}>
            {Math.round((item.progress ?? 0) * 100)}%
          </progress>
        )}
      </div>
      {item.error && (
        <div class="helpful" role="alert">
          <span class="error">
            {t.failed} {item.error}
          </span>
          <button type="button" class="small" onClick={() => act.retry(item)}>
            {t.retry}
          </button>
          <button type="button" class="small" onClick={() => act.discard(item)}>
            {t.discard}
          </button>
        </div>
      )}
    </li>
  )
}
