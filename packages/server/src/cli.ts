import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { listApps, tenantToken } from './domain/apps.ts'
import { type Cx, newCx } from './domain/cx.ts'
import { grantUserToken } from './domain/grants.ts'
import { open } from './open.ts'
import { hashPassword, newPassword } from './platform/secrets.ts'

const usage = `Usage: npm run pipit -- <command>

  token tenant [--app <app_id>]          a tenant_access_token
  token user <email> [--app <app_id>]    a user_access_token for somebody of the organisation
  password <email>                       a new password for somebody who serves on a desk

The database is the one of DATA_DIR or DATABASE_URL, as for npm start; the server may be running.`

class UsageError extends Error {}

/** Runs one command of the tool. */
export async function cli(argv: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { app: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [command, what, who] = positionals
  if (values.help || command === undefined) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const services = await open(readConfig(process.env))
  try {
    const cx = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
    if (command === 'token' && what === 'tenant') return print(await tenant(cx, values.app))
    if (command === 'token' && what === 'user' && who) return print(await user(cx, who, values.app))
    if (command === 'password' && what) return print(await password(cx, what))
    throw new UsageError(usage)
  } finally {
    await services.engine.close()
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

async function appOf(cx: Cx, appId: string | undefined): Promise<{ cx: Cx; appId: string }> {
  const query = cx.db.selectFrom('apps').select(['tenant_id', 'id']).orderBy('created_at').orderBy('id')
  const app = await (appId === undefined ? query : query.where('id', '=', appId)).executeTakeFirst()
  if (!app)
    throw new UsageError(appId ? `There is no app ${appId}.` : 'There is no app yet: run npm start first.')
  return { cx: { ...cx, tenantId: app.tenant_id }, appId: app.id }
}

async function tenant(system: Cx, wanted: string | undefined): Promise<string> {
  const { cx, appId } = await appOf(system, wanted)
  const app = await cx.registry.app(appId)
  return tenantToken(cx, app!).token
}

async function user(system: Cx, email: string, wanted: string | undefined): Promise<string> {
  const { cx, appId } = await appOf(system, wanted)
  const person = await cx.db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!person) throw new UsageError(`Nobody in the organisation has the address ${email}.`)
  const granted = (await listApps(cx))
    .find(({ app }) => app.id === appId)!
    .scopes.filter((s) => s.status === 'granted')
    .map((s) => s.scope)
  return (await grantUserToken(cx, appId, person.id, granted)).token
}

async function password(system: Cx, email: string): Promise<string> {
  const fresh = newPassword()
  const hash = await hashPassword(fresh)
  const changed = await system.engine.transaction((db) =>
    db
      .updateTable('users')
      .set({ password_hash: hash, updated_at: system.now })
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst(),
  )
  if (changed.numUpdatedRows === 0n) throw new UsageError(`Nobody has the address ${email}.`)
  return fresh
}

/** Says what is wrong in one line; only what nobody expected shows where it happened. */
export async function runCli(argv: readonly string[]): Promise<number> {
  try {
    await cli(argv)
    return 0
  } catch (error) {
    const expected =
      error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    process.stderr.write(
      `${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
    )
    return expected ? 2 : 1
  }
}
