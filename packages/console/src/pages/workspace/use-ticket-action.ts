import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ticketQuery } from '../../api/query.ts'
import type { Me } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import type { Dictionary } from '../../i18n/language.ts'
import { preferencesQuery, usualPreferences } from '../../preferences/preferences.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useMe } from '../../ui/use-me.ts'
import { performAction } from './perform-action.ts'
import { shortDateTime } from './snooze-times.ts'
import { type TicketAction, undoOf } from './ticket-action.ts'

/** Tells that something was done, with a way back for as long as the person wants to have one. */
export function tellDone(client: QueryClient, text: string, undo: (() => void) | undefined) {
  const { undo_seconds: seconds } = client.getQueryData(preferencesQuery.queryKey) ?? usualPreferences
  showToast({ text, undo: seconds > 0 ? undo : undefined, ms: seconds > 0 ? seconds * 1000 : 3000 })
}

interface Words {
  readonly t: Dictionary
  readonly locale: string
  readonly timeZone: string
}

const doneText = (action: TicketAction, { t, locale, timeZone }: Words): string | undefined => {
  const { done } = t.actions
  switch (action.kind) {
    case 'hold':
      return action.until === undefined
        ? done.hold
        : done.snooze(shortDateTime(action.until, locale, timeZone))
    case 'assign':
      return action.agent
        ? done.assign(action.agent.name)
        : action.skill
          ? done.skill(action.skill.name)
          : done.queue
    case 'edit':
      return undefined
    default:
      return done[action.kind]
  }
}

async function run(
  client: QueryClient,
  me: Me,
  ticketId: string,
  action: TicketAction,
  words: Omit<Words, 'timeZone'>,
  version?: number,
): Promise<void> {
  const before = client.getQueryData(ticketQuery(ticketId).queryKey)
  const undo = before && undoOf(before, action, Date.now())
  if (!(await performAction(client, me, ticketId, action, version))) return
  const text = doneText(action, { ...words, timeZone: before?.time_zone ?? 'UTC' })
  if (text !== undefined)
    tellDone(client, text, undo && (() => void performAction(client, me, ticketId, undo)))
}

/** Does something with a ticket: at once on the screen, then for real, with a way back. */
export function useTicketAction(ticketId: string) {
  const client = useQueryClient()
  const me = useMe()
  const { t, locale } = useLanguage()
  return useCallback(
    (action: TicketAction, version?: number) =>
      void run(client, me, ticketId, action, { t, locale }, version),
    [client, me, ticketId, t, locale],
  )
}
