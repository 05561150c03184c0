import type { LoggerLevelName, Logger } from './logger.ts'
import type { Cache } from './cache.ts'
import type { Transport } from './transport.ts'
import type { AbortSignalLike, Fetch } from './web.ts'

/** Base addresses. For Pipit, pass the address of your own server as `domain`. */
export const Domain = { Feishu: 'https://open.feishu.cn', Lark: 'https://open.larksuite.com' } as const

/** Who may install the app: one company that built it, or any (marketplace, ISV). */
export const AppType = { SelfBuild: 0, ISV: 1 } as const

export interface HelpdeskCredential {
  readonly id: string
  readonly token: string
}

export interface ClientOptions {
  /** App ID. May be left out, as the secret, when `disableTokenCache` is set. */
  appId?: string
  appSecret?: string
  /** `AppType.SelfBuild` (default) or `AppType.ISV`; an ISV app also names a tenant key with each call. */
  appType?: (typeof AppType)[keyof typeof AppType]
  /** Base address: `Domain.Feishu` (default), `Domain.Lark`, or that of your Pipit server. */
  domain?: string
  /** The id and the token of the help desk, sent with each call that needs them. */
  helpDeskId?: string
  helpDeskToken?: string
  /** Where tokens and app tickets are kept; in memory when absent. Share one between processes. */
  cache?: Cache
  /** Never fetch or keep a token: each call brings its own in its options. */
  disableTokenCache?: boolean
  /** Milliseconds for one attempt; 30000 when absent, 0 for no limit. */
  timeout?: number
  /** How often a call that is safe to repeat is repeated after 429, 5xx or a lost connection; 2 when absent. */
  retries?: number
  /** Any `fetch`, to replace the built-in transport. */
  fetch?: Fetch
  /** A transport of your own, e.g. `nodeTransport({ agent })` from `@pipit/sdk/node`. */
  transport?: Transport
  /** Receives log lines; `console` when absent. */
  logger?: Logger
  /** Nothing below this level is logged; `warn` when absent. */
  loggerLevel?: number | LoggerLevelName
  /** At level `debug`, also log headers and bodies, with secrets masked. */
  logRequests?: boolean
}

export interface RequestOptions {
  /** Extra headers. They win over the ones the client sets, `Authorization` included. */
  headers?: Readonly<Record<string, string>>
  /** Act as this user. */
  userAccessToken?: string
  /** Use this tenant token instead of fetching one. */
  tenantAccessToken?: string
  /** Which tenant an ISV app acts for. */
  tenantKey?: string
  /** Your own id for this call, passed on to the platform. */
  requestId?: string
  /** Send the help desk credential (or this one) where the endpoint does not ask for it; `false` leaves it out. */
  helpdesk?: boolean | HelpdeskCredential
  /** Stops the call, its retries and its pages. */
  signal?: AbortSignalLike
  /** Milliseconds for one attempt of this call. */
  timeout?: number
  /** Retries of this call. */
  retries?: number
}

/** Request options in the manner of the official SDK; they are plain objects and can be spread together. */
export const withUserAccessToken = (userAccessToken: string): RequestOptions => ({ userAccessToken })
export const withTenantToken = (tenantAccessToken: string): RequestOptions => ({ tenantAccessToken })
export const withTenantKey = (tenantKey: string): RequestOptions => ({ tenantKey })
export const withRequestId = (requestId: string): RequestOptions => ({ requestId })
export const withHelpDeskCredential = (credential?: HelpdeskCredential): RequestOptions => ({
  helpdesk: credential ?? true,
})

/** All of them together; later ones win, headers are merged. */
export const withAll = (list: readonly RequestOptions[]): RequestOptions => {
  const headers = Object.assign({}, ...list.map((options) => options.headers))
  return Object.assign({}, ...list, Object.keys(headers).length > 0 ? { headers } : {})
}
