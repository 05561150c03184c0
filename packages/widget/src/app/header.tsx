import { Avatar } from './avatar.tsx'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'
import { timeText } from './text.ts'

/** Who answers, and whether they are there. */
export function Header() {
  const { state, act, t, closeWindow } = useScene()
  const { widget, ticket, presence, language } = state
  const agent = ticket?.state === 'agent' ? ticket.agent : undefined
  const line = agent
    ? t.agentJoined(agent.name)
    : ticket?.state === 'bot' || (widget?.bot && ticket?.state !== 'queue')
      ? t.botHere
      : presence.online
        ? t.online
        : presence.back_at
          ? t.back(timeText(presence.back_at, language))
          : t.away
  return (
    <header class="header">
      {agent && <Avatar name={agent.name} url={agent.avatar_url} />}
      <div class="header-text">
        <h1>{agent?.name ?? widget?.name ?? ''}</h1>
        <p>{agent ? widget?.name : line}</p>
      </div>
      {ticket && ticket.state !== 'closed' && (
        <button type="button" class="header-button is-text" onClick={() => void act.end()}>
          {t.end}
        </button>
      )}
      <button type="button" class="header-button" title={t.close} aria-label={t.close} onClick={closeWindow}>
        <Icon name="close" />
      </button>
    </header>
  )
}
