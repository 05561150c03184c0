import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { sessionQuery } from '../api/query.ts'
import { MeContext } from './use-me.ts'

/**
 * Every page behind the sign-in. The session is watched here once: each row of a list and each message of a thread
 * asks who is signed in, and a watcher in each of them would be most of what they cost.
 */
export function SignedIn() {
  const { data } = useSuspenseQuery(sessionQuery)
  return (
    <MeContext value={data}>
      <Outlet />
    </MeContext>
  )
}
