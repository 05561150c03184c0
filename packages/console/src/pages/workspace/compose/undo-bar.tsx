import { useText } from '../../../i18n/text.tsx'
import type { Outgoing } from '../../../api/outgoing.ts'
import { outgoingReplies, useAllOutgoing } from '../outgoing-replies.ts'
import { draftStore } from './draft-store.ts'

/** What was just sent can be taken back for a moment. */
export function UndoBar({ ticketId, onUndo }: { ticketId: string; onUndo: (one: Outgoing) => void }) {
  const t = useText()
  const waiting = useAllOutgoing().filter((one) => one.ticketId === ticketId && one.sendsAt !== undefined)
  const last = waiting.at(-1)
  const undo = (clientId: string) => {
    const taken = outgoingReplies.undo(clientId)
    if (!taken) return
    draftStore.restore(taken)
    onUndo(taken)
  }
  return (
    <div className="undo-bar" role="status">
      {last && (
        <div key={last.clientId} className="undo-bar-box">
          <span>{last.mode === 'note' ? t.compose.noteWaits : t.compose.replyWaits}</span>
          <button type="button" onClick={() => undo(last.clientId)}>
            {t.compose.undo}
          </button>
          <button type="button" onClick={() => void outgoingReplies.sendNow(last.clientId)}>
            {t.compose.sendNow}
          </button>
          <span
            className="undo-bar-time"
            style={{ animationDuration: `${(last.sendsAt ?? 0) - last.at}ms` }}
            aria-hidden="true"
          />
        </div>
      )}
    </div>
  )
}
