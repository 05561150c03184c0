import { Button } from 'antd'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { messagesQuery } from '../../api/query.ts'
import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon } from '../../ui/icon.tsx'
import { announcer } from '../../presence/announce.ts'
import { useSendGuard } from '../../presence/send-guard.tsx'
import { readDraft, writeDraft } from './drafts.ts'
import { onInsert } from './insert-into-composer.ts'
import { outgoingReplies } from './outgoing-replies.ts'
import { isClosed } from './ticket-action.ts'

const longest = 20_000
const sendKeys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ Enter' : 'Ctrl Enter'

export function Composer({ ticket, onReopen }: { ticket: Ticket; onReopen: () => void }) {
  const t = useText()
  if (isClosed(ticket.status)) {
    return (
      <footer className="composer is-closed">
        <span>{t.composer.closed}</span>
        <Button size="small" onClick={onReopen}>
          {t.ticket.reopen}
        </Button>
      </footer>
    )
  }
  return <OpenComposer ticket={ticket} />
}

function OpenComposer({ ticket }: { ticket: Ticket }) {
  const t = useText()
  const client = useQueryClient()
  const [text, setText] = useState(() => readDraft(ticket.ticket_id))
  const area = useRef<HTMLTextAreaElement>(null)
  const guard = useSendGuard(ticket.ticket_id, text.trim() !== '')
  const over = text.length - longest

  // For browsers without `field-sizing: content`.
  useLayoutEffect(() => {
    const element = area.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])

  const write = (next: string) => {
    setText(next)
    writeDraft(ticket.ticket_id, next)
  }

  useEffect(() =>
    onInsert((inserted) => {
      const element = area.current
      if (!element) return
      const { selectionStart: start, selectionEnd: end, value } = element
      write(value.slice(0, start) + inserted + value.slice(end))
      element.focus()
    }),
  )

  const send = () => {
    const reply = text.trim()
    if (!reply || over > 0) return
    guard.send(() => sendNow(reply))
  }

  const sendNow = (reply: string) => {
    announcer.stopTyping()
    const loaded = client.getQueryData(messagesQuery(ticket.ticket_id).queryKey)
    void outgoingReplies.send(ticket.ticket_id, reply, loaded?.pages[0]?.items[0]?.id)
    write('')
    area.current?.focus()
  }

  return (
    <footer className="composer">
      {guard.notice}
      <form
        className="composer-box"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <textarea
          ref={area}
          rows={2}
          aria-label={t.composer.label}
          placeholder={t.composer.placeholder(ticket.guest.name)}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing)
              return
            event.preventDefault()
            send()
          }}
        />
        <div className="composer-foot">
          <span className={over > 0 ? 'composer-hint is-over' : 'composer-hint'} aria-live="polite">
            {over > 0 ? t.composer.tooLong(over) : t.composer.hint(sendKeys)}
          </span>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!text.trim() || over > 0}
            icon={<Icon name="send" />}
          >
            {t.composer.send}
          </Button>
        </div>
      </form>
    </footer>
  )
}
