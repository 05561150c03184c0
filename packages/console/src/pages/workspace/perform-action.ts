import { console as api } from '@pipit/contract'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ticketQuery } from '../../api/query.ts'
import type { Me, Ticket } from '../../api/types.ts'
import { callAction } from './action-calls.ts'
import { afterAction, type TicketAction } from './ticket-action.ts'

export interface Failure {
  readonly action: TicketAction
  readonly error: unknown
}

const failures = new Map<string, Failure>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function setFailure(ticketId: string, failure: Failure | undefined) {
  if (failure) failures.set(ticketId, failure)
  else if (!failures.delete(ticketId)) return
  for (const listener of listeners) listener()
}

/** The last action on a ticket that the server refused, until it is dismissed or another one is tried. */
export const useFailure = (ticketId: string) => useSyncExternalStore(subscribe, () => failures.get(ticketId))

/** What is on its way, by ticket, and the ticket as the server gave it last. */
const underWay = new Map<string, { server: Ticket; readonly actions: TicketAction[] }>()

/**
 * Shows the result at once, then the server's, with what is still on its way on top; or goes back when it refuses, and
 * keeps why.
 * @param version what the decision was made on, where that is not what the cache has
 * @returns whether it was done
 */
export async function performAction(
  client: QueryClient,
  me: Me,
  ticketId: string,
  action: TicketAction,
  version?: number,
): Promise<boolean> {
  const { queryKey } = ticketQuery(ticketId)
  void client.cancelQueries({ queryKey })
  setFailure(ticketId, undefined)
  const shown = client.getQueryData(queryKey)
  let mine = underWay.get(ticketId)
  if (shown && !mine) underWay.set(ticketId, (mine = { server: shown, actions: [] }))
  mine?.actions.push(action)
  const show = () => {
    if (!mine) return
    const now = Date.now()
    client.setQueryData(
      queryKey,
      mine.actions.reduce((ticket, one) => afterAction(ticket, one, me, now), mine.server),
    )
  }
  const leave = () => {
    if (!mine) return
    mine.actions.splice(mine.actions.indexOf(action), 1)
    if (mine.actions.length === 0) underWay.delete(ticketId)
  }
  show()
  try {
    const ticket = await callAction(ticketId, action, version ?? shown?.version)
    if (mine) mine.server = ticket
    leave()
    show()
    return true
  } catch (error) {
    leave()
    show()
    setFailure(ticketId, { action, error })
    void client.invalidateQueries({ queryKey })
    return false
  } finally {
    for (const { path } of [api.ticket.list, api.ticket.counts, api.ticketContext.history])
      void client.invalidateQueries({ queryKey: [path] }, { cancelRefetch: false })
  }
}
