import { useCallback, useMemo, useRef, useState } from 'react'
import type { TicketRow } from '../../api/types.ts'

/** The server changes so many tickets at once. */
export const mostSelected = 200

export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly toggle: (id: string, range?: boolean) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

/** Which rows are selected; those that leave the list leave the selection. With Shift, all up to the last one clicked. */
export function useSelection(rows: readonly TicketRow[]): Selection {
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const ids = useMemo(() => {
    if (chosen.size === 0) return chosen
    return new Set(rows.flatMap((row) => (chosen.has(row.ticket_id) ? [row.ticket_id] : [])))
  }, [rows, chosen])

  const toggle = useCallback(
    (id: string, range = false) => {
      const next = new Set(ids)
      const at = rows.findIndex((row) => row.ticket_id === id)
      const from = range ? rows.findIndex((row) => row.ticket_id === last.current) : -1
      if (from >= 0 && at >= 0) {
        for (const row of rows.slice(Math.min(from, at), Math.max(from, at) + 1)) next.add(row.ticket_id)
      } else if (!next.delete(id)) next.add(id)
      last.current = id
      choose(new Set([...next].slice(0, mostSelected)))
    },
    [rows, ids],
  )
  const selectAll = useCallback(
    () => choose(new Set(rows.slice(0, mostSelected).map((row) => row.ticket_id))),
    [rows],
  )
  const clear = useCallback(() => choose(new Set()), [])
  return useMemo(() => ({ ids, toggle, selectAll, clear }), [ids, toggle, selectAll, clear])
}
