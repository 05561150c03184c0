import { console as api, type Output } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { query } from '../api/query.ts'
import { useMe } from '../ui/use-me.ts'

export type DeskAgent = Output<typeof api.routing.agents>['items'][number]
type Change = { readonly status?: 'online' | 'offline'; readonly follows_schedule?: boolean }

/** Changes whether I am online; shown at once, and taken back when the server refuses. */
export function useSetStatus() {
  const client = useQueryClient()
  const me = useMe().user.id
  const { queryKey } = query(api.routing.agents, {})
  const put = (replace: (mine: DeskAgent) => DeskAgent) =>
    client.setQueryData(queryKey, (data) =>
      data ? { items: data.items.map((one) => (one.agent.id === me ? replace(one) : one)) } : data,
    )
  return useMutation({
    mutationFn: (body: Change) => call(api.routing.updateAgent, { params: { agent_id: me }, body }),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      put((mine) => ({ ...mine, ...change }))
      return { before }
    },
    onError: (_error, _change, context) => client.setQueryData(queryKey, context?.before),
    onSuccess: (saved) => put(() => saved),
  })
}

export type SetStatus = ReturnType<typeof useSetStatus>
