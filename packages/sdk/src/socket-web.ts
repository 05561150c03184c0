import type { Connect } from './socket.ts'

interface WebSocketLike {
  binaryType: string
  send(data: Uint8Array): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
  onerror: (() => void) | null
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
    socket.onopen = () => {
      open = true
      resolve({ send: (data) => socket.send(data), close: () => socket.close() })
    }
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) events.onMessage(new Uint8Array(data))
    }
    socket.onclose = ({ code, reason }) => {
      const why = `closed with ${code}${reason ? ` ${reason}` : ''}`
      if (open) events.onClose(why)
      else reject(new Error(`The WebSocket was ${why} before it opened.`))
    }
    socket.onerror = () => {}
  })
