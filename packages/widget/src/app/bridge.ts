import type { ToApp, ToPage } from '../protocol.ts'

/** The page that holds the frame, as the address of the frame names it; the browser has checked it against the list. */
export interface Bridge {
  readonly isFramed: boolean
  send(message: ToPage): void
  listen(listener: (message: ToApp) => void): void
}

export function bridgeTo(origin: string): Bridge {
  const isFramed = window.parent !== window && origin !== ''
  return {
    isFramed,
    send: (message) => {
      // Never to anybody: a page of another origin that pretends to be this one gets nothing.
      if (isFramed) window.parent.postMessage(message, origin)
    },
    listen: (listener) =>
      window.addEventListener('message', (event: MessageEvent<ToApp | undefined>) => {
        if (event.source !== window.parent || event.origin !== origin) return
        if (typeof event.data?.pipit === 'string') listener(event.data)
      }),
  }
}
