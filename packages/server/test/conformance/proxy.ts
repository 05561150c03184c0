import { type IncomingHttpHeaders, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from './json.ts'
import { type WireReply, send } from './wire.ts'

/** A call on its way to the server; what is changed here, the server sees. */
export interface Passing {
  readonly method: string
  path: string
  headers: Record<string, string>
  /** The JSON body, where it is one. */
  body: Json
}

/** What a faulty server would do differently. */
export interface Fault {
  request?(call: Passing): void
  /** Changes a JSON reply. */
  reply?(body: Json, call: Passing): Json
  /** Whether header names are written in lower case. */
  readonly lowerCase?: boolean
}

const dropped = /^(host|connection|content-length|keep-alive|date|transfer-encoding)$/i

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !dropped.test(name))
      .map(([name, value]) => [name, String(value)]),
  )

/** Puts a fault between the suite and a good server. */
export async function faultyProxy(
  target: string,
  fault: Fault,
): Promise<{ url: string; close(): Promise<void> }> {
  const pass = async (call: Passing, bytes: Buffer): Promise<{ reply: WireReply; bytes: Buffer }> => {
    fault.request?.(call)
    const body = call.body === undefined ? bytes : JSON.stringify(call.body)
    const reply = await send(`${target}${call.path}`, call.method, call.headers, body)
    if (reply.body === undefined) return { reply, bytes: reply.bytes }
    const answer: Json = fault.reply ? fault.reply(reply.body, call) : reply.body
    const status = answer.code === 0 ? 200 : reply.status
    return { reply: { ...reply, status }, bytes: Buffer.from(JSON.stringify(answer)) }
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = Buffer.concat(chunks)
      const { method, url, headers } = request
      const answer = async () => {
        const call = { method: method!, path: url!, headers: flat(headers), body: parsed(sent) }
        const { reply, bytes } = await pass(call, sent)
        for (const name of reply.names.filter((n) => !dropped.test(n)))
          response.setHeader(fault.lowerCase ? name.toLowerCase() : name, reply.headers[name.toLowerCase()]!)
        response.statusCode = reply.status
        response.end(bytes)
      }
      answer().catch((error: unknown) => response.destroy(error as Error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function parsed(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
