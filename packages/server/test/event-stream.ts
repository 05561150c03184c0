import { request } from 'node:http'
import { type Json, type TestServer } from './harness.ts'

export interface Frame {
  /** Empty where the server named none. */
  readonly event: string
  readonly id: string | undefined
  readonly data: Json
}

/** A browser's EventSource on the live stream: its frames as they come. */
export async function openStream(server: Pick<TestServer, 'listen'>, headers: Record<string, string>) {
  const frames: Frame[] = []
  const waiting = new Set<() => void>()
  let text = ''
  const call = request(new URL('/console/v1/live', await server.listen()), { headers })
  call.on('error', () => {})
  await new Promise<void>((resolve) => {
    call.on('response', (response) => {
      response.setEncoding('utf8')
      response.on('error', () => {})
      response.on('data', (chunk: string) => {
        text += chunk
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const lines = text.slice(0, end).split('\n')
          text = text.slice(end + 2)
          const field = (name: string) =>
            lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
          const data = field('data')
          if (data) frames.push({ event: field('event') ?? '', id: field('id'), data: JSON.parse(data) })
        }
        for (const check of waiting) check()
      })
      resolve()
    })
    call.end()
  })
  return {
    frames,
    /** The first frame that fits, whether it has come already or comes now. */
    find: (fits: (frame: Frame) => boolean) =>
      new Promise<Frame>((resolve) => {
        const check = () => {
          const found = frames.find(fits)
          if (!found) return
          waiting.delete(check)
          resolve(found)
        }
        waiting.add(check)
        check()
      }),
    close: () => call.destroy(),
  }
}
