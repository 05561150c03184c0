import { createReadStream } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { openIncoming, receive } from './incoming.ts'
import { type AwsCredentials, emptySha256, signV4 } from './sigv4.ts'
import { type ByteRange, type Storage, assertKey } from './storage.ts'

export interface S3Options extends AwsCredentials {
  /** Without a trailing slash; a path in it stands before the bucket. */
  readonly endpoint: string
  readonly bucket: string
}

const attempts = 3
/** A connection on which nothing moves for so long is given up. */
const idleMilliseconds = 30_000

interface Outgoing {
  readonly method: 'GET' | 'PUT' | 'DELETE'
  readonly key: string
  readonly body?: { readonly path: string; readonly size: number; readonly sha256: string }
  /** Only this part is asked for. */
  readonly range?: ByteRange
}

/**
 * Files in a bucket of any S3-compatible service, addressed by path. An arriving file waits on this machine's disk,
 * because S3 wants its length and hash first.
 */
export function s3Storage(options: S3Options, incoming: string): Storage {
  openIncoming(incoming)
  const secure = options.endpoint.startsWith('https:')
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: 50 })

  async function send({ method, key, body, range }: Outgoing): Promise<http.IncomingMessage> {
    const url = new URL(`${options.endpoint}/${options.bucket}/${key}`)
    const headers = signV4(
      options,
      {
        method,
        url,
        headers: {
          ...(body && { 'content-length': String(body.size) }),
          ...(range && { range: `bytes=${range.start}-${range.end}` }),
        },
        sha256: body?.sha256 ?? emptySha256,
      },
      Date.now(),
    )
    const request = (secure ? https : http).request(url, {
      method,
      headers,
      agent,
      timeout: idleMilliseconds,
    })
    request.on('timeout', () => request.destroy(new Error('the storage does not answer')))
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.on('response', resolve)
      request.on('error', reject)
    })
    if (!body) request.end()
    else
      pipeline(createReadStream(body.path), request).catch(() => {
        // A refusal may come before the last byte: what counts is the answer, or `error` above.
      })
    return answered
  }

  /** The answer, if it is a success or one of `also`; tried again when the service is away or busy. */
  async function ask(outgoing: Outgoing, also: readonly number[]): Promise<http.IncomingMessage> {
    assertKey(outgoing.key)
    for (let attempt = 1; ; attempt++) {
      let failure: Error
      try {
        const response = await send(outgoing)
        const status = response.statusCode ?? 0
        if (status < 300 || also.includes(status)) return response
        failure = new Error(
          `The storage answered ${outgoing.method} with ${status}: ${await start(response)}`,
        )
        if (status < 500 && status !== 429) throw new Refused(failure.message)
      } catch (error) {
        if (error instanceof Refused) throw error
        failure = error as Error
      }
      if (attempt === attempts) throw new Error('The file storage failed.', { cause: failure })
      await setTimeout(100 * 2 ** attempt)
    }
  }

  return {
    receive: (source) => receive(incoming, source),
    put: async (key, file) => {
      const response = await ask({ method: 'PUT', key, body: file }, [])
      response.resume()
    },
    get: async (key, range) => {
      const response = await ask({ method: 'GET', key, ...(range && { range }) }, [404])
      if (response.statusCode === 404) {
        response.resume()
        return undefined
      }
      const size = Number(response.headers['content-length'] ?? Number.NaN)
      if (!Number.isSafeInteger(size)) {
        response.destroy()
        throw new Error('The storage does not say how long a file is.')
      }
      if (range && response.statusCode !== 206) {
        response.destroy()
        throw new Error('The storage gives no parts of files.')
      }
      return { stream: response, size }
    },
    delete: async (key) => {
      const response = await ask({ method: 'DELETE', key }, [404])
      response.resume()
    },
    close: () => agent.destroy(),
  }
}

/** The service has understood and said no: asking again changes nothing. */
class Refused extends Error {}

/** The beginning of an error document. */
async function start(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += String(chunk)
    if (text.length > 500) break
  }
  return text.slice(0, 500)
}
