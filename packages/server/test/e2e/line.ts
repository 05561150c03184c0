import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'

export interface Line {
  readonly url: string
  /** Ends every connection that is open now, in the middle of whatever it carries. */
  cut(): void
  /** From now on nothing gets through, until `to` is called. */
  down(): void
  /** Lets connections through to a server. */
  to(url: string): void
  close(): Promise<void>
}

/** A line between a browser and a server that can be cut. */
export async function newLine(url: string): Promise<Line> {
  const sockets = new Set<Socket>()
  let port: number | undefined = Number(new URL(url).port)

  const server: Server = createServer((near) => {
    if (port === undefined) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    down: () => {
      port = undefined
      cut()
    },
    to: (next) => {
      port = Number(new URL(next).port)
    },
    close: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
