import type { Connect } from './socket.ts'

interface WebSocketLike {
  binaryType: string
  send(data: Uint8Array): void
  close(): void
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void
}

/** The WebSocket of the runtime. */
export const connect: Connect = (url, events, signal) =>
  new Promise((resolve, reject) => {
    const { WebSocket } = globalThis as unknown as { WebSocket?: new (url: string) => WebSocketLike }
    if (!WebSocket)
      return reject(new Error('This runtime has no WebSocket: receive events by webhook instead.'))
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    let open = false
    signal?.addEventListener('abort', () => socket.close())
    socket.addEventListener('open', () => {
      open = true
      resolve({ send: (data) => socket.send(data), close: () => socket.close() })
    })
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) events.onMessage(new Uint8Array(data))
    })
    socket.addEventListener('close', ({ code, reason }) => {
      const why = `closed with ${code}${reason ? ` ${reason}` : ''}`
      if (open) events.onClose(why)
      else reject(new Error(`The WebSocket was ${why} before it opened.`))
    })
  })
