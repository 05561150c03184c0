import { useEffect } from 'react'

/** The thread, the composer and the details: not needed to show a list. */
export const openTicketPage = () => import('./ticket-page.tsx')

/** Fetches it while nobody waits, so that the first ticket opens as quickly as the others. */
export function usePreparedTicketPage() {
  useEffect(() => {
    const timer = setTimeout(() => void openTicketPage().catch(() => undefined), 1000)
    return () => clearTimeout(timer)
  }, [])
}
