import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isSignedOut } from './api/error.ts'
import { sessionQuery } from './api/query.ts'

let signedOut = () => {}

/** The router comes later than the client; it says here what happens when the session has ended. */
export const onSignedOut = (listener: () => void) => {
  signedOut = listener
}

const onError = (error: Error) => {
  if (!isSignedOut(error)) return
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey })
  signedOut()
}

/** A refusal stays a refusal; only what may pass by itself is tried again. */
const isPassing = (error: Error) => !(error instanceof ApiError) || error.status === 0 || error.status >= 502

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError: (error) => onError(error) }),
  defaultOptions: {
    queries: {
      // Live events tell what has changed; this is only for what they do not cover.
      staleTime: 60_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      retryDelay: (attempt) => 500 * 2 ** attempt,
      // A local server can be reached without a network.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
