import { console as api, type Output } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { query } from '../api/query.ts'

export type Preferences = Output<typeof api.preferences.get>

export const preferencesQuery = query(api.preferences.get, {})

/** What holds until the server has answered; the server has the same. */
export const usualPreferences: Preferences = {
  shortcuts: true,
  remaps: {},
  sound: false,
  desktop_notifications: false,
  undo_seconds: 5,
  layout: 'list',
}

export const usePreferences = (): Preferences => useQuery(preferencesQuery).data ?? usualPreferences

/** Holds at once, and goes back when the server refuses. */
export function useSavePreferences() {
  const client = useQueryClient()
  const { queryKey } = preferencesQuery
  return useMutation({
    mutationFn: (change: Partial<Preferences>) => call(api.preferences.update, { body: change }),
    // One after the other: an answer must not undo what was chosen after it was asked for.
    scope: { id: 'preferences' },
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, { ...(before ?? usualPreferences), ...change })
      return { before }
    },
    onError: (_error, _change, context) => client.setQueryData(queryKey, context?.before),
    onSuccess: (saved) => {
      const others = client.isMutating({ predicate: ({ options }) => options.scope?.id === 'preferences' })
      if (others <= 1) client.setQueryData(queryKey, saved)
    },
  })
}
