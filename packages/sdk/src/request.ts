import { abortable, sleep } from './abort.ts'
import { ApiPromise, type Settled } from './api-promise.ts'
import type { Caller } from './caller.ts'
import { Download } from './download.ts'
import type { Endpoint, Payload } from './endpoint.ts'
import { ApiError, ConfigError, ConnectionError, ResponseError } from './errors.ts'
import { logIdOf } from './log-id.ts'
import type { LeveledLogger } from './logger.ts'
import { maskHeaders, maskPath, maskText } from './mask.ts'
import type { RequestOptions } from './options.ts'
import { PagePromise } from './pages.ts'
import { fillPath } from './path.ts'
import { prepare, type Defaults } from './prepare.ts'
import { withQuery } from './query.ts'
import { isTokenCode, readReply, type Answer, type Reply } from './reply.ts'
import { isSafe, waitBefore } from './retry.ts'
import type { CachedKind, TokenStore } from './token-store.ts'
import {
  isStream,
  type Body,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'

export interface RequesterOptions extends Defaults {
  readonly origin: string
  /** Path before every endpoint's, without a slash at its end. */
  readonly prefix: string
  readonly transport: Transport
  readonly timeout: number
  readonly retries: number
  readonly logger: LeveledLogger
  readonly logRequests: boolean
  /** Sent with every call, where the client has one token for all of them. */
  readonly accessToken?: string
  /** Turns an answer into what a call resolves to, or throws; that of the Open Platform when absent. */
  readonly read?: (endpoint: Endpoint, answer: Answer) => unknown
  /** Nothing when each call brings its own token. */
  readonly tokens: TokenStore | undefined
  readonly marketplace: boolean
}

/** A token the client fetched by itself, and may fetch again. */
interface OwnToken {
  readonly kind: CachedKind
  readonly tenantKey: string | undefined
  readonly token: string
}

type Read<T> = (endpoint: Endpoint, response: TransportResponse) => T

const noOptions: RequestOptions = {}

/** Makes calls: path, headers, token, transport, reply; again where that helps and does no harm. */
export class Requester implements Caller {
  readonly #options: RequesterOptions

  constructor(options: RequesterOptions) {
    this.#options = options
  }

  call<T>(endpoint: Endpoint, payload?: Payload, options: RequestOptions = noOptions): ApiPromise<T> {
    const read = (this.#options.read ?? readValue) as Read<T>
    return new ApiPromise(this.#run(endpoint, payload, options, read))
  }

  list<T, Item>(
    endpoint: Endpoint,
    payload?: Payload,
    options: RequestOptions = noOptions,
  ): PagePromise<T, Item> {
    const read = readReply as Read<Reply<T>>
    return new PagePromise<T, Item>(
      this.#run(endpoint, payload, options, read),
      endpoint,
      payload?.params,
      async (params) => (await this.#run(endpoint, { ...payload, params }, options, read)).value,
    )
  }

  download(endpoint: Endpoint, payload?: Payload, options: RequestOptions = noOptions): ApiPromise<Download> {
    const read = this.#options.read ?? readReply
    return new ApiPromise(
      this.#run(endpoint, payload, options, (called, response) => readDownload(called, response, read)),
    )
  }

  address(endpoint: Endpoint, payload?: Payload): string {
    const { origin, prefix } = this.#options
    return origin + withQuery(prefix + fillPath(endpoint.path, payload?.path), payload?.params)
  }

  async #run<T>(
    endpoint: Endpoint,
    payload: Payload | undefined,
    options: RequestOptions,
    read: Read<T>,
  ): Promise<Settled<T>> {
    const path = withQuery(this.#options.prefix + fillPath(endpoint.path, payload?.path), payload?.params)
    const preparing = prepare(endpoint, payload, options, this.#options)
    const { headers, body } = preparing instanceof Promise ? await preparing : preparing
    const repeatable = !isStream(body)
    let retries = repeatable ? (options.retries ?? this.#options.retries) : 0
    let mayRefresh = repeatable
    for (let attempt = 0; ; attempt++) {
      const authorizing = this.#authorize(endpoint, options, headers)
      const own = authorizing instanceof Promise ? await authorizing : authorizing
      if (own) headers['Authorization'] = `Bearer ${own.token}`
      let failure: unknown
      try {
        const response = await this.#exchange(endpoint, path, headers, body, options)
        return { value: read(endpoint, response), response }
      } catch (error) {
        failure = error
      }
      if (own && mayRefresh && failure instanceof ApiError && isTokenCode(failure.code)) {
        mayRefresh = false
        this.#options.tokens?.drop(own.kind, own.tenantKey, own.token)
        delete headers['Authorization']
        continue
      }
      const wait = retries > 0 ? waitBefore(failure, attempt, isSafe(endpoint, payload)) : undefined
      if (wait === undefined) throw failure
      retries--
      this.#options.logger.warn(
        `${endpoint.method} ${endpoint.path}: ${reason(failure)}; trying again in ${Math.round(wait)} ms`,
      )
      await sleep(wait, options.signal)
      if (own) delete headers['Authorization']
    }
  }

  /** Finds the token to send: nothing when there is none to add, a promise when one must be fetched. */
  #authorize(
    endpoint: Endpoint,
    options: RequestOptions,
    headers: Record<string, string>,
  ): OwnToken | undefined | Promise<OwnToken> {
    if (endpoint.tokens.length === 0 || headers['Authorization'] !== undefined) return undefined
    const { accessToken } = this.#options
    if (accessToken !== undefined) {
      headers['Authorization'] = `Bearer ${checkToken('accessToken', accessToken)}`
      return undefined
    }
    const field = options.userAccessToken === undefined ? 'tenantAccessToken' : 'userAccessToken'
    const given = options[field]
    if (given !== undefined) {
      headers['Authorization'] = `Bearer ${checkToken(field, given)}`
      return undefined
    }
    const { tokens, marketplace } = this.#options
    const where = `${endpoint.method} ${endpoint.path}`
    const kind = endpoint.tokens.find((token) => token !== 'user' && token !== 'access')
    if (kind === undefined) {
      throw new ConfigError(
        'userAccessToken',
        `${where} is done in the name of a user: pass \`userAccessToken\`.`,
      )
    }
    if (!tokens) {
      throw new ConfigError(
        'tenantAccessToken',
        `${where} needs a token and \`disableTokenCache\` is set: pass \`tenantAccessToken\` or \`userAccessToken\`.`,
      )
    }
    const tenantKey = marketplace && kind === 'tenant' ? (options.tenantKey ?? '') : undefined
    const held = tokens.peek(kind, tenantKey)
    if (held !== undefined) return { kind, tenantKey, token: held }
    return abortable(tokens.get(kind, tenantKey), options.signal).then((token) => ({
      kind,
      tenantKey,
      token,
    }))
  }

  #exchange(
    endpoint: Endpoint,
    path: string,
    headers: Record<string, string>,
    body: Body | undefined,
    { signal, timeout }: RequestOptions,
  ): Promise<TransportResponse> {
    const { logger, origin, transport } = this.#options
    const request: TransportRequest = {
      method: endpoint.method,
      origin,
      path,
      headers,
      body,
      signal,
      timeout: timeout ?? this.#options.timeout,
      stream: endpoint.envelope === 'binary',
    }
    return logger.debugs ? this.#logged(request) : transport(request)
  }

  async #logged(request: TransportRequest): Promise<TransportResponse> {
    const { logger, logRequests, transport } = this.#options
    const started = performance.now()
    const response = await transport(request)
    const { method, headers, body } = request
    const line =
      `${method} ${maskPath(request.path)} ${response.status} ${Math.round(performance.now() - started)} ms, ` +
      `log id ${logIdOf(response.headers) || 'none'}`
    if (!logRequests) logger.debug(line)
    else {
      logger.debug(line, {
        request: {
          headers: maskHeaders(headers),
          body: typeof body === 'string' ? maskText(body) : body && 'binary',
        },
        response: {
          headers: maskHeaders(response.headers),
          body: response.stream ? 'binary' : maskText(response.text),
        },
      })
    }
    return response
  }
}

function readValue(endpoint: Endpoint, response: TransportResponse): unknown {
  const reply = readReply(endpoint, response)
  // The official SDK resolves uploads to the bare data; members in both places suit either habit.
  return endpoint.file === undefined ? reply : { ...(reply.data as object), ...reply }
}

function readDownload(
  endpoint: Endpoint,
  response: TransportResponse,
  read: (endpoint: Endpoint, answer: Answer) => unknown,
): Download {
  if (response.stream) return new Download(response.headers, response.stream)
  read(endpoint, response)
  throw new ResponseError(
    `${endpoint.method} ${endpoint.path} was answered with a reply instead of a file.`,
    {
      httpStatus: response.status,
      contentType: response.headers['content-type'] ?? '',
      excerpt: response.text.slice(0, 200),
      logId: logIdOf(response.headers),
    },
  )
}

function checkToken(field: string, token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new ConfigError(field, `${field} must be the token alone, without "Bearer", spaces or line breaks.`)
}

function reason(failure: unknown): string {
  if (failure instanceof ApiError) return `HTTP ${failure.httpStatus}, code ${failure.code}`
  if (failure instanceof ResponseError) return `HTTP ${failure.httpStatus} that is no reply`
  return failure instanceof ConnectionError ? 'connection lost' : String(failure)
}
