import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/**
 * A PostgreSQL for the tests: the one of `PIPIT_TEST_DATABASE_URL`, or a throw-away cluster from this machine's own
 * server programs. The servers refuse to run as root, so then it runs as an unprivileged user.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PIPIT_TEST_DATABASE_URL) return undefined
  const bin = findPrograms()
  if (!bin) {
    const hint =
      'PostgreSQL was not found: the tests on it are LEFT OUT. apt-get install postgresql, or set PIPIT_TEST_DATABASE_URL.'
    if (process.env.CI) throw new Error(hint)
    console.warn(`\n  ${hint}\n`)
    process.env.PIPIT_TEST_DATABASE_URL = 'none'
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'pipit-postgres-'))
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : undefined
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const as = owner ?? {}
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'pipit', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    {
      ...as,
      cwd: folder,
      stdio: 'pipe',
    },
  )
  // The cluster is thrown away, so it need not survive the machine; what is tested is that ours survives.
  const options = {
    port,
    listen_addresses: '127.0.0.1',
    fsync: 'off',
    max_connections: 200,
    unix_socket_directories: '',
  }
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as, cwd: folder, stdio: 'pipe' },
  )
  let output = ''
  server.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)))
  const url = `postgres://pipit@127.0.0.1:${port}/postgres`
  await answers(url, () => output)
  process.env.PIPIT_TEST_DATABASE_URL = url
  return async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGQUIT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
}

function findPrograms(): string | undefined {
  const candidates = [process.env.PG_BIN ?? '']
  try {
    candidates.push(execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim())
  } catch {
    // Not every installation has it.
  }
  const debian = '/usr/lib/postgresql'
  if (existsSync(debian))
    for (const version of readdirSync(debian).sort((a, b) => Number(b) - Number(a)))
      candidates.push(join(debian, version, 'bin'))
  candidates.push('/usr/local/bin', '/opt/homebrew/bin', ...(process.env.PATH ?? '').split(':'))
  return candidates.find(
    (path) => path !== '' && existsSync(join(path, 'initdb')) && existsSync(join(path, 'postgres')),
  )
}

function unprivilegedUser(): { uid: number; gid: number } {
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) }
    } catch {
      // Try the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and neither the user postgres nor nobody exists.')
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function answers(url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${output()}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
