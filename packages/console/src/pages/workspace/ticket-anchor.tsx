import { useLocation, useRouter } from '@tanstack/react-router'
import { createContext, use, useMemo, useRef, type MouseEvent, type ReactNode } from 'react'

/** How long a pointer rests on a row before its ticket is fetched, in ms. */
const rest = 50

interface Opener {
  readonly hrefOf: (ticketId: string) => string
  readonly open: (event: MouseEvent, ticketId: string) => void
  readonly rest: (ticketId: string) => void
  readonly leave: () => void
}

const OpenerContext = createContext<Opener | undefined>(undefined)

/**
 * What the rows of a list open tickets with. A router's link watches the address and builds its own; a list that is
 * scrolled mounts twenty rows at each step of the wheel, so that they share one.
 */
export function TicketAnchors({ children }: { children: ReactNode }) {
  const router = useRouter()
  const query = useLocation({ select: (location) => location.searchStr })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const opener = useMemo<Opener>(() => {
    const target = (ticketId: string) =>
      ({ to: '/agent/tickets/$ticketId', params: { ticketId }, search: true }) as const
    return {
      hrefOf: (ticketId) => `/agent/tickets/${ticketId}${query}`,
      open: (event, ticketId) => {
        if (event.defaultPrevented || event.button !== 0) return
        // A new tab, a new window, a download: the browser's own.
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        void router.navigate(target(ticketId))
      },
      rest: (ticketId) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(
          () => void router.preloadRoute(target(ticketId)).catch(() => undefined),
          rest,
        )
      },
      leave: () => clearTimeout(timer.current),
    }
  }, [router, query])
  return <OpenerContext value={opener}>{children}</OpenerContext>
}

interface Props {
  readonly ticketId: string
  readonly className: string
  readonly selected?: boolean
  readonly children: ReactNode
}

/** A link to a ticket, within `TicketAnchors`; the list stays as it is. */
export function TicketAnchor({ ticketId, className, selected = false, children }: Props) {
  const opener = use(OpenerContext)
  if (!opener) throw new Error('TicketAnchors is missing')
  return (
    <a
      href={opener.hrefOf(ticketId)}
      className={className}
      data-ticket={ticketId}
      aria-current={selected ? 'true' : undefined}
      onClick={(event) => opener.open(event, ticketId)}
      onMouseEnter={() => opener.rest(ticketId)}
      onMouseLeave={opener.leave}
      onFocus={() => opener.rest(ticketId)}
      onTouchStart={() => opener.rest(ticketId)}
    >
      {children}
    </a>
  )
}
