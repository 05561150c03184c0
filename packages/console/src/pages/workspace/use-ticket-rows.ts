import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { filterOf, type ListSearch } from '../../api/list-filter.ts'
import { rowsOf, type ListData } from '../../api/list-rows.ts'
import { ticketListQuery } from '../../api/query.ts'

/** The loaded part of a list, and how to get more of it. */
export function useTicketRows(search: ListSearch) {
  const key = JSON.stringify(filterOf(search))
  const list = useInfiniteQuery(useMemo(() => ticketListQuery(JSON.parse(key)), [key]))
  const rows = useMemo(() => rowsOf(list.data as ListData | undefined), [list.data])
  const mayLoad = list.hasNextPage && !list.isFetching && !list.isFetchNextPageError
  return { key, list, rows, mayLoad }
}
