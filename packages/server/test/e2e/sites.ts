import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A website of somebody else: pages by path, on this machine only. */
export interface Site {
  /** As `localhost`: for the browser another site than 127.0.0.1. */
  readonly url: string
  readonly host: string
  /** The same server as 127.0.0.1: another origin and site again. */
  readonly foreignUrl: string
  readonly pages: Map<string, string>
  close(): void
}

export async function startSite(): Promise<Site> {
  const pages = new Map<string, string>()
  const server: Server = createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://site.test').pathname
    const body = pages.get(path)
    reply
      .writeHead(body === undefined ? 404 : 200, {
        'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
      })
      .end(body ?? 'Nothing here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    host: `localhost:${port}`,
    foreignUrl: `http://127.0.0.1:${port}`,
    pages,
    close: () => void server.close(),
  }
}
