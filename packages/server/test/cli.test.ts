import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { runCli } from '../src/cli.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { whoIs } from './oauth.ts'

describe.skipIf(noDatabase)('the command line', async () => {
  const server = await newServer()
  let desk: Desk

  beforeAll(async () => {
    desk = await newDesk(server)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  /** Runs a command on the server's database, while the server runs. */
  async function pipit(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    const { dataDir, databaseUrl } = server.place
    vi.stubEnv('DATA_DIR', dataDir)
    vi.stubEnv('DATABASE_URL', databaseUrl ?? '')
    let out = ''
    let err = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
    const code = await runCli(argv)
    vi.restoreAllMocks()
    return { code, out: out.trim(), err: err.trim() }
  }

  test('redirect URIs are added, shown and removed', async () => {
    const uri = 'https://a.example/cb'
    expect(await pipit('app', 'redirect-uri', 'add', uri)).toEqual({ code: 0, out: uri, err: '' })
    expect((await pipit('app', 'redirect-uri', '--app', desk.appId)).out).toBe(uri)
    const wrong = await pipit('app', 'redirect-uri', 'add', 'nonsense')
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringContaining('must be a whole URL') })
    expect((await pipit('app', 'redirect-uri', 'remove', uri)).out).toBe('')
    expect((await pipit('app', 'redirect-uri', 'rename', uri)).code).toBe(2)
    expect((await pipit('app', 'redirect-uri', '--app', 'cli_0')).err).toBe('There is no app cli_0.')
  })

  test('scopes are asked for, not granted', async () => {
    const asked = await pipit('app', 'scope', 'request', 'drive:drive', 'helpdesk:all')
    expect(asked.out).toContain('requested  drive:drive')
    expect(asked.out).toContain('granted    helpdesk:all')
    expect((await pipit('app', 'scope')).out).toBe(asked.out)
    expect((await pipit('app', 'scope', 'request')).code).toBe(2)
  })

  test('a marketplace app is made and installed', async () => {
    const other = await newDesk(server)
    const made = await pipit('app', 'create', 'Shop app', '--marketplace')
    const appId = /cli_[0-9a-f]{16}/.exec(made.out)![0]
    const listed = (await pipit('app', 'list')).out.split('\n')
    const key = (id: string) => listed.find((line) => line.startsWith(id))!.split('  ')[3]!
    expect(listed.find((line) => line.startsWith(appId))).toContain('marketplace  enabled')
    const installed = await pipit('app', 'install', key(other.appId), '--app', appId)
    expect(installed).toMatchObject({ code: 0, err: '' })
    expect(await server.services.registry.appIn(appId, other.cx.tenantId)).toMatchObject({ enabled: true })
    expect((await pipit('app', 'install', 'nobody', '--app', appId)).code).toBe(2)
    expect((await pipit('app', 'install', key(other.appId), '--app', desk.appId)).code).toBe(2)
  })

  test('a user token made here works on the running server', async () => {
    const { email } = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', desk.agentId)
      .executeTakeFirstOrThrow()
    const { out } = await pipit('token', 'user', email!)
    expect((await whoIs(desk, out)).data).toMatchObject({ open_id: desk.agentId, email })
    const help = await pipit('--help')
    expect(help.out).toContain('app redirect-uri')
    expect((await pipit('nonsense')).code).toBe(2)
  })
})
