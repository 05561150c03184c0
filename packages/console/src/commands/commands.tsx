import { useEffect } from 'react'
import { listenForKeys } from './key-listener.ts'

/** Makes commands work: part of every page behind the sign-in. */
export function Commands() {
  useEffect(listenForKeys, [])
  return null
}
