import { useText } from '../i18n/text.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { useMe } from '../ui/use-me.ts'
import { usePresence, type PresentPerson } from './presence-store.ts'
import './presence.css'

/** Everybody else. */
function useOthers(ticketId: string) {
  const me = useMe().user.id
  return usePresence(ticketId).filter((person) => person.id !== me)
}

const most = 3

function Faces({ people, size }: { people: readonly PresentPerson[]; size: number }) {
  return (
    <>
      {people.slice(0, most).map((person) => (
        <span key={person.id} className={person.typing ? 'viewer is-typing' : 'viewer'}>
          <Avatar person={person} size={size} />
        </span>
      ))}
      {people.length > most && <span className="viewers-more">+{people.length - most}</span>}
    </>
  )
}

/** The colleagues who have this ticket open; in a row of the list, and larger in the ticket's head. */
export function Viewers({ ticketId, size = 16 }: { ticketId: string; size?: number }) {
  const t = useText()
  const colleagues = useOthers(ticketId).filter(({ kind }) => kind === 'agent')
  if (colleagues.length === 0) return null
  const label = colleagues
    .map(({ name, typing }) => (typing ? t.presence.writes(name) : t.presence.views(name)))
    .join(t.presence.and)
  return (
    <span className="viewers" role="img" aria-label={label} title={label}>
      <Faces people={colleagues} size={size} />
    </span>
  )
}

/** Who is writing on this ticket, where the answer will appear. */
export function TypingLine({ ticketId }: { ticketId: string }) {
  const t = useText()
  const writers = useOthers(ticketId).filter(({ typing }) => typing)
  const text = writers.length === 0 ? '' : t.presence.writing(writers.map(({ name }) => name))
  return (
    <div className="typing-line" role="status">
      {text && (
        <span className="typing-line-text">
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {text}
        </span>
      )}
    </div>
  )
}
