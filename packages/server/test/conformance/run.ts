import type * as lark from '@larksuiteoapi/node-sdk'
import { asUser, asUserOnly, officialClient, withDesk } from '../official.ts'
import { type Fact, factOf } from '../shape.ts'
import { type Json, differences, shown } from './json.ts'
import { type PageOptions, readPages } from './pages.ts'
import { idlePerson } from './people.ts'
import { type Tokens, bearer, call, deskHeader, isDocumented, kindOf, probe } from './probes.ts'
import { inspectBody } from './replies.ts'
import { type Report, checkNames, newReport } from './report.ts'
import { callSdk } from './sdk.ts'
import { type Payload, type WireReply, send } from './wire.ts'
import type { Inside, World } from './world.ts'

export interface CallOptions {
  /** Which token, where the endpoint takes several; the tenant's when nothing is said. */
  readonly as?: 'tenant' | 'user'
  /** Somebody's user token instead of the world's. */
  readonly token?: string
  /** Leaves out what must be refused: for calls that only set the scene. */
  readonly quiet?: boolean
  /** The reply has ids that every tenant shares. */
  readonly shared?: boolean
  /** Only this caller may see it: the other kinds of token are tried elsewhere. */
  readonly personal?: boolean
}

/** Ends a scenario whose next steps would make no sense. */
export class Stopped extends Error {}

/** What a scenario works with. */
export interface Run {
  readonly world: World
  readonly report: Report
  readonly client: lark.Client
  readonly tokens: Tokens
  /** A call through the official SDK that must succeed; before the first, all that must be refused. @returns data. */
  sdk(id: string, payload?: Payload, options?: CallOptions): Promise<Json>
  /** A call through the official SDK that must fail with a code. @returns the body. */
  refused(id: string, payload: Payload, code: number, options?: CallOptions): Promise<Json>
  /** A call by hand, for what the official SDK has no method for; it must succeed. */
  raw(
    id: string,
    payload: Payload,
    headers?: Record<string, string>,
    options?: CallOptions,
  ): Promise<WireReply>
  /** A call by hand that must fail with a code. */
  rawRefused(id: string, payload: Payload, code: number, headers?: Record<string, string>): Promise<void>
  /** Compares what a later call shows; the effect of `ids` is proved when it fits. */
  shows(ids: string | readonly string[], actual: Json, expected: Json): void
  /** Reads page by page to the end. @returns everything. */
  pages(id: string, payload: Payload, size: number, options: PageOptions): Promise<Json[]>
  /** Says of endpoints that they could not be reached from here. */
  skip(ids: readonly string[], why: string): void
  /** Somebody of the tenant who can ask for help; somebody new where that is possible. */
  guest(): Promise<string>
  /** The open_id of the person whose user token the world has. */
  agent(): Promise<string>
  /** Steps that no API offers; left out where the server is far away. */
  inside(work: (inside: Inside) => Promise<void>): Promise<void>
}

/** Ids as the wire writes them: numbers, prefixed ones, and those of documents. */
const longIds = /\b(?:\d{18,20}|[A-Za-z0-9]{27}|(?:ou|on|oc|om|od|img|file|cli)[_-][\w-]{10,})\b/g
const idsIn = (value: unknown): string[] => JSON.stringify(value ?? '').match(longIds) ?? []

