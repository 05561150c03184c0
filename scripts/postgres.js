// A throw-away PostgreSQL cluster from this machine's own server programs, for tests and measurements.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { Client } = createRequire(new URL('../packages/server/package.json', import.meta.url))('pg')

/**
 * Starts a cluster on a free port, as an unprivileged user when run as root: the server refuses to run as root.
 * @param {{ durable?: boolean }} options durable: with fsync, as measurements need it; tests throw the cluster away.
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | undefined>} nothing when no programs are found.
 */
export async function startPostgres({ durable = true } = {}) {
  const bin = findPrograms()
  if (!bin) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'pipit-postgres-'))
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : {}
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const options = { ...owner, cwd: folder, stdio: 'pipe' }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'pipit', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    options,
  )
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: durable ? 'on' : 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], options)
  let output = ''
  server.stderr.on('data', (chunk) => (output = (output + chunk).slice(-4000)))
  const url = `postgres://pipit@127.0.0.1:${port}/postgres`
  await answers(url, () => output)
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await gone
      // Its children may hold the pipes for a moment longer; nobody listens any more.
      for (const stream of [server.stdin, server.stdout, server.stderr]) stream?.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where this machine's server programs are; nothing when there are none. */
export function findPrograms() {
  const candidates = [process.env.PG_BIN ?? '']
  try {
    candidates.push(execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim())
  } catch {
    // Not every installation has it.
  }
  const debian = '/usr/lib/postgresql'
  if (existsSync(debian)) {
    const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    candidates.push(...versions.map((version) => join(debian, version, 'bin')))
  }
  candidates.push('/opt/homebrew/bin', ...(process.env.PATH ?? '').split(':'))
  return candidates.find(
    (path) => path !== '' && existsSync(join(path, 'initdb')) && existsSync(join(path, 'postgres')),
  )
}

function unprivilegedUser() {
  const id = (flag, name) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) }
    } catch {
      // Try the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and neither the user postgres nor nobody exists.')
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

async function answers(url, output) {
  const deadline = Date.now() + 30_000
  for (;;) {
    const client = new Client({ connectionString: url })
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
