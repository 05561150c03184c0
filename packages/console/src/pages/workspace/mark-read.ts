import { console as api } from '@pipit/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { call } from '../../api/call.ts'
import type { ListData } from '../../api/list-rows.ts'

const onVisibility = (changed: () => void) => {
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}

/** What is open in a window that is looked at has been read, up to the newest message (ms). */
export function useMarkRead(ticketId: string, newest: number | undefined) {
  const client = useQueryClient()
  const visible = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible')
  useEffect(() => {
    if (!visible || newest === undefined) return
    client.setQueriesData<ListData>({ queryKey: [api.ticket.list.path] }, (data) =>
      data?.pages.some((page) => page.items.some((row) => row.ticket_id === ticketId && row.unread))
        ? {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((row) => (row.ticket_id === ticketId ? { ...row, unread: false } : row)),
            })),
          }
        : data,
    )
    // Not worth a notice: the dot comes back with the next look at the list.
    call(api.list.read, { params: { ticket_id: ticketId }, body: { up_to: newest } }).catch(() => undefined)
  }, [client, ticketId, newest, visible])
}
