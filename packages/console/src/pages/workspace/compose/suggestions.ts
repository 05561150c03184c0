import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { deskAgentsQuery, quickRepliesQuery } from '../../../api/query.ts'
import type { Person } from '../../../api/types.ts'
import type { Trigger } from './format.ts'

export interface Suggestion {
  readonly id: string
  readonly name: string
  readonly detail: string
  /** Whom it names; quick replies name nobody. */
  readonly person?: Person
  /** What is put in, before variables are filled. */
  readonly insert: string
}

const most = 8

/** Those that begin with what is typed first, then those that have it anywhere. */
export function matching<T extends { readonly name: string; readonly detail: string }>(
  all: readonly T[],
  query: string,
): T[] {
  const wanted = query.toLocaleLowerCase()
  const rank = ({ name, detail }: T) => {
    const lower = name.toLocaleLowerCase()
    if (lower.startsWith(wanted)) return 0
    if (lower.includes(wanted)) return 1
    return detail.toLocaleLowerCase().includes(wanted) ? 2 : 3
  }
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter((ranked) => ranked.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one)
}

/** What fits behind the sign that is being typed. */
export function useSuggestions(trigger: Trigger | undefined): readonly Suggestion[] {
  const replies = useQuery({ ...quickRepliesQuery, enabled: trigger?.sign === '/' }).data?.items
  const agents = useQuery({ ...deskAgentsQuery, enabled: trigger?.sign === '@' }).data?.items
  return useMemo(() => {
    if (!trigger) return []
    const all: readonly Suggestion[] =
      trigger.sign === '/'
        ? (replies ?? []).map(({ id, name, text }) => ({
            id,
            name,
            detail: text.replaceAll(/\s+/g, ' '),
            insert: text,
          }))
        : (agents ?? []).map(({ agent }) => ({
            id: agent.id,
            name: agent.name,
            detail: agent.department ?? '',
            person: agent,
            insert: `@${agent.name} `,
          }))
    return matching(all, trigger.query)
  }, [trigger, replies, agents])
}
