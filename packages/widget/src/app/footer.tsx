import { Composer } from './composer.tsx'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'
import { timeText } from './text.ts'

/** Where the conversation stands: in the queue, nobody there, no connection. */
function Standing() {
  const { state, t, setLeaving } = useScene()
  const { ticket, presence, widget, language } = state
  const isQueueing = ticket?.state === 'queue'
  const isUnattended = !presence.online && (isQueueing || (!widget?.bot && ticket?.state !== 'agent'))
  return (
    <div class="standing" role="status">
      {isQueueing && (
        <p class="queue">
          <strong>{t.queue(ticket.position)}</strong>
          <span>{presence.online ? t.queueHelp : t.queueAway}</span>
        </p>
      )}
      {isUnattended && (
        <p class="queue is-away">
          <span>
            {widget?.offline[language]}
            {presence.back_at && ` ${t.back(timeText(presence.back_at, language))}.`}
          </span>
          <button type="button" class="small" onClick={() => setLeaving(true)}>
            <Icon name="mail" />
            {isQueueing ? t.addEmail : t.leave}
          </button>
        </p>
      )}
      {state.isAway && <p class="away">{t.offline}</p>}
      {state.notice && <p class="notice">{state.notice}</p>}
    </div>
  )
}

export function Footer({ composerRef }: { composerRef: { current: HTMLTextAreaElement | null } }) {
  const { state, act, t } = useScene()
  const { ticket, widget } = state
  const offersPerson = ticket ? ticket.state === 'bot' : widget?.bot === true
  return (
    <footer class="footer">
      <Standing />
      {offersPerson && (
        <div class="actions">
          <button type="button" class="small" onClick={() => void act.human()}>
            <Icon name="person" />
            {t.human}
          </button>
        </div>
      )}
      <Composer inputRef={composerRef} />
    </footer>
  )
}
