import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll } from 'vitest'
import { type AppOptions, buildApp } from '../src/app.ts'
import { tenantToken } from '../src/domain/apps.ts'
import { type Cx, type Role, type Services, newCx } from '../src/domain/cx.ts'
import { grantUserToken } from '../src/domain/grants.ts'
import { authorizationOf } from '../src/domain/helpdesks.ts'
import { open } from '../src/open.ts'
import { hashPassword } from '../src/platform/secrets.ts'
import {
  type NewPerson,
  addAgent,
  addPerson,
  createOrganisation,
  helpdeskScopes,
} from '../src/seed/organisation.ts'

export const engineKind = process.env.PIPIT_TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite'

/** Whether this project's database is missing on this machine; its setup has said so. */
export const noDatabase = engineKind === 'postgres' && process.env.PIPIT_TEST_DATABASE_URL === 'none'

export interface Place {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  remove(): Promise<void>
}

/** An empty place for a database of this project's kind. */
export async function newPlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pipit-test-'))
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true })
  if (engineKind === 'sqlite') return { dataDir, databaseUrl: undefined, remove: async () => removeFolder() }
  const server = process.env.PIPIT_TEST_DATABASE_URL!
  const name = `pipit_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  url.searchParams.set('pool', '5')
  return {
    dataDir,
    databaseUrl: url.toString(),
    remove: async () => {
      await administer(server, `drop database ${name} with (force)`)
      removeFolder()
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export interface TestServer {
  readonly app: FastifyInstance
  readonly services: Services & { baseUrl: string }
  readonly place: Place
  /** Starts to listen, once. @returns the address. */
  listen(): Promise<string>
}

/** A server on an empty database of its own; one for each test file is enough, tests have tenants of their own. */
export async function newServer(options: Partial<AppOptions> = {}): Promise<TestServer> {
  const place = await newPlace()
  const services = await open({ ...place, secretKey: undefined, baseUrl: 'http://pipit.test', port: 0 })
  const app = await buildApp(services, { rateLimit: 0, logLevel: 'silent', ...options })
  afterAll(async () => {
    await app.close()
    await place.remove()
  })
  let address: Promise<string> | undefined
  return {
    app,
    services,
    place,
    listen: () => (address ??= app.listen({ port: 0, host: '127.0.0.1' })),
  }
}

export interface Reply {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: Json
}
// oxlint-disable-next-line typescript/no-explicit-any -- tests read replies of every shape
export type Json = any

/** A tenant of its own with a desk, an owner, an agent, a guest and one app that may do everything. */
export interface Desk {
  readonly cx: Cx
  readonly appId: string
  readonly appSecret: string
  readonly helpdeskId: string
  readonly helpdeskToken: string
  readonly ownerId: string
  readonly agentId: string
  readonly guestId: string
  /** The help desk header. */
  readonly helpdesk: Record<string, string>
  /** Headers of a program: tenant token and help desk. */
  readonly tenant: Record<string, string>
  /** Headers of a program that acts for somebody, the agent unless said otherwise. */
  user(userId?: string): Promise<Record<string, string>>
  addPerson(person: NewPerson): Promise<string>
  addAgent(person: NewPerson, role?: Role): Promise<string>
  /** A new context, with the time of now. */
  fresh(change?: Partial<Cx>): Cx
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** A ticket with people, opened through the API by a guest of its own. @returns its id. */
  newTicket(): Promise<string>
  /** The event types written for this tenant so far, oldest first. */
  events(): Promise<string[]>
}

let passwordHash: Promise<string> | undefined
/** The password of everybody that `newDesk` makes. */
export const password = 'correct horse battery'

let desks = 0

export async function newDesk(
  server: TestServer,
  options: { scopes?: readonly string[] } = {},
): Promise<Desk> {
  const { app, services } = server
  const system = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
  const hash = await (passwordHash ??= hashPassword(password, { N: 1024, r: 8, p: 1 }))
  desks += 1
  const tag = `${desks}-${randomBytes(3).toString('hex')}`
  const made = await services.engine.transaction(async (db) => {
    const organisation = await createOrganisation(
      { ...system, db, inTransaction: true },
      { tenant: `Tenant ${tag}`, app: 'Test app', helpdesk: 'Test desk' },
    )
    const { cx } = organisation
    const ownerId = await addPerson(cx, {
      name: 'Olga Owner',
      email: `owner-${tag}@example.com`,
      passwordHash: hash,
    })
    const agentId = await addPerson(cx, {
      name: 'Ada Agent',
      email: `agent-${tag}@example.com`,
      passwordHash: hash,
      department: 'Support',
      city: 'Berlin',
      country: 'DE',
    })
    const guestId = await addPerson(cx, {
      name: '郭客 Guest',
      email: `guest-${tag}@example.com`,
      city: 'Chengdu',
    })
    await addAgent(cx, ownerId, 'owner')
    await addAgent(cx, agentId, 'agent')
    if (options.scopes)
      await cx.db
        .deleteFrom('app_scopes')
        .where('tenant_id', '=', cx.tenantId)
        .where('scope', 'not in', [...options.scopes, ''])
        .execute()
    return { ...organisation, ownerId, agentId, guestId }
  })
  const { appId, appSecret, helpdeskToken } = made
  const fresh = (change: Partial<Cx> = {}): Cx => ({
    ...newCx(services, {
      tenantId: made.cx.tenantId,
      helpdeskId: made.cx.helpdeskId,
      actor: { kind: 'app', appId },
      now: Date.now(),
    }),
    ...change,
  })
  const entry = (await services.registry.app(appId))!
  const helpdesk = { 'x-lark-helpdesk-authorization': authorizationOf(made.cx.helpdeskId, helpdeskToken) }
  const tenant = { authorization: `Bearer ${tenantToken(fresh(), entry).token}`, ...helpdesk }
  const inTransaction = <T>(work: (cx: Cx) => Promise<T>) =>
    services.engine.transaction((db) => work({ ...fresh(), db, inTransaction: true }))

  const call: Desk['call'] = async (method, path, body, headers = tenant) => {
    const response = await app.inject({
      method: method as 'GET',
      url: path,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    let parsed: Json
    try {
      parsed = response.json()
    } catch {
      parsed = response.body
    }
    return { status: response.statusCode, headers: response.headers, body: parsed }
  }
  const desk: Desk = {
    cx: fresh(),
    appId,
    appSecret,
    helpdeskId: made.cx.helpdeskId,
    helpdeskToken,
    ownerId: made.ownerId,
    agentId: made.agentId,
    guestId: made.guestId,
    helpdesk,
    tenant,
    fresh,
    call,
    user: async (userId = made.agentId) => {
      const { token } = await grantUserToken(fresh(), appId, userId, [...(options.scopes ?? helpdeskScopes)])
      return { authorization: `Bearer ${token}`, ...helpdesk }
    },
    addPerson: (person) => inTransaction((cx) => addPerson(cx, person)),
    addAgent: (person, role = 'agent') =>
      inTransaction(async (cx) => {
        const id = await addPerson(cx, person)
        await addAgent(cx, id, role)
        return id
      }),
    newTicket: async () => {
      const guest = await desk.addPerson({ name: `Guest ${randomBytes(2).toString('hex')}` })
      const reply = await call('POST', '/open-apis/helpdesk/v1/start_service', {
        open_id: guest,
        human_service: true,
      })
      return reply.body.data.ticket_id as string
    },
    events: async () => {
      await services.engine.sequence()
      const rows = await services.engine.db
        .selectFrom('outbox')
        .select('type')
        .where('tenant_id', '=', made.cx.tenantId)
        .orderBy('position')
        .execute()
      return rows.map((row) => row.type)
    },
  }
  return desk
}
