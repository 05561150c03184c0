import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../api/call.ts'
import { addMessage } from '../../api/messages.ts'
import type { WritingMode } from '../../api/outgoing.ts'
import { draftsQuery, messagesQuery } from '../../api/query.ts'
import type { Ticket } from '../../api/types.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { draftStore } from './compose/draft-store.ts'
import { UndoBar } from './compose/undo-bar.tsx'
import { WritingBox } from './compose/writing-box.tsx'
import './compose/compose.css'
import { isClosed } from './ticket-action.ts'

interface Props {
  readonly ticket: Ticket
  readonly onReopen: () => void
  readonly onClose: () => void
}

/** Where agents write: to the guest, or to each other. Notes can be written on closed tickets as well. */
export function Composer({ ticket, onReopen, onClose }: Props) {
  const t = useText()
  const closed = isClosed(ticket.status)
  const [chosen, choose] = useState<WritingMode>('reply')
  const [focus, setFocus] = useState(0)
  const mode = closed ? 'note' : chosen
  const drafts = useQuery(draftsQuery(ticket.ticket_id))
  const rating = useRatingRequest(ticket.ticket_id)

  useEffect(() => {
    if (drafts.data) draftStore.adopt(ticket.ticket_id, drafts.data.items)
  }, [drafts.data, ticket.ticket_id])

  const turn = (next: WritingMode) => {
    choose(next)
    setFocus((n) => n + 1)
  }
  useCommand({ id: 'write.reply', run: () => turn('reply'), enabled: !closed })
  useCommand({ id: 'write.note', run: () => turn('note') })
  useCommand({ id: 'ticket.rating', run: () => rating.mutate() })

  return (
    <footer className={`composer is-${mode}`}>
      <UndoBar ticketId={ticket.ticket_id} onUndo={(one) => turn(one.mode)} />
      {rating.error && (
        <ErrorNotice
          error={rating.error}
          lead={t.compose.notAsked}
          onRetry={() => rating.mutate()}
          onDismiss={rating.reset}
        />
      )}
      {closed && (
        <div className="composer-closed">
          <span>{t.composer.closed}</span>
          <Button size="small" onClick={onReopen}>
            {t.ticket.reopen}
          </Button>
          <Button size="small" icon={<Icon name="star" size={14} />} onClick={() => rating.mutate()}>
            {t.compose.askRating}
          </Button>
        </div>
      )}
      <WritingBox
        key={mode}
        ticket={ticket}
        mode={mode}
        focus={focus}
        onTurn={closed ? undefined : turn}
        onRating={() => rating.mutate()}
        onClose={closed ? undefined : onClose}
      />
    </footer>
  )
}

function useRatingRequest(ticketId: string) {
  const client = useQueryClient()
  const { language } = useLanguage()
  return useMutation({
    mutationFn: () => call(api.ticket.requestRating, { params: { ticket_id: ticketId }, body: { language } }),
    onSuccess: (message) => {
      client.setQueryData(messagesQuery(ticketId).queryKey, (data) => addMessage(data, message))
    },
  })
}
