import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { rotateSecret } from './domain/access-token-secret.ts'
import { createAccessToken, scopesOfRole } from './domain/access-tokens.ts'
import { askForScopes, createApp, getApp, listApps, tenantToken } from './domain/apps.ts'
import { type Cx, newCx } from './domain/cx.ts'
import { AppError } from './domain/errors.ts'
import { grantUserToken } from './domain/grants.ts'
import { installApp, tenantOfKey } from './domain/marketplace.ts'
import { addRedirectUri, listRedirectUris, removeRedirectUri } from './domain/redirect-uris.ts'
import { feishuEvents } from './dialects/feishu/event-wire.ts'
import { replay } from './events/replay.ts'
import { open } from './open.ts'
import { jwtAlgorithms } from './platform/jwt.ts'
import { hashPassword, newPassword } from './platform/secrets.ts'

const usage = `Usage: npm run pipit -- <command>

  token tenant [--app <app_id>]          a tenant_access_token
  token user <email> [--app <app_id>]    a user_access_token for somebody of the organisation
  token access <email>                   an AccessToken for thirty days, with every scope the person's role allows
  access-token rotate-secret [HS384]     a new secret, and algorithm, that signs AccessTokens; all of them are dead
  password <email>                       a new password for somebody of the organisation

  app list                               the apps and where they belong
  app create <name> [--marketplace]      a new app; a marketplace app can be installed in other organisations
  app redirect-uri [add|remove <uri>]    where an app may have people sent after they signed in
  app scope [request <scope> …]          what an app may do; the owner grants it in the admin console
  app install <tenant_key>               lets a marketplace app work in another organisation
                                         Each takes [--app <app_id>]; without it the oldest app is meant.

  events replay --after <position>       sends an app again what happened after a position of the event log,
  events replay --since <time>           or since a time (2026-01-31T12:00:00Z); a running server sends it
                                         Takes [--app <app_id>] as above.

The database is the one of DATA_DIR or DATABASE_URL, as for npm start; the server may be running.`

class UsageError extends Error {}

