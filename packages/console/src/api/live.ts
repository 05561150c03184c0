import { livePath } from '@pipit/contract'
import type { PresenceChange } from '../presence/presence-store.ts'
import type { LiveEvent } from './types.ts'

export type LiveState = 'connecting' | 'online' | 'offline'

/** The part of EventSource that is used, so that tests can stand in for it. */
export interface Source {
  readonly readyState: number
  addEventListener: ((type: 'open' | 'error', listener: () => void) => void) &
    ((
      type: 'message' | 'presence' | 'ping',
      listener: (event: { data: string; lastEventId: string }) => void,
    ) => void)
  close: () => void
}

export interface LiveOptions {
  readonly onEvent: (event: LiveEvent) => void
  /** Who has which ticket open. */
  readonly onPresence?: (change: PresenceChange) => void
  readonly onState: (state: LiveState) => void
  /** A stream opened that cannot continue an earlier one: what was read before may be out of date. */
  readonly onFresh: () => void
  /** The server refused the stream; the session may have ended. */
  readonly onRefused: () => void
  readonly open?: (url: string) => Source
}

const closed = 2
/** Most cuts are over at once: a proxy reloads, a phone changes its network. */
const firstDelay = 250
const longestDelay = 30_000
/** The server says something every 15 s; a line that is silent for so long is dead, though nobody has closed it. */
export const longestSilence = 40_000

/** Half of it fixed, half by chance, so that a restarted server is not met by everybody at once. */
export const backOff = (attempt: number, random = Math.random()) => {
  const full = Math.min(longestDelay, firstDelay * 2 ** attempt)
  return full / 2 + (full / 2) * random
}

const parse = <T>(data: string) => {
  try {
    return JSON.parse(data) as T
  } catch {
    return undefined
  }
}

/**
 * Keeps one event stream open; after a cut a new one goes on from the last position. The browser would do so too, but
 * only after a second, and never again once the server has answered with an error.
 */
export function connectLive({
  onEvent,
  onPresence,
  onState,
  onFresh,
  onRefused,
  open = (url) => new EventSource(url),
}: LiveOptions) {
  let source: Source | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let position = ''
  let attempt = 0

  const heard = (lastEventId = '') => {
    position = lastEventId || position
    clearTimeout(silence)
    silence = setTimeout(() => {
      onState('offline')
      connect()
    }, longestSilence)
  }

  const connect = () => {
    clearTimeout(timer)
    heard()
    source?.close()
    const current = open(position ? `${livePath}?after=${encodeURIComponent(position)}` : livePath)
    source = current
    current.addEventListener('open', () => {
      attempt = 0
      heard()
      onState('online')
      if (!position) onFresh()
    })
    current.addEventListener('message', ({ data, lastEventId }) => {
      heard(lastEventId)
      const event = parse<LiveEvent>(data)
      if (event) onEvent(event)
    })
    current.addEventListener('ping', ({ lastEventId }) => heard(lastEventId))
    current.addEventListener('presence', ({ data, lastEventId }) => {
      heard(lastEventId)
      const change = parse<PresenceChange>(data)
      if (change) onPresence?.(change)
    })
    current.addEventListener('error', () => {
      if (current !== source) return
      source = undefined
      onState('offline')
      if (current.readyState === closed) onRefused()
      current.close()
      clearTimeout(silence)
      timer = setTimeout(connect, backOff(attempt++))
    })
  }

  connect()
  return {
    reconnect: connect,
    close: () => {
      clearTimeout(timer)
      clearTimeout(silence)
      source?.close()
    },
  }
}
