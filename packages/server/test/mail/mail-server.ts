import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dovecotConfig, eximConfig } from './mail-server-config.ts'
import { pollUntil } from './wait.ts'

const exim = '/usr/sbin/exim4'
const dovecot = '/usr/sbin/dovecot'
/** Exim only lets its own user run a server; the Debian package makes it. */
const owner = 'Debian-exim'

const lacking = whatIsLacking()
/** Whether the mail server cannot be run on this machine. CI has all it needs, so nothing is left out there. */
export const noMailServer = lacking !== undefined
if (lacking) {
  const hint = `${lacking}: the tests of e-mail are LEFT OUT. apt-get install exim4-daemon-light dovecot-imapd`
  if (process.env.CI) throw new Error(hint)
  console.warn(`\n  ${hint}\n`)
}

function whatIsLacking(): string | undefined {
  if (!existsSync(exim) || !existsSync(dovecot)) return 'Exim or Dovecot was not found'
  try {
    execFileSync(...asOwner('true'), { stdio: 'ignore' })
    return undefined
  } catch {
    return `This user may not become ${owner}, neither as root nor with sudo`
  }
}

/** A command as Exim's user. */
function asOwner(...command: string[]): [string, string[]] {
  const [file, ...before] =
    process.getuid?.() === 0
      ? ['setpriv', `--reuid=${owner}`, `--regid=${owner}`, '--clear-groups', '--']
      : ['sudo', '-n', '-u', owner, '--']
  return [file!, [...before, ...command]]
}

export interface MailServer {
  readonly smtpPort: number
  readonly imapPort: number
  /** Makes a mailbox. @returns its address, which is also the name to sign in with. */
  addMailbox(name: string): string
  /** What the two programs have written, for a test that fails. */
  log(): string
  stop(): Promise<void>
}

/**
 * A mail server of its own for the domain `mail.test`: Exim takes mail by SMTP and delivers it, Dovecot gives it out by
 * IMAP. `nobody…@mail.test` is accepted and bounces, `refused…@mail.test` is refused at once.
 */
export async function startMailServer(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pipit-mail-'))
  chmodSync(folder, 0o777)
  execFileSync(...asOwner('mkdir', ...['spool', 'log', 'mail', 'run'].map((name) => join(folder, name))))
  const [smtpPort, imapPort] = await Promise.all([freePort(), freePort()])
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o644 })
    return join(folder, name)
  }
  const usersFile = write('users', '')
  const launch = (...command: string[]): ChildProcess =>
    spawn(...asOwner(...command), { cwd: folder, stdio: 'ignore' })
  const programs = [
    launch(exim, '-C', write('exim.conf', eximConfig(folder, smtpPort)), '-bdf', '-q5s'),
    launch(dovecot, '-F', '-c', write('dovecot.conf', dovecotConfig(folder, imapPort, owner))),
  ]
  const read = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
  const log = (): string =>
    ['log/mainlog', 'log/paniclog', 'log/rejectlog', 'dovecot.log'].map(read).join('\n')
  const stop = async (): Promise<void> => {
    const pids = ['exim.pid', 'run/master.pid'].map((name) => read(name).trim()).filter((pid) => pid !== '')
    const gone = programs.map(ended)
    execFileSync(...asOwner('kill', ...pids))
    await Promise.all(gone)
    execFileSync(...asOwner('sh', '-c', 'rm -rf "$0"/*', folder))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await Promise.all([smtpPort, imapPort].map((port) => pollUntil(() => answers(port))))
  } catch (error) {
    throw new Error(`The mail server did not start:\n${log()}`, { cause: error })
  }
  const addMailbox = (name: string): string => {
    appendFileSync(usersFile, `${name}: ${name}\n`)
    return `${name}@mail.test`
  }
  return { smtpPort, imapPort, addMailbox, log, stop }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('data', () => done(true))
    socket.once('error', () => done(false))
    socket.once('close', () => done(false))
  })

const ended = async (program: ChildProcess): Promise<void> => {
  if (program.exitCode === null && program.signalCode === null)
    await new Promise((resolve) => program.once('exit', resolve))
}