/** Opens a run against a world. */
export function newRun(world: World): Run {
  const report = newReport(world.inside !== undefined && world.other !== undefined)
  const client = officialClient(world, world.url)
  const probed = new Set<string>()
  const tenantTokens = new Map<string, Promise<string>>()
  const tokens: Tokens = {
    tenant: ({ appId, appSecret }) => {
      const known = tenantTokens.get(appId)
      if (known) return known
      const asked = send(
        `${world.url}/open-apis/auth/v3/tenant_access_token/internal`,
        'POST',
        { 'Content-Type': 'application/json' },
        JSON.stringify({ app_id: appId, app_secret: appSecret }),
      ).then(({ body }) => {
        if (typeof body?.tenant_access_token !== 'string')
          throw new Error(`No tenant token for ${appId}: ${shown(body)}`)
        return body.tenant_access_token as string
      })
      tenantTokens.set(appId, asked)
      return asked
    },
  }

  const optionsOf = (fact: Fact, { as = kindOf(fact), token = world.userToken }: CallOptions) => {
    if (as !== 'user' || fact.tokens.includes('app')) return fact.helpdesk ? withDesk() : undefined
    if (token === undefined) throw new Error('There is no user token')
    return fact.helpdesk ? asUser(token) : asUserOnly(token)
  }

  const throughSdk = (fact: Fact, payload: Payload, options: CallOptions) =>
    callSdk(client, fact, payload, optionsOf(fact, options))

  /** The same call by a program of another tenant: an error, or nothing that is not its own. */
  async function intrude(
    fact: Fact,
    payload: Payload,
    kind: 'tenant' | 'user',
  ): Promise<WireReply | undefined> {
    const { other } = world
    const token = other && (kind === 'user' ? other.userToken : await tokens.tenant(other))
    if (!other || token === undefined) {
      report.skip(fact.id, 'tenant', `needs another tenant’s ${kind === 'user' ? 'user token' : 'app'}`)
      return undefined
    }
    const headers = { ...bearer(token), ...(fact.helpdesk && deskHeader(other)) }
    const reply = await call(world, report, fact, payload, headers)
    const names = fact.method === 'GET' ? [] : [...idsIn(payload.params), ...idsIn(payload.data)]
    if ((payload.path || names.length > 0) && !isDocumented(fact)(reply))
      report.fail(fact.id, 'tenant', `another tenant got HTTP ${reply.status} ${shown(reply.body)}`)
    return reply
  }

  async function around<T>(
    fact: Fact,
    payload: Payload,
    options: CallOptions,
    work: () => Promise<{ result: T; data: Json }>,
  ): Promise<T> {
    const first = !probed.has(fact.id) && options.quiet !== true
    if (!first) return (await work()).result
    probed.add(fact.id)
    const kind = fact.tokens.length === 0 ? undefined : (options.as ?? kindOf(fact))
    await probe(world, report, tokens, fact, payload, kind)
    const foreign =
      kind === undefined || fact.id.startsWith('authen.') ? undefined : await intrude(fact, payload, kind)
    const { result, data } = await work()
    if (foreign) {
      const visible = options.shared || foreign.status >= 400 ? [] : idsIn(data)
      const own = visible.filter((id) => foreign.bytes.includes(id))
      if (own.length > 0) report.fail(fact.id, 'tenant', `another tenant was shown ${own.join(', ')}`)
      else report.pass(fact.id, 'tenant')
    }
    if (fact.method === 'GET' && kind !== undefined) await repeat(fact, payload, kind, options.personal)
    return result
  }

  /** A successful GET by hand: its headers, with each kind of token that the endpoint takes. */
  async function repeat(
    fact: Fact,
    payload: Payload,
    kind: 'tenant' | 'user',
    personal = false,
  ): Promise<void> {
    const desk = fact.helpdesk ? deskHeader(world) : {}
    const kinds = (['tenant', 'user'] as const).filter(
      (k) => k === kind || (!personal && fact.tokens.includes(k)),
    )
    for (const each of kinds) {
      const token = each === 'user' ? world.userToken : await tokens.tenant(world)
      if (token === undefined) continue
      const reply = await call(world, report, fact, payload, { ...bearer(token), ...desk })
      if (reply.status !== 200)
        report.fail(fact.id, 'token', `a ${each} token gave HTTP ${reply.status} ${shown(reply.body)}`)
    }
  }

  const failed = (fact: Fact, what: string): never => {
    report.fail(fact.id, 'works', what)
    throw new Stopped(`${fact.id}: ${what}`)
  }

  const run: Run = {
    world,
    report,
    client,
    tokens,
    sdk: async (id, payload = {}, options = {}) => {
      const fact = factOf(id)
      if ((options.as ?? kindOf(fact)) === 'user' && (options.token ?? world.userToken) === undefined) {
        run.skip([id], 'needs --user-token')
        throw new Stopped(`${id} needs --user-token`)
      }
      return around(fact, payload, options, async () => {
        const { status, body } = await throughSdk(fact, payload, options)
        if (Buffer.isBuffer(body)) {
          report.pass(id, 'works')
          return { result: body, data: undefined }
        }
        inspectBody(report, fact, status, body)
        if (body?.code !== 0) return failed(fact, `HTTP ${status} ${shown(body)}`)
        report.pass(id, 'works')
        const data: Json = fact.topLevel ? body : (body.data ?? {})
        return { result: data, data }
      })
    },
    refused: async (id, payload, code, options = {}) => {
      const fact = factOf(id)
      const { status, body } = await throughSdk(fact, payload, options)
      inspectBody(report, fact, status, body)
      if (body?.code !== code)
        report.fail(id, 'errors', `${code} was expected, it is HTTP ${status} ${shown(body)}`)
      return body
    },
    raw: async (id, payload, headers = {}, options = {}) => {
      const fact = factOf(id)
      return around(fact, payload, options, async () => {
        const reply = await call(world, report, fact, payload, headers)
        const isRight = fact.binary ? reply.status < 400 : reply.body?.code === 0
        if (!isRight) return failed(fact, `HTTP ${reply.status} ${shown(reply.body)}`)
        report.pass(id, 'works')
        return { result: reply, data: reply.body?.data }
      })
    },
    rawRefused: async (id, payload, code, headers = {}) => {
      const fact = factOf(id)
      const reply = await call(world, report, fact, payload, headers)
      if (reply.body?.code !== code)
        report.fail(id, 'errors', `${code} was expected, it is HTTP ${reply.status} ${shown(reply.body)}`)
    },
    shows: (ids, actual, expected) => {
      const found = differences(actual, expected)
      for (const id of typeof ids === 'string' ? [ids] : ids) {
        if (found.length === 0) report.pass(id, 'effect')
        else report.fail(id, 'effect', ...found)
      }
    },
    pages: (id, payload, size, options) => readPages(run, id, payload, size, options),
    skip: (ids, why) => {
      for (const id of ids) for (const check of checkNames) report.skip(id, check, why)
    },
    guest: async () => {
      if (world.inside) return (await world.inside.guest()).openId
      if (world.guest !== undefined) return world.guest
      const found = await idlePerson(run)
      if (found === undefined) throw new Stopped('needs --guest: nobody is free to ask for help')
      return found
    },
    agent: async () => {
      const me = await run.sdk('authen.v1.user_info.get', {}, { quiet: true })
      return me.open_id as string
    },
    inside: async (work) => {
      if (world.inside) await work(world.inside)
    },
  }
  return run
}
