import { console as api, type Endpoint, type Input } from '@pipit/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'
import type { PushStatus, TicketFilter } from './types.ts'

/** The key is the endpoint's path and its input, so that live events can invalidate by path. */
export const keyOf = <E extends Endpoint>(e: E, input: Input<E>) => [e.path, input] as const

export const query = <E extends Endpoint>(e: E, input: Input<E>) =>
  queryOptions({ queryKey: keyOf(e, input), queryFn: ({ signal }) => call(e, input, signal) })

export const sessionQuery = query(api.session.get, {})

export const ticketQuery = (ticketId: string) => query(api.ticket.get, { params: { ticket_id: ticketId } })

export const countsQuery = query(api.ticket.counts, {})

export const savedViewsQuery = query(api.view.list, {})

export const choicesQuery = query(api.list.choices, {})

export const deskAgentsQuery = query(api.routing.agents, {})

export const slaQuery = query(api.sla.get, {})

export const ticketListQuery = (filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.ticket.list, { query: filter }),
    queryFn: ({ pageParam, signal }) =>
      call(api.ticket.list, { query: { ...filter, cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
  })

/** What somebody has begun to write, on whichever device: asked again whenever they come back. */
export const draftsQuery = (ticketId: string) =>
  queryOptions({
    ...query(api.draft.list, { params: { ticket_id: ticketId } }),
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  })

export const quickRepliesQuery = query(api.quickReply.list, {})

export const messagesQuery = (ticketId: string) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.ticket.messages, { params: { ticket_id: ticketId }, query: {} }),
    queryFn: ({ pageParam, signal }) =>
      call(api.ticket.messages, { params: { ticket_id: ticketId }, query: { before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.has_more ? page.items.at(-1)?.id : undefined),
  })

export interface LogFilter {
  readonly log_id?: string
  readonly app_id?: string
  readonly errors_only?: boolean
}

export const logsQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.admin.log.list, { query: filter }),
    queryFn: ({ pageParam, signal }) =>
      call(api.admin.log.list, { query: { ...filter, cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })

export const accessTokensQuery = infiniteQueryOptions({
  queryKey: keyOf(api.accessToken.list, { query: {} }),
  queryFn: ({ pageParam, signal }) => call(api.accessToken.list, { query: { cursor: pageParam } }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next_cursor,
})

export const auditQuery = (subject_id?: string) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.accessToken.audit, { query: { subject_id } }),
    queryFn: ({ pageParam, signal }) =>
      call(api.accessToken.audit, { query: { subject_id, cursor: pageParam, limit: 20 } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })

export const pushesQuery = (status?: PushStatus) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.notification.list, { query: { status } }),
    queryFn: ({ pageParam, signal }) =>
      call(api.notification.list, { query: { status, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.has_more ? page.items.at(-1)?.notification_id : undefined),
    staleTime: 0,
  })
