import { console as api } from '@pipit/contract'
import { useEffect } from 'react'
import { toUrl } from '../api/call.ts'
import { createAnnouncer, type Note } from './announcer.ts'

const random = () =>
  [...crypto.getRandomValues(new Uint8Array(9))].map((b) => b.toString(16).padStart(2, '0')).join('')

/** Also while the page is being closed; a failure is nobody's business, the next beat comes. */
function send(note: Note) {
  fetch(toUrl(api.presence.update.path, {}), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Pipit-Csrf': '1' },
    credentials: 'same-origin',
    body: JSON.stringify(note),
    keepalive: true,
  }).catch(() => undefined)
}

/** What this page is called where pages of one person must be told apart. */
export const pageId = random()

/** Of this page. */
export const announcer = createAnnouncer({ send, page: pageId })

/** Lets colleagues see that this ticket is open here, while somebody can see it. */
export function usePresent(ticketId: string) {
  useEffect(() => {
    const show = () => announcer.show(document.visibilityState === 'visible' ? ticketId : undefined)
    const leave = () => announcer.show(undefined)
    show()
    document.addEventListener('visibilitychange', show)
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', show)
    return () => {
      document.removeEventListener('visibilitychange', show)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', show)
      leave()
    }
  }, [ticketId])
}
