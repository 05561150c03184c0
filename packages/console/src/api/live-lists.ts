import { console as api } from '@pipit/contract'
import type { Query, QueryClient } from '@tanstack/react-query'
import { call } from './call.ts'
import { type ListData, replaceRows } from './list-rows.ts'
import { createRefresher } from './refresher.ts'
import type { TicketFilter } from './types.ts'

/** The server answers for so many tickets at once; beyond it reading the list anew is cheaper. */
const most = 100
/** So much of a list is read anew; the rest comes back when somebody scrolls there. */
const pagesReadAnew = 4

const isList = ({ queryKey, state }: Query) =>
  queryKey[0] === api.ticket.list.path && (state.data as ListData | undefined)?.pages !== undefined

/** Reading a page builds on the pages that were there when it began: nothing may change under it. */
const settled = (query: Query) => query.promise?.catch(() => undefined)

/** Asks where the tickets that have changed stand now, however long the list is. */
async function follow(client: QueryClient, query: Query, ids: readonly string[]) {
  const { query: filter } = query.queryKey[1] as { query: TicketFilter }
  const { items } = await call(api.ticket.list, { query: { ...filter, id: [...ids], limit: most } })
  if (query.state.fetchStatus !== 'idle') await settled(query)
  client.setQueryData<ListData>(
    query.queryKey,
    (data) => data && replaceRows(data, ids, items, filter.sort ?? 'newest', filter.reversed ?? false),
  )
}

/** Long lists are cut before they are read anew: page after page would take as long as it took to scroll there. */
function cut(client: QueryClient, query: Query) {
  client.setQueryData<ListData>(query.queryKey, (data) =>
    data && data.pages.length > pagesReadAnew
      ? { pages: data.pages.slice(0, pagesReadAnew), pageParams: data.pageParams.slice(0, pagesReadAnew) }
      : data,
  )
}

/** Keeps the lists on screen up to date with the tickets that change; the others are read when they are shown again. */
export function createListRefresher(client: QueryClient) {
  let changed = new Set<string>()
  const refresher = createRefresher(async () => {
    const ids = [...changed]
    changed = new Set()
    for (const query of client.getQueryCache().findAll({ predicate: isList })) {
      const shown = query.isActive()
      if (shown && ids.length <= most) {
        await follow(client, query, ids).catch(() => client.invalidateQueries({ queryKey: query.queryKey }))
        continue
      }
      cut(client, query)
      await client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false })
    }
  })
  return {
    poke: (ticketId: string) => {
      changed.add(ticketId)
      refresher.poke()
    },
    stop: refresher.stop,
  }
}
