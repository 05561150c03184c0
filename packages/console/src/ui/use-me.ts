import { useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../api/query.ts'

/** The signed-in person; the route has loaded the session before any page that asks. */
export const useMe = () => useSuspenseQuery(sessionQuery).data
