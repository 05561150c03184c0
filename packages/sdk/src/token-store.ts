import type { Cache } from './cache.ts'
import type { Endpoint } from './endpoint.ts'
import { ApiError, ConfigError, RateLimitError } from './errors.ts'

export type CachedKind = 'tenant' | 'app'

export interface TokenStoreOptions {
  readonly appId: string
  readonly appSecret: string
  readonly marketplace: boolean
  readonly cache: Cache
  /** Keeps the tokens of different servers apart in a shared cache. */
  readonly scope: string
  /** Calls a token endpoint: no token is sent, the call may be repeated. */
  readonly post: (endpoint: Endpoint, data: object) => Promise<TokenReply>
}

export interface TokenReply {
  readonly tenant_access_token?: unknown
  readonly app_access_token?: unknown
  readonly expire?: unknown
}

interface Held {
  readonly token: string
  /** On the monotonic clock, so that setting the wall clock neither revives nor kills a token. */
  readonly until: number
}

const auth = (path: string): Endpoint => ({
  method: 'POST',
  path: `/open-apis/auth/v3/${path}`,
  tokens: [],
  envelope: 'flat',
  repeatable: true,
})

const endpoints = {
  tenant: auth('tenant_access_token/internal'),
  app: auth('app_access_token/internal'),
  marketplaceTenant: auth('tenant_access_token'),
  marketplaceApp: auth('app_access_token'),
  resend: auth('app_ticket/resend'),
}

/** Seconds before its end at which a token is no longer used. */
const margin = 180
/** How long a token from a shared cache is trusted: its remaining life is not known here. */
const borrowed = 60_000

/** Fetches tokens, once however many callers wait, and keeps them until shortly before they expire. */
export class TokenStore {
  readonly #options: TokenStoreOptions
  readonly #held = new Map<string, Held>()
  readonly #pending = new Map<string, Promise<string>>()
  readonly #refused = new Map<string, string>()

  constructor(options: TokenStoreOptions) {
    this.#options = options
  }

  /** A token at hand, without waiting. */
  peek(kind: CachedKind, tenantKey: string | undefined): string | undefined {
    const held = this.#held.get(tenantKey === undefined ? kind : `${kind}:${tenantKey}`)
    return held && held.until > performance.now() ? held.token : undefined
  }

  get(kind: CachedKind, tenantKey: string | undefined): Promise<string> {
    const key = tenantKey === undefined ? kind : `${kind}:${tenantKey}`
    let pending = this.#pending.get(key)
    if (!pending) {
      pending = this.#load(key, kind, tenantKey).finally(() => this.#pending.delete(key))
      this.#pending.set(key, pending)
    }
    return pending
  }

  /** Forgets a token the platform refused, unless a newer one has taken its place. */
  drop(kind: CachedKind, tenantKey: string | undefined, token: string): void {
    const key = tenantKey === undefined ? kind : `${kind}:${tenantKey}`
    if (this.#held.get(key)?.token === token) this.#held.delete(key)
    this.#refused.set(key, token)
  }

  async saveAppTicket(ticket: string): Promise<void> {
    await this.#options.cache.set(this.#key('app_ticket'), ticket)
  }

  async #load(key: string, kind: CachedKind, tenantKey: string | undefined): Promise<string> {
    const { cache } = this.#options
    const shared = await cache.get(this.#key(key))
    if (typeof shared === 'string' && shared !== '' && shared !== this.#refused.get(key)) {
      this.#held.set(key, { token: shared, until: performance.now() + borrowed })
      return shared
    }
    const { token, expire } = await this.#fetch(kind, tenantKey)
    // A life shorter than the margin would have every call fetch a new one.
    const life = Math.max(expire - margin, expire / 2) * 1000
    this.#held.set(key, { token, until: performance.now() + life })
    this.#refused.delete(key)
    await cache.set(this.#key(key), token, Date.now() + life)
    return token
  }

  async #fetch(kind: CachedKind, tenantKey: string | undefined): Promise<{ token: string; expire: number }> {
    const { appId, appSecret, marketplace, post } = this.#options
    if (!marketplace) {
      const reply = await post(endpoints[kind], { app_id: appId, app_secret: appSecret })
      return read(kind, endpoints[kind], reply)
    }
    if (kind === 'app') {
      const reply = await post(endpoints.marketplaceApp, {
        app_id: appId,
        app_secret: appSecret,
        app_ticket: await this.#appTicket(),
      })
      return read(kind, endpoints.marketplaceApp, reply)
    }
    if (!tenantKey) {
      throw new ConfigError(
        'tenantKey',
        'An ISV app acts for one tenant at a time: pass `tenantKey` with the call.',
      )
    }
    return this.#fetchForTenant(tenantKey, true)
  }

  async #fetchForTenant(tenant_key: string, again: boolean): Promise<{ token: string; expire: number }> {
    const app_access_token = this.peek('app', undefined) ?? (await this.get('app', undefined))
    try {
      const reply = await this.#options.post(endpoints.marketplaceTenant, { app_access_token, tenant_key })
      return read('tenant', endpoints.marketplaceTenant, reply)
    } catch (error) {
      // The app token may have been revoked by a new app ticket: a fresh one decides.
      if (!again || !(error instanceof ApiError) || error instanceof RateLimitError) throw error
      this.drop('app', undefined, app_access_token)
      return this.#fetchForTenant(tenant_key, false)
    }
  }

  async #appTicket(): Promise<string> {
    const { appId, appSecret, cache, post } = this.#options
    const ticket = await cache.get(this.#key('app_ticket'))
    if (typeof ticket === 'string' && ticket !== '') return ticket
    await post(endpoints.resend, { app_id: appId, app_secret: appSecret })
    throw new ConfigError(
      'app_ticket',
      'There is no app ticket yet; the platform was asked to push one. Give the EventDispatcher this client ' +
        '(`new EventDispatcher({ client })`) so that it keeps the ticket, and call again in a few seconds.',
    )
  }

  #key(name: string): string {
    return `${this.#options.scope}:${this.#options.appId}:${name}`
  }
}

function read(kind: CachedKind, endpoint: Endpoint, reply: TokenReply): { token: string; expire: number } {
  const member = kind === 'app' ? 'app_access_token' : 'tenant_access_token'
  const token = reply[member]
  if (typeof token === 'string' && token !== '') {
    return { token, expire: typeof reply.expire === 'number' ? reply.expire : 0 }
  }
  throw new ApiError({
    message: `${endpoint.method} ${endpoint.path} succeeded without ${member}: \`domain\` is not an Open Platform server.`,
    code: 0,
    msg: 'no token',
    httpStatus: 200,
    logId: '',
    reply: { code: 0, msg: 'no token', data: reply },
  })
}
