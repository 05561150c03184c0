import { createContext, use } from 'react'
import type { Me } from '../api/types.ts'

export const MeContext = createContext<Me | undefined>(undefined)

/** The signed-in person; the route has loaded the session before any page that asks. */
export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('Nobody is signed in on this page')
  return me
}
