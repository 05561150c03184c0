import type { TicketFilter, TicketView } from './types.ts'
import { ticketViews } from './types.ts'

/** A filter as the address bar has it: everything is text, several values are parted by commas. */
export interface ListSearch {
  readonly view?: TicketView | undefined
  /** The saved view that the filter came from. */
  readonly saved?: string | undefined
  readonly status?: string | undefined
  readonly agent?: string | undefined
  readonly tag?: string | undefined
  readonly skill?: string | undefined
  readonly priority?: string | undefined
  readonly channel?: string | undefined
  readonly created?: string | undefined
  readonly updated?: string | undefined
  readonly sla?: string | undefined
  readonly text?: string | undefined
  readonly sort?: string | undefined
  readonly reversed?: string | undefined
}

export const criteria = [
  'status',
  'agent',
  'tag',
  'skill',
  'priority',
  'channel',
  'created',
  'updated',
  'sla',
  'text',
] as const
export type Criterion = (typeof criteria)[number]

export const statuses = [
  'created',
  'queueing',
  'processing',
  'waiting_for_guest',
  'pending',
  'closed_by_agent',
  'closed_by_guest',
  'closed_by_bot',
] as const satisfies readonly NonNullable<TicketFilter['status']>[number][]

export const priorities = [
  'critical',
  'urgent',
  'high',
  'medium',
  'low',
  'lowest',
] as const satisfies readonly NonNullable<TicketFilter['priority']>[number][]

export const sorts = ['newest', 'waiting', 'due', 'created'] as const
export type Sort = (typeof sorts)[number]

const oneOf = <T extends string>(all: readonly T[], x: string | undefined) => all.find((value) => value === x)
const parts = (text: string | undefined) => (text ? text.split(',').filter(Boolean).slice(0, 20) : undefined)
const only = <T extends string>(all: readonly T[], text: string | undefined) => {
  const found = parts(text)?.flatMap((part) => oneOf(all, part) ?? [])
  return found && found.length > 0 ? found : undefined
}
const span = (text: string | undefined) =>
  text && /^([1-9]\d{0,3}d|\d{1,16}\.\.|\.\.\d{1,16}|\d{1,16}\.\.\d{1,16})$/.test(text) ? text : undefined

/** What the server is asked; what somebody has mistyped in the address is left out. */
export function filterOf(search: ListSearch): TicketFilter {
  const channel = parts(search.channel)?.map(Number).filter(Number.isInteger)
  const filter: Record<string, unknown> = {
    view: oneOf(ticketViews, search.view) ?? 'mine',
    status: only(statuses, search.status),
    agent: parts(search.agent),
    tag: parts(search.tag),
    skill: parts(search.skill),
    priority: only(priorities, search.priority),
    channel: channel?.length ? channel : undefined,
    created: span(search.created),
    updated: span(search.updated),
    sla: oneOf(['overdue', 'soon'], search.sla),
    text: search.text?.trim().slice(0, 200) || undefined,
    sort: oneOf(sorts, search.sort),
    reversed: search.reversed === 'true' || undefined,
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The other way round, for a saved view. */
export function searchOf(filter: TicketFilter, saved?: string): ListSearch {
  const text = (value: unknown) => (Array.isArray(value) ? value.join(',') : String(value))
  return {
    ...Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, text(value)])),
    ...(saved && { saved }),
  }
}

/** Without what narrows the list: the list of a view as everybody has it. */
export const isFiltered = (search: ListSearch) => criteria.some((key) => search[key])

export const sortOf = (search: ListSearch): Sort => oneOf(sorts, search.sort) ?? 'newest'
