import { criteria, type ListSearch } from './api/list-filter.ts'
import { ticketViews } from './api/types.ts'

/**
 * Search parameters stay plain strings. The router's default reads them as JSON, which would turn a log id or
 * ticket id of digits into a rounded number.
 */
export const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search))

export function stringifySearch(search: Record<string, unknown>) {
  const isPlain = (x: unknown) => typeof x === 'string' || typeof x === 'number' || x === true
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (isPlain(value) && value !== '') params.set(key, String(value))
  }
  return params.size ? `?${params}` : ''
}

const text = (x: unknown) => (typeof x === 'string' && x !== '' ? x : undefined)

export interface LoginSearch {
  readonly next?: string | undefined
}
export const loginSearch = (s: Record<string, unknown>): LoginSearch => ({ next: text(s.next) })

const listKeys = ['saved', ...criteria, 'sort', 'reversed'] as const

export type AgentSearch = ListSearch
export const agentSearch = (s: Record<string, unknown>): AgentSearch => ({
  view: ticketViews.find((view) => view === s.view),
  ...Object.fromEntries(listKeys.map((key) => [key, text(s[key])])),
})

export interface FindSearch {
  readonly q?: string | undefined
}
export const findSearch = (s: Record<string, unknown>): FindSearch => ({ q: text(s.q)?.slice(0, 200) })

export interface AppsSearch {
  readonly app?: string | undefined
}
export const appsSearch = (s: Record<string, unknown>): AppsSearch => ({ app: text(s.app) })

export interface LogsSearch {
  readonly log_id?: string | undefined
  readonly app_id?: string | undefined
  readonly errors_only?: boolean | undefined
}
export const logsSearch = (s: Record<string, unknown>): LogsSearch => ({
  log_id: text(s.log_id)?.trim().slice(0, 64),
  app_id: text(s.app_id),
  errors_only: s.errors_only === true || s.errors_only === 'true' || undefined,
})

export interface OverviewSearch {
  readonly days?: number | undefined
}
export const overviewSearch = (s: Record<string, unknown>): OverviewSearch => ({
  days: [30, 90].find((days) => String(s.days) === String(days)),
})

export interface PushesSearch {
  readonly all?: boolean | undefined
}
export const pushesSearch = (s: Record<string, unknown>): PushesSearch => ({
  all: s.all === true || s.all === 'true' || undefined,
})

export interface KnowledgeSearch {
  readonly place?: 'deleted' | 'unhelpful' | undefined
  readonly category_id?: string | undefined
  readonly q?: string | undefined
}
export const knowledgeSearch = (s: Record<string, unknown>): KnowledgeSearch => ({
  place: s.place === 'deleted' || s.place === 'unhelpful' ? s.place : undefined,
  category_id: text(s.category_id),
  q: text(s.q)?.slice(0, 200),
})

export interface TeamSearch {
  readonly tab?: 'skills' | 'routing' | undefined
  readonly ticket?: string | undefined
}
export const teamSearch = (s: Record<string, unknown>): TeamSearch => ({
  tab: s.tab === 'skills' || s.tab === 'routing' ? s.tab : undefined,
  ticket: text(s.ticket)?.trim().slice(0, 64),
})

const deliveryStates = ['waiting', 'delivered', 'parked'] as const

export interface EventsSearch {
  readonly app?: string | undefined
  readonly status?: (typeof deliveryStates)[number] | undefined
  /** An event's id, or that of the ticket or chat it is about. */
  readonly q?: string | undefined
}
export const eventsSearch = (s: Record<string, unknown>): EventsSearch => ({
  app: text(s.app),
  status: deliveryStates.find((one) => one === s.status),
  q: text(s.q)?.trim().slice(0, 64),
})
