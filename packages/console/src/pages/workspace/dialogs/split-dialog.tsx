import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { inOrder } from '../../../api/messages.ts'
import { messagesQuery } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useSenderName } from '../sender.ts'
import { FloatDialog } from './float-dialog.tsx'
import { useMoves } from './use-moves.ts'

interface Props {
  readonly ticket: Ticket
  readonly onClose: () => void
}

/** Which messages go to a ticket of their own. Those of merged tickets are not offered: that merge can be undone. */
export function SplitDialog({ ticket, onClose }: Props) {
  const t = useText()
  const nameOf = useSenderName()
  const thread = useInfiniteQuery(messagesQuery(ticket.ticket_id))
  const messages = inOrder(thread.data).filter(
    (message) => message.ticket_id === ticket.ticket_id && message.sender_type !== 'system',
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [title, setTitle] = useState('')
  const { split } = useMoves()
  const d = t.actions.split
  const all = chosen.size === messages.length

  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <FloatDialog label={d.title} onClose={onClose}>
      <form
        className="float-dialog-box"
        onSubmit={(event) => {
          event.preventDefault()
          split.mutate(
            { id: ticket.ticket_id, messages: [...chosen], title: title.trim() },
            { onSuccess: onClose },
          )
        }}
      >
        <div className="ticket-dialog-text">
          <h2>{d.title}</h2>
          <p>{d.help}</p>
        </div>
        <div className="ticket-dialog-messages" role="group" aria-label={d.messages}>
          {thread.hasNextPage && (
            <Button type="text" size="small" onClick={() => void thread.fetchNextPage()}>
              {t.thread.older}
            </Button>
          )}
          {messages.map((message, i) => (
            <label key={message.id}>
              <input
                type="checkbox"
                {...(i === 0 && { 'data-first': true })}
                checked={chosen.has(message.id)}
                onChange={() => toggle(message.id)}
              />
              <span>{nameOf(message)}</span>
              <RelativeTime at={message.created_at} />
              <span className="ellipsis">{message.text || t.thread.kind[message.type] || '–'}</span>
            </label>
          ))}
        </div>
        {split.error && <ErrorNotice error={split.error} lead={d.notDone} />}
        <div className="ticket-dialog-foot">
          <label>
            {d.name}
            <input
              type="text"
              className="ticket-dialog-line"
              maxLength={200}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          </label>
          <Button
            type="primary"
            htmlType="submit"
            disabled={chosen.size === 0 || all}
            loading={split.isPending}
          >
            {all && messages.length > 0 ? d.leaveOne : d.submit(chosen.size)}
          </Button>
        </div>
      </form>
    </FloatDialog>
  )
}
