import { console as api, type Output } from '@pipit/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { keyOf, query } from '../../../api/query.ts'
import type { EventsSearch } from '../../../search.ts'

export type Receiver = Output<typeof api.event.receiver>
export type Delivery = Output<typeof api.event.deliveries>['items'][number]

export const receiverQuery = (app_id: string) => ({
  ...query(api.event.receiver, { params: { app_id } }),
  staleTime: 0,
})

/** An event id has letters; a ticket's has none. */
const wanted = (text: string | undefined) =>
  text === undefined
    ? {}
    : /^\d+$/.test(text) || text.startsWith('oc_')
      ? { subject: text }
      : { event_id: text }

export const deliveriesQuery = (app_id: string, { status, q }: EventsSearch) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.event.deliveries, { query: { app_id, status, ...wanted(q) } }),
    queryFn: ({ pageParam, signal }) =>
      call(api.event.deliveries, { query: { app_id, status, ...wanted(q), cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })

/** Looked at again each minute, for the alarm beside the page's name. */
export const parkedQuery = queryOptions({
  ...query(api.event.parked, {}),
  refetchInterval: 60_000,
})
