import { randomBytes } from 'node:crypto'
import { afterAll } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { createApp, tenantToken, updateApp } from '../../src/domain/apps.ts'
import { grantUserToken } from '../../src/domain/grants.ts'
import { installApp, pushAppTicket } from '../../src/domain/marketplace.ts'
import { postAsAgent, postAsGuest } from '../../src/domain/messages.ts'
import { approveNotification } from '../../src/domain/notification-approval.ts'
import { storageKey } from '../../src/outbound/storage.ts'
import { helpdeskScopes } from '../../src/seed/organisation.ts'
import type { Desk, TestServer } from '../harness.ts'
import { callback, openBrowser, register } from '../oauth.ts'
import type { Inside, OtherApp } from './world.ts'

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/** What a test in the server's own process can do for the suite. */
export function insideOf(server: TestServer, desk: Desk, other: Desk): Inside {
  const { services } = server
  const tokenOf = async (appId: string, openId: string, scopes: readonly string[]) =>
    (await grantUserToken(desk.fresh(), appId, openId, [...scopes])).token
  const person = async (name: string) => {
    const tag = randomBytes(4)
    const openId = await desk.addPerson({
      name,
      enName: 'Somebody',
      email: `${tag.toString('hex')}@example.com`,
      mobile: `+86138${String(tag.readUInt32BE() % 100_000_000).padStart(8, '0')}`,
      employeeNo: tag.toString('hex'),
      jobTitle: 'Guest',
      city: 'Chengdu',
      country: 'CN',
    })
    return { openId, token: await tokenOf(desk.appId, openId, helpdeskScopes) }
  }
  const newApp = async (name: string, scopes: readonly string[], type?: 'marketplace') =>
    services.engine.transaction((db) =>
      createApp(desk.fresh({ db, inTransaction: true }), name, { requested: scopes, granted: true }, type),
    )
  const otherApp = async (name: string, scopes: readonly string[]): Promise<OtherApp> => {
    const { appId, secret } = await newApp(name, scopes)
    const entry = (await services.registry.app(appId))!
    return { appId, appSecret: secret, tenantToken: tenantToken(desk.fresh(), entry).token }
  }
  const system = () => desk.fresh({ actor: { kind: 'system' } })
  const browserOf = (of: Desk) =>
    once(async () => {
      await register(of)
      return openBrowser(of, of.agentId)
    })
  const browser = browserOf(desk)
  const browserElsewhere = browserOf(other)
  const where = (query: { where: unknown }, conditions: object) => {
    type Query = { where(name: string, op: string, value: unknown): Query }
    let found = query as unknown as Query
    for (const [name, value] of Object.entries({ tenant_id: desk.cx.tenantId, ...conditions }))
      found = found.where(name, '=', value)
    return found as unknown
  }

  return {
    guest: () => person('郭客 Guest'),
    outsider: once(() => person('Oscar Outsider')),
    agent: async () => {
      const openId = await desk.addAgent({ name: 'Anna Agent' })
      return { openId, token: await tokenOf(desk.appId, openId, helpdeskScopes) }
    },
    scopeless: once(async () => {
      const { appId, tenantToken } = await otherApp('No scopes', [])
      return { tenantToken, userToken: await tokenOf(appId, desk.ownerId, []) }
    }),
    secondApp: once(() => otherApp('Second app', helpdeskScopes)),
    disabledApp: once(async () => {
      const app = await otherApp('Disabled app', helpdeskScopes)
      await updateApp(system(), app.appId, { status: 'disabled' })
      services.registry.forget(app.appId)
      return app
    }),
    marketplaceApp: async () => {
      const { appId, secret } = await newApp('Shop app', helpdeskScopes, 'marketplace')
      await installApp(other.fresh({ actor: { kind: 'system' } }), appId)
      const { tenant_key: tenantKey } = await services.engine.db
        .selectFrom('tenants')
        .select('tenant_key')
        .where('id', '=', other.cx.tenantId)
        .executeTakeFirstOrThrow()
      return { appId, appSecret: secret, tenantKey, appTicket: await pushAppTicket(system(), appId) }
    },
    guestWrites: async (ticketId, text) => {
      await postAsGuest(desk.fresh(), ticketId, { type: 'text', content: { text } })
    },
    agentAnswers: async (ticketId, text, agentId) => {
      const actor = { kind: 'user', userId: agentId, role: 'agent' } as const
      await postAsAgent(desk.fresh({ actor }), ticketId, { type: 'text', content: { text } })
    },
    approve: async (notificationId) => {
      const actor = { kind: 'user', userId: desk.ownerId, role: 'owner' } as const
      await approveNotification(desk.fresh({ actor }), notificationId)
    },
    changeApp: async (appId, values) => {
      await services.engine.transaction((db) =>
        db
          .updateTable('apps')
          .set(values as object)
          .where('tenant_id', '=', desk.cx.tenantId)
          .where('id', '=', appId)
          .execute(),
      )
      services.registry.forget(appId)
    },
    loseFile: async (fileKey) => {
      await services.storage.delete(storageKey(desk.cx.tenantId, fileKey))
    },
    withFullDisk: async (work) => {
      const { storage } = services
      const { put } = storage
      const full = async () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      }
      Object.assign(storage, { put: full })
      try {
        await work()
      } finally {
        Object.assign(storage, { put })
      }
    },
    change: async (table, values, conditions) => {
      await services.engine.transaction(async (db) => {
        const query = db.updateTable(table as 'users').set(values)
        await (where(query, conditions as object) as typeof query).execute()
      })
    },
    rows: async (table, conditions) => {
      const query = services.engine.db.selectFrom(table as 'users').selectAll()
      return (where(query, conditions as object) as typeof query).execute()
    },
    consent: async (query = {}) => (await browser()).approve(query),
    consentElsewhere: async () => (await browserElsewhere()).approve({}),
    consenter: desk.agentId,
    redirectUri: callback,
    faulty: once(async () => {
      const away = () => {
        throw new Error('the database is away')
      }
      const engine = new Proxy(services.engine, {
        get: (target, name) => {
          if (name === 'db') return new Proxy(target.db, { get: away })
          if (name === 'transaction' || name === 'read') return async () => away()
          if (name === 'close') return async () => {}
          return Reflect.get(target, name) as unknown
        },
      })
      const app = await buildApp({ ...services, engine }, { rateLimit: 0, logLevel: 'silent', jobs: false })
      afterAll(() => app.close())
      return app.listen({ port: 0, host: '127.0.0.1' })
    }),
  }
}
