import { afterEach, describe, expect, test, vi } from 'vitest'
import { buildApp } from '../src/app.ts'
import { runCli } from '../src/cli.ts'
import { open } from '../src/open.ts'
import { firstRun } from '../src/seed/first-run.ts'
import { bearer, partsOf } from './access-tokens.ts'
import { newDesk, newPlace, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('access tokens outside of the console', async () => {
  const server = await newServer()
  const desk = await newDesk(server)
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  async function pipit(...argv: string[]): Promise<string> {
    vi.stubEnv('DATA_DIR', server.place.dataDir)
    vi.stubEnv('DATABASE_URL', server.place.databaseUrl ?? '')
    let out = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((out += String(text)), true))
    await runCli(argv)
    vi.restoreAllMocks()
    return out.trim()
  }

  test('the command line makes a token, and a new secret that a running server hears of', async () => {
    const { email } = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', desk.agentId)
      .executeTakeFirstOrThrow()
    const value = await pipit('token', 'access', email!)
    const profile = () => desk.call('GET', '/api/user/profile', undefined, bearer(value))
    const { body } = await profile()
    expect(body).toMatchObject({ uid: desk.agentId, authorities: ['api:read', 'api:write', 'agent:login'] })
    expect(await pipit('token', 'access', 'nobody@example.com')).toContain('Nobody who serves')
    expect(await pipit('access-token', 'rotate-secret', 'RS256')).toBe('Use HS256, HS384, HS512.')
    expect(await pipit('access-token', 'rotate-secret', 'HS512')).toContain('by HS512')
    await expect.poll(async () => (await profile()).status, { timeout: 3000 }).toBe(401)
    expect(partsOf(await pipit('token', 'access', email!)).header).toEqual({ alg: 'HS512' })
  })

  test('the first start gives the owner one that works', async () => {
    const place = await newPlace()
    const services = await open({ ...place, secretKey: undefined, baseUrl: 'http://pipit.test', port: 0 })
    const run = (await firstRun(services, { seed: 'demo', dataDir: place.dataDir, now: Date.now() }))!
    const app = await buildApp(services, { rateLimit: 0, logLevel: 'silent' })
    try {
      const list = await app.inject({ url: '/api/tickets/list', headers: bearer(run.access_token) })
      expect(list.statusCode).toBe(200)
      const tickets = list.json<{ id: string; title: string; content: string }[]>()
      expect(tickets.length).toBeGreaterThan(5)
      for (const { id, title } of tickets) expect(title).not.toBe(id)
      const { claims } = partsOf(run.access_token)
      expect(JSON.parse(claims.sub as string)).toEqual({ platform: 'bytedesk', username: run.owner.email })
    } finally {
      await app.close()
      await place.remove()
    }
  })
})
