import * as runtime from '#runtime'
import type { ApiPromise } from './api-promise.ts'
import { MemoryCache } from './cache.ts'
import type { Download } from './download.ts'
import type { Endpoint } from './endpoint.ts'
import { ConfigError } from './errors.ts'
import { Feishu } from './generated/feishu/index.ts'
import { LeveledLogger } from './logger.ts'
import {
  AppType,
  Domain,
  type ClientOptions,
  type HelpdeskCredential,
  type RequestOptions,
} from './options.ts'
import { credential } from './prepare.ts'
import type { Reply } from './reply.ts'
import { Requester } from './request.ts'
import { TokenStore, type TokenReply } from './token-store.ts'
import { fetchTransport } from './transport-fetch.ts'
import type { Transport } from './transport.ts'
import { version } from './version.ts'

export const defaultTimeout = 30_000
export const defaultRetries = 2

/** Any call, also to an endpoint this package does not know. */
export interface RawRequest {
  method: Endpoint['method'] | Lowercase<Endpoint['method']>
  /** Path, with or without `:name` parts; an address is accepted when it lies under `domain`. */
  url: string
  /** Values for `:name` parts. */
  path?: object
  params?: object
  data?: unknown
  /** Makes the call an upload: which member of `data` is the file. */
  file?: string
  headers?: Readonly<Record<string, string>>
}

/** The Open Platform, one method for each endpoint: `client.helpdesk.v1.ticket.get(...)`. */
export class Client extends Feishu {
  readonly appId: string
  readonly domain: string
  readonly #requester: Requester
  readonly #tokens: TokenStore | undefined

  constructor(options: ClientOptions) {
    const { origin, prefix } = checkDomain(options.domain ?? Domain.Feishu)
    const marketplace = options.appType === AppType.ISV
    const post = async (endpoint: Endpoint, data: object) => requester.call<TokenReply>(endpoint, { data })
    const tokens = options.disableTokenCache
      ? undefined
      : new TokenStore({
          appId: required('appId', options.appId),
          appSecret: required('appSecret', options.appSecret),
          marketplace,
          cache: options.cache ?? new MemoryCache(),
          scope: origin + prefix,
          post,
        })
    const helpdesk = checkHelpdesk(options)
    const requester: Requester = new Requester({
      origin,
      prefix,
      transport: chooseTransport(options),
      timeout: duration('timeout', options.timeout ?? defaultTimeout),
      retries: duration('retries', options.retries ?? defaultRetries),
      userAgent: `pipit-sdk/${version}`,
      helpdesk: helpdesk && credential(helpdesk),
      logger: new LeveledLogger(options.logger, options.loggerLevel),
      logRequests: options.logRequests ?? false,
      tokens,
      marketplace,
    })
    super(requester)
    this.appId = options.appId ?? ''
    this.domain = origin + prefix
    this.#requester = requester
    this.#tokens = tokens
  }

  /** Calls any endpoint. Authorized with a tenant token unless the options say otherwise. */
  request<T = Reply<Readonly<Record<string, unknown>>>>(
    request: RawRequest,
    options: RequestOptions = {},
  ): ApiPromise<T> {
    const { path, params, data } = request
    return this.#requester.call<T>(
      this.#toEndpoint(request),
      { path, params, data },
      withHeaders(request, options),
    )
  }

  /** Downloads from any endpoint. */
  download(request: RawRequest, options: RequestOptions = {}): ApiPromise<Download> {
    const endpoint: Endpoint = { ...this.#toEndpoint(request), envelope: 'binary' }
    const { path, params, data } = request
    return this.#requester.download(endpoint, { path, params, data }, withHeaders(request, options))
  }

  /** Keeps the app ticket an ISV app was sent. An EventDispatcher that knows this client does it by itself. */
  async saveAppTicket(ticket: string): Promise<void> {
    await this.#tokens?.saveAppTicket(ticket)
  }

  /** The tenant token calls are made with, fetched when there is none. */
  async tenantAccessToken(tenantKey?: string): Promise<string> {
    if (!this.#tokens)
      throw new ConfigError('disableTokenCache', '`disableTokenCache` is set: no token is fetched.')
    return this.#tokens.peek('tenant', tenantKey) ?? this.#tokens.get('tenant', tenantKey)
  }

  #toEndpoint({ method, url, file }: RawRequest): Endpoint {
    return {
      method: method.toUpperCase() as Endpoint['method'],
      path: this.#toPath(url),
      tokens: ['tenant', 'user'],
      ...(file === undefined ? {} : { file }),
    }
  }

  #toPath(url: string): string {
    if (url.startsWith('/')) return url
    if (url.startsWith(`${this.domain}/`)) return url.slice(this.domain.length)
    // Anything else would send the token of this app to another server.
    if (/^[a-z][a-z\d+.-]*:/i.test(url)) {
      throw new ConfigError(
        'url',
        `url lies outside of ${this.domain}: pass a path, or make a client for that domain.`,
      )
    }
    return `/${url}`
  }
}

const withHeaders = ({ headers }: RawRequest, options: RequestOptions): RequestOptions =>
  headers ? { ...options, headers: { ...headers, ...options.headers } } : options

export function checkDomain(domain: string): { origin: string; prefix: string } {
  let url: URL
  try {
    url = new URL(domain)
  } catch (cause) {
    throw new ConfigError(
      'domain',
      `domain must be an address such as https://open.feishu.cn, but is "${domain}".`,
      {
        cause,
      },
    )
  }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.search || url.hash) {
    throw new ConfigError(
      'domain',
      'domain must be a plain http(s) address, without user, query or fragment.',
    )
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') }
}

function required(field: 'appId' | 'appSecret', value: string | undefined): string {
  if (value) return value
  throw new ConfigError(
    field,
    `${field} is missing: copy it from the credentials page of the app, or set \`disableTokenCache\` and pass a token with each call.`,
  )
}

export function duration(field: 'timeout' | 'retries', value: number): number {
  if (Number.isFinite(value) && value >= 0) return value
  throw new ConfigError(field, `${field} must be a number of 0 or more, but is ${value}.`)
}

function checkHelpdesk({
  helpDeskId: id,
  helpDeskToken: token,
}: ClientOptions): HelpdeskCredential | undefined {
  if (!id && !token) return undefined
  if (id && token) return { id, token }
  const missing = id ? 'helpDeskToken' : 'helpDeskId'
  throw new ConfigError(missing, `${missing} is missing: a help desk credential is an id and a token.`)
}

export function chooseTransport({ transport, fetch }: Pick<ClientOptions, 'transport' | 'fetch'>): Transport {
  return transport ?? (fetch ? fetchTransport(fetch) : runtime.defaultTransport())
}
