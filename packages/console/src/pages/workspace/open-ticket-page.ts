import { useIsFetching } from '@tanstack/react-query'
import { useEffect } from 'react'

/** The thread, the composer and the details: not needed to show a list. */
export const openTicketPage = () => import('./ticket-page.tsx')

/** Fetches it while nobody waits for anything, so that the first ticket opens as quickly as the others. */
export function usePreparedTicketPage() {
  const busy = useIsFetching() > 0
  useEffect(() => {
    if (busy) return undefined
    const timer = setTimeout(() => void openTicketPage().catch(() => undefined), 800)
    return () => clearTimeout(timer)
  }, [busy])
}
