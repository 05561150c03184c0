import { console as api } from '@pipit/contract'
import type { QueryClient } from '@tanstack/react-query'
import { call } from './call.ts'
import { mergeNewest } from './messages.ts'
import { createListRefresher } from './live-lists.ts'
import { messagesQuery, ticketQuery } from './query.ts'
import { createRefresher, createRefreshers } from './refresher.ts'
import type { LiveEvent } from './types.ts'

export interface Affected {
  /** An endpoint whose answer is out of date. */
  readonly path?: string
  readonly everything?: boolean
  readonly lists?: boolean
  readonly ticket?: string
  readonly messages?: string
}

/** What an event makes out of date. An event we do not know yet may touch anything on its ticket. */
export function affectedBy({ type, ticket_id }: LiveEvent): Affected {
  if (type === 'agent.changed') return { path: api.routing.agents.path }
  if (type === 'preferences.changed') return { path: api.preferences.get.path }
  if (type === 'draft.changed') return { path: api.draft.list.path }
  if (type === 'reset' || !ticket_id) return { everything: true }
  if (type === 'ticket.created') return { lists: true }
  if (type === 'ticket.updated') return { lists: true, ticket: ticket_id }
  return { lists: true, ticket: ticket_id, messages: ticket_id }
}

/** What live events are about: the lists, the counts, each ticket and its messages. */
const ticketPaths = '/console/v1/ticket'

/** Applies live events to the query cache; bursts become one request for each thing that is on screen. */
export function createLiveEffects(client: QueryClient) {
  const invalidate = (queryKey: readonly unknown[]) => client.invalidateQueries({ queryKey })

  const lists = createListRefresher(client)
  // Numbers may be a second old; whole desks are counted for them.
  const counts = createRefresher(() => invalidate([api.ticket.counts.path]), 1000)
  const everything = createRefresher(() => client.invalidateQueries())
  const everyTicket = createRefresher(() =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(ticketPaths) }),
  )
  const tickets = createRefreshers((id) => invalidate(ticketQuery(id).queryKey))
  const messages = createRefreshers(async (id) => {
    const { queryKey } = messagesQuery(id)
    const shown = client.getQueryCache().find({ queryKey })?.isActive() ?? false
    if (!shown) return client.invalidateQueries({ queryKey, refetchType: 'none' })
    try {
      const newest = await call(api.ticket.messages, { params: { ticket_id: id }, query: {} })
      client.setQueryData(queryKey, (data) => mergeNewest(data, newest))
    } catch {
      // Marks it as out of date as well, so that it is read when the connection is back.
      await client.invalidateQueries({ queryKey })
    }
  })

  return {
    apply: (event: LiveEvent) => {
      const affected = affectedBy(event)
      if (affected.everything) return everything.poke()
      if (affected.path) return void invalidate([affected.path])
      // What is being read first: requests are answered in their order.
      if (affected.messages) messages.poke(affected.messages)
      if (affected.ticket) tickets.poke(affected.ticket)
      if (affected.lists) {
        lists.poke(event.ticket_id!)
        counts.poke()
      }
    },
    /** The connection is back: what could not be read meanwhile is read now, without waiting for the next try. */
    resume: () =>
      void client.refetchQueries({
        type: 'active',
        predicate: ({ state }) =>
          state.isInvalidated || state.status === 'error' || state.fetchFailureCount > 0,
      }),
    refreshTickets: () => everyTicket.poke(),
    stop: () => {
      for (const one of [lists, counts, everything, everyTicket, tickets, messages]) one.stop()
    },
  }
}
