import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'
import { MessageEntry, PendingEntry } from './message.tsx'
import { Rating } from './rating.tsx'
import { Topics } from './topics.tsx'
import type { Message } from './types.ts'

/** Messages of one sender within five minutes stand together. */
const isFirstOf = (message: Message, before: Message | undefined): boolean =>
  !before ||
  before.from !== message.from ||
  before.name !== message.name ||
  message.created_at - before.created_at > 5 * 60_000

export function Thread() {
  const { state, act, t } = useScene()
  const { messages, pending, ticket, widget, language, isTyping, hasMore } = state
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const top = useRef<string | undefined>(undefined)
  const height = useRef(0)
  const last = `${messages.at(-1)?.id} ${pending.length} ${ticket?.state} ${isTyping}`

  useLayoutEffect(() => {
    const { current } = box
    if (!current) return
    // Older messages are put above what is being read, which stays where it is.
    if (top.current !== messages[0]?.id && !atEnd.current)
      current.scrollTop += current.scrollHeight - height.current
    else if (atEnd.current) current.scrollTop = current.scrollHeight
    top.current = messages[0]?.id
    height.current = current.scrollHeight
  }, [last, messages.length])

  useEffect(() => {
    // Pictures that arrive late push the end away.
    const { current } = box
    if (!current) return undefined
    const observer = new ResizeObserver(() => {
      if (atEnd.current) current.scrollTop = current.scrollHeight
    })
    observer.observe(current.firstElementChild!)
    return () => observer.disconnect()
  }, [])

  const isClosed = ticket?.state === 'closed'
  const isIdle = !ticket || isClosed
  return (
    <div
      class="thread"
      ref={box}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
      tabIndex={0}
      role="region"
      aria-label={t.chat}
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 40
      }}
    >
      <div>
        {hasMore && (
          <button type="button" class="small earlier" onClick={() => void act.earlier()}>
            {t.earlier}
          </button>
        )}
        <div role="log" aria-live="polite" aria-label={t.log}>
          <ol>
            {widget && !hasMore && (
              <li class="entry from-bot">
                <p class="who">
                  <span class="avatar" aria-hidden="true">
                    <Icon name="bot" />
                  </span>
                  <span>{widget.name}</span>
                </p>
                <div class="bubble">
                  <p>{widget.welcome[language]}</p>
                </div>
              </li>
            )}
            {messages.map((message, i) => (
              <MessageEntry
                key={message.id}
                message={message}
                isFirst={isFirstOf(message, messages[i - 1])}
              />
            ))}
            {pending.map((item) => (
              <PendingEntry key={item.clientId} item={item} />
            ))}
            {isTyping && (
              <li class="typing">
                {ticket?.agent?.name} {t.typing}
                <i />
                <i />
                <i />
              </li>
            )}
          </ol>
        </div>
        {isClosed && <Rating key={ticket.ticket_id} ticket={ticket} />}
        {isIdle && pending.length === 0 && widget?.bot && <Topics />}
      </div>
    </div>
  )
}
