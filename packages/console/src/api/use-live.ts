import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { holdWhileHidden } from './hold-while-hidden.ts'
import { createLiveEffects } from './live-effects.ts'
import { tellLiveListeners } from './live-listeners.ts'
import { connectLive, type LiveState } from './live.ts'
import { announcer, pageId } from '../presence/announce.ts'
import { presence } from '../presence/presence-store.ts'
import { sessionQuery } from './query.ts'

/** Shorter cuts are not worth a banner: the browser reconnects and nothing is lost. */
const patience = 1500

export function useLive() {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  const [offline, setOffline] = useState(false)
  const connection = useRef<ReturnType<typeof connectLive>>(undefined)

  useEffect(() => {
    const effects = createLiveEffects(client)
    const whileSeen = holdWhileHidden(effects.apply)
    const live = connectLive({
      onEvent: (event) => {
        // What was written here is here.
        if (event.type === 'draft.changed' && event.page === pageId) return
        whileSeen.push(event)
        tellLiveListeners(event)
      },
      onPresence: presence.take,
      onState: (next) => {
        setState(next)
        if (next !== 'online') return
        announcer.again()
        effects.resume()
      },
      onFresh: effects.refreshTickets,
      onRefused: () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    })
    connection.current = live
    const onOnline = () => live.reconnect()
    const onOffline = () => setState('offline')
    window.addEventListener('online', onOnline)
    window.addEventListener('offline', onOffline)
    return () => {
      window.removeEventListener('online', onOnline)
      window.removeEventListener('offline', onOffline)
      live.close()
      whileSeen.stop()
      effects.stop()
    }
  }, [client])

  useEffect(() => {
    if (state !== 'offline') {
      setOffline(false)
      return undefined
    }
    const timer = setTimeout(() => setOffline(true), patience)
    return () => clearTimeout(timer)
  }, [state])

  return { offline, reconnect: () => connection.current?.reconnect() }
}
