import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { checkHost, publicLookup } from './addresses.ts'
import type { Attempt } from './attempt.ts'
import type { Sealed } from './envelope.ts'

export interface WebhookOptions {
  /** Lets requests into private networks, for receivers beside this server. */
  readonly allowPrivate: boolean
  /** The vendor's patience, in ms. */
  readonly timeoutMs?: number
  readonly connectTimeoutMs?: number
}

/** An attempt with what the receiver said, for whoever reads the answer. */
export interface WebhookAttempt extends Attempt {
  readonly body: string
}

class StaleConnection extends Error {}

const maximumBody = 4096
const excerptLength = 500
/** How long the log waits for the words that follow a status. */
const bodyPatience = 250

/** Sends requests to receivers over connections that are kept open. */
export class WebhookSender {
  readonly #allowPrivate: boolean
  readonly #timeoutMs: number
  readonly #connectTimeoutMs: number
  readonly #agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent }

  constructor({ allowPrivate, timeoutMs = 3000, connectTimeoutMs = 2000 }: WebhookOptions) {
    this.#allowPrivate = allowPrivate
    this.#timeoutMs = timeoutMs
    this.#connectTimeoutMs = connectTimeoutMs
    const options = {
      keepAlive: true,
      maxFreeSockets: 256,
      timeout: 60_000,
      ...(!allowPrivate && { lookup: publicLookup as never }),
    }
    this.#agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) }
  }

  /** Posts once. Whatever goes wrong is told, not thrown; redirects are answers like any other. */
  async post(address: string, sealed: Sealed): Promise<WebhookAttempt> {
    const at = Date.now()
    const started = performance.now()
    const done = (rest: Omit<WebhookAttempt, 'at' | 'ms'>): WebhookAttempt => ({
      at,
      ms: Math.round(performance.now() - started),
      ...rest,
    })
    try {
      const url = new URL(address)
      if (!this.#allowPrivate) checkHost(url)
      const { status, body } = await this.#exchange(url, sealed).catch((error: unknown) => {
        // The receiver has closed an idle connection just now: that says nothing about the receiver.
        if (error instanceof StaleConnection) return this.#exchange(url, sealed)
        throw error
      })
      return done({ ok: status === 200, status, body, response: body.slice(0, excerptLength) })
    } catch (error) {
      return done({ ok: false, error: (error as Error).message.slice(0, excerptLength), body: '' })
    }
  }

  #exchange(url: URL, { body, headers }: Sealed): Promise<{ status: number; body: string }> {
    const isSecure = url.protocol === 'https:'
    const send = isSecure ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      const request = send(url, {
        method: 'POST',
        agent: this.#agents[url.protocol as 'http:' | 'https:'],
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body), 'User-Agent': 'Pipit/0.1' },
      })
      const giveUp = (why: string) => request.destroy(new Error(why))
      const total = setTimeout(() => giveUp(`no answer within ${this.#timeoutMs} ms`), this.#timeoutMs)
      const connecting = setTimeout(
        () => giveUp(`no connection within ${this.#connectTimeoutMs} ms`),
        this.#connectTimeoutMs,
      )
      request.on('socket', (socket) => {
        const connected = () => clearTimeout(connecting)
        if (!socket.connecting && !(isSecure && !request.reusedSocket)) connected()
        else socket.once(isSecure ? 'secureConnect' : 'connect', connected)
      })
      request.on('response', (response) => {
        clearTimeout(connecting)
        excerptOf(response, (text) => {
          clearTimeout(total)
          resolve({ status: response.statusCode ?? 0, body: text })
        })
      })
      request.on('error', (error) => {
        clearTimeout(connecting)
        clearTimeout(total)
        const { code } = error as NodeJS.ErrnoException
        const stale = request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE')
        reject(stale ? new StaleConnection(error.message) : error)
      })
      request.end(body)
    })
  }

  close(): void {
    this.#agents['http:'].destroy()
    this.#agents['https:'].destroy()
  }
}

/** The beginning of the body, as far as it comes soon: the status has decided already. */
function excerptOf(response: IncomingMessage, use: (text: string) => void): void {
  const chunks: Buffer[] = []
  let length = 0
  const finish = () => {
    clearTimeout(timer)
    use(Buffer.concat(chunks).subarray(0, maximumBody).toString('utf8').replaceAll('\0', ''))
  }
  const cut = () => {
    finish()
    response.destroy()
  }
  const timer = setTimeout(cut, bodyPatience)
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    length += chunk.length
    if (length >= maximumBody) cut()
  })
  response.on('end', finish)
  response.on('error', finish)
}