/** Runs one command of the tool. */
export async function cli(argv: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      app: { type: 'string' },
      marketplace: { type: 'boolean' },
      after: { type: 'string' },
      since: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [command, what, who, ...more] = positionals
  if (values.help || command === undefined) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const services = await open(readConfig(process.env))
  try {
    const cx = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
    if (command === 'token' && what === 'tenant') return print(await tenant(cx, values.app))
    if (command === 'token' && what === 'user' && who) return print(await user(cx, who, values.app))
    if (command === 'token' && what === 'access' && who) return print(await access(cx, who))
    if (command === 'access-token' && what === 'rotate-secret') return print(await newSecret(cx, who))
    if (command === 'password' && what) return print(await password(cx, what))
    if (command === 'app' && what === 'list') return print(await apps(cx))
    if (command === 'app' && what === 'create' && who)
      return print(await create(cx, who, values.marketplace === true))
    if (command === 'app' && what === 'redirect-uri')
      return print(await redirectUris(cx, values.app, who, more[0]))
    if (command === 'app' && what === 'scope') return print(await scopes(cx, values.app, who, more))
    if (command === 'app' && what === 'install' && who) return print(await install(cx, values.app, who))
    if (command === 'events' && what === 'replay') return print(await replayEvents(cx, values))
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

async function replayEvents(
  system: Cx,
  { app, after, since }: { app?: string; after?: string; since?: string },
): Promise<string> {
  const { cx, appId } = await appOf(system, app)
  if ((after === undefined) === (since === undefined)) throw new UsageError('Give either --after or --since.')
  const start = after === undefined ? { since: Date.parse(since!) } : { after: Number(after) }
  if (!Object.values(start).every((value) => Number.isSafeInteger(value) && value >= 0))
    throw new UsageError('--after is a whole number, --since a time like 2026-01-31T12:00:00Z.')
  const count = await replay(cx, feishuEvents, appId, start)
  return `${count} events will be sent to ${appId} again.`
}

/** Who has the address and serves on a desk, in the organisation of the oldest app. */
async function access(system: Cx, email: string): Promise<string> {
  const { cx } = await appOf(system, undefined)
  const agent = await cx.db
    .selectFrom('users as u')
    .innerJoin('agents as a', (j) =>
      j
        .onRef('a.tenant_id', '=', 'u.tenant_id')
        .onRef('a.user_id', '=', 'u.id')
        .on('a.removed_at', 'is', null),
    )
    .select(['u.id', 'a.helpdesk_id', 'a.role'])
    .where('u.tenant_id', '=', cx.tenantId)
    .where('u.email', '=', email.toLowerCase())
    .orderBy('a.created_at')
    .executeTakeFirst()
  if (!agent) throw new UsageError(`Nobody who serves on a desk has the address ${email}.`)
  const made = await createAccessToken(
    { ...cx, helpdeskId: agent.helpdesk_id },
    { name: 'Command line', userId: agent.id, scopes: scopesOfRole(agent.role) },
  )
  return made.value
}

async function newSecret(system: Cx, wanted: string | undefined): Promise<string> {
  const { cx } = await appOf(system, undefined)
  const algorithm = jwtAlgorithms.find((known) => known === wanted)
  if (wanted !== undefined && !algorithm) throw new UsageError(`Use ${jwtAlgorithms.join(', ')}.`)
  const secret = await rotateSecret(cx, algorithm)
  return `AccessTokens are signed with a new secret by ${secret.algorithm}. Rotate those that are still needed.`
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

async function apps(system: Cx): Promise<string> {
  const rows = await system.db
    .selectFrom('apps as a')
    .innerJoin('tenants as t', 't.id', 'a.tenant_id')
    .select(['a.id', 'a.type', 'a.status', 'a.name', 't.tenant_key', 't.name as tenant_name'])
    .orderBy('a.created_at')
    .orderBy('a.id')
    .execute()
  return rows
    .map((row) =>
      [row.id, row.type, row.status, row.tenant_key, `${row.name} (${row.tenant_name})`].join('  '),
    )
    .join('\n')
}

async function create(system: Cx, name: string, marketplace: boolean): Promise<string> {
  const { cx } = await appOf(system, undefined)
  const none = { requested: [], granted: false }
  const app = await createApp(cx, name, none, marketplace ? 'marketplace' : 'self_built')
  return `app_id      ${app.appId}\napp_secret  ${app.secret}`
}

async function redirectUris(
  system: Cx,
  wanted: string | undefined,
  verb: string | undefined,
  uri: string | undefined,
): Promise<string> {
  const { cx, appId } = await appOf(system, wanted)
  if (verb === undefined) return (await listRedirectUris(cx, appId)).join('\n')
  if (uri === undefined || (verb !== 'add' && verb !== 'remove')) throw new UsageError(usage)
  return (await (verb === 'add' ? addRedirectUri : removeRedirectUri)(cx, appId, uri)).join('\n')
}

async function scopes(
  system: Cx,
  wanted: string | undefined,
  verb: string | undefined,
  names: readonly string[],
): Promise<string> {
  const { cx, appId } = await appOf(system, wanted)
  if (verb !== undefined && (verb !== 'request' || names.length === 0)) throw new UsageError(usage)
  const app = verb === undefined ? await getApp(cx, appId) : await askForScopes(cx, appId, names)
  return app.scopes.map(({ scope, status }) => `${status.padEnd(9)}  ${scope}`).join('\n')
}

async function install(system: Cx, wanted: string | undefined, tenantKey: string): Promise<string> {
  const { appId } = await appOf(system, wanted)
  const tenant = await tenantOfKey(system, tenantKey)
  if (!tenant) throw new UsageError(`There is no organisation with the key ${tenantKey}.`)
  await installApp({ ...system, tenantId: tenant.id }, appId)
  return `${appId} may work in ${tenant.name}.`
}

/** What is wrong, for whoever typed it; nothing for what nobody expected. */
function explanation(error: unknown): string | undefined {
  if (error instanceof AppError)
    return [error.message, ...error.violations.map((v) => `${v.field} ${v.description}`)].join(' ')
  const isUsage = error instanceof UsageError
  const isParse = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  return isUsage || isParse ? (error as Error).message : undefined
}

/** Says what is wrong in one line; only what nobody expected shows where it happened. */
export async function runCli(argv: readonly string[]): Promise<number> {
  try {
    await cli(argv)
    return 0
  } catch (error) {
    const expected = explanation(error)
    process.stderr.write(`${expected ?? (error as Error).stack ?? String(error)}\n`)
    return expected === undefined ? 1 : 2
  }
}
