import { console as api, type Input } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { accessTokensQuery } from '../../../api/query.ts'
import type { AccessToken } from '../../../api/types.ts'

export type NewToken = Input<typeof api.accessToken.create>['body']
export type TokenChange = Input<typeof api.accessToken.update>['body']

const { queryKey } = accessTokensQuery

/** Everything that changes access tokens; lists and history follow. */
export function useTokenActions() {
  const client = useQueryClient()
  const put = (next: AccessToken) =>
    client.setQueryData(
      queryKey,
      (old) =>
        old && {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            items: page.items.map((item) => (item.token_id === next.token_id ? next : item)),
          })),
        },
    )
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey }),
      client.invalidateQueries({ queryKey: [api.accessToken.audit.path] }),
    ])
  const settle = { onSettled: () => void refresh() }
  return {
    create: useMutation({
      mutationFn: (body: NewToken) => call(api.accessToken.create, { body }),
      ...settle,
    }),
    update: useMutation({
      mutationFn: ({ token, change }: { token: AccessToken; change: TokenChange }) =>
        call(api.accessToken.update, { params: { token_id: token.token_id }, body: change }),
      onMutate: ({ token, change }) => {
        // What it will be again when enabled, only the server knows: it may have expired since.
        if (change.enabled === false) put({ ...token, state: 'disabled' })
      },
      onSuccess: put,
      onError: (_error, { token }) => put(token),
      ...settle,
    }),
    rotate: useMutation({
      mutationFn: (token: AccessToken) =>
        call(api.accessToken.rotate, {
          params: { token_id: token.token_id },
          body: token.expires_at === undefined ? { permanent: true } : {},
        }),
      ...settle,
    }),
    remove: useMutation({
      mutationFn: (token: AccessToken) =>
        call(api.accessToken.delete, { params: { token_id: token.token_id } }),
      ...settle,
    }),
  }
}
