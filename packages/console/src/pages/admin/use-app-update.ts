import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query.ts'
import type { App } from '../../api/types.ts'

/** A change of one app: shown at once when `expect` says how it will look, taken back when it fails. */
export function useAppUpdate<Change>(
  app: App,
  send: (change: Change) => Promise<App>,
  expect?: (change: Change) => App,
) {
  const client = useQueryClient()
  const queryKey = keyOf(api.admin.app.list, { query: { secrets: false } })
  const put = (next: App) =>
    client.setQueryData(queryKey, (old: { items: App[] } | undefined) =>
      old ? { items: old.items.map((a) => (a.app_id === next.app_id ? next : a)) } : old,
    )
  return useMutation({
    mutationFn: send,
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey })
      if (expect) put(expect(change))
    },
    onSuccess: put,
    onError: () => put(app),
  })
}

export const updateApp = (app: App, body: { status?: App['status']; ip_allow_list?: string[] }) =>
  call(api.admin.app.update, { params: { app_id: app.app_id }, body })
