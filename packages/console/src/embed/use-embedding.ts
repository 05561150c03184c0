import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useMe } from '../ui/use-me.ts'
import type { startBridge } from './bridge.ts'
import { isFramed } from './origin.ts'

/** Keeps the page that holds this one in a frame informed; does nothing, and loads nothing, elsewhere. */
export function useEmbedding(ticketId: string | undefined) {
  const client = useQueryClient()
  const me = useMe()
  const open = useRef(ticketId)
  const bridge = useRef<ReturnType<typeof startBridge>>(undefined)
  const speaks = isFramed() && (me.sign_on?.allowed_domains.length ?? 0) > 0

  useEffect(() => {
    if (!speaks) return undefined
    let ended = false
    const start = async () => {
      const { startBridge } = await import('./bridge.ts')
      if (!ended) bridge.current = startBridge(client, me, () => open.current)
    }
    void start()
    return () => {
      ended = true
      bridge.current?.stop()
      bridge.current = undefined
    }
    // A refetched session is the same person and token: the bridge keeps what it knows.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, speaks, me.user.id, me.sign_on?.token_id])

  useEffect(() => {
    open.current = ticketId
    bridge.current?.opened()
  }, [ticketId])
}
