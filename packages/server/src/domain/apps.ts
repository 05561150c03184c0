import { isIP } from 'node:net'
import { fromJson, toJson } from '../db/json.ts'
import type { AppScopes, Apps } from '../db/schema.ts'
import { newAppId } from '../platform/ids.ts'
import { decrypt, encrypt, newSecret } from '../platform/secrets.ts'
import type { AppEntry } from '../platform/registry.ts'
import { type TokenClaims, currentExpiry, signToken } from '../platform/tokens.ts'
import { audit } from './audit.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

export interface AppDetail {
  readonly app: Apps
  readonly scopes: readonly Pick<AppScopes, 'scope' | 'status'>[]
}

/** Owners decide about credentials; programs act for the owner, the command line is the machine's own. */
function requireRole(cx: Cx, ...roles: string[]): void {
  if (cx.actor.kind === 'user' && !roles.includes(cx.actor.role ?? '')) throw new AppError('forbidden')
}

export async function createApp(
  cx: Cx,
  name: string,
  scopes: { requested: readonly string[]; granted: boolean },
  type: Apps['type'] = 'self_built',
): Promise<{ appId: string; secret: string }> {
  return inTransaction(cx, async (cx) => {
    const id = newAppId()
    const secret = newSecret()
    await cx.db
      .insertInto('apps')
      .values({
        tenant_id: cx.tenantId,
        id,
        name,
        status: 'enabled',
        type,
        secret_cipher: encrypt(cx.keys, `app ${id}`, secret),
        token_epoch: 1,
        token_anchor_at: cx.now,
        ip_allow_list: '[]',
        contact_range: '["0"]',
        created_at: cx.now,
        updated_at: cx.now,
      })
      .execute()
    await requestScopes(cx, id, scopes.requested)
    if (scopes.granted) for (const scope of scopes.requested) await writeDecision(cx, id, scope, true)
    return { appId: id, secret }
  })
}

/** Notes that an app asks for scopes; what has been decided before stays decided. */
const requestScopes = (cx: Cx, appId: string, scopes: readonly string[]): Promise<void> =>
  inTransaction(cx, async (cx) => {
    if (scopes.length === 0) return
    await cx.db
      .insertInto('app_scopes')
      .values(
        scopes.map((scope) => ({
          tenant_id: cx.tenantId,
          app_id: appId,
          scope,
          status: 'requested' as const,
          decided_by: null,
          decided_at: null,
          created_at: cx.now,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute()
  })

/** Asks the owner to grant an app scopes. */
export async function askForScopes(cx: Cx, appId: string, scopes: readonly string[]): Promise<AppDetail> {
  requireRole(cx, 'owner', 'admin')
  scopes.forEach((scope, i) => {
    if (!/^[A-Za-z][\w.:-]{0,99}$/.test(scope))
      throw invalid(`scopes.${i}`, scope, 'must be a scope, for example helpdesk:all')
  })
  await changeApp(cx, appId, (cx) => requestScopes(cx, appId, scopes))
  return getApp(cx, appId)
}

const writeDecision = (cx: Cx, appId: string, scope: string, granted: boolean) =>
  cx.db
    .updateTable('app_scopes')
    .set({ status: granted ? 'granted' : 'refused', decided_by: actorUserId(cx), decided_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('app_id', '=', appId)
    .where('scope', '=', scope)
    .executeTakeFirst()

/** Grants or refuses a scope the app has asked for; effective at once. */
export async function decideScope(
  cx: Cx,
  appId: string,
  scope: string,
  granted: boolean,
): Promise<AppDetail> {
  requireRole(cx, 'owner')
  await changeApp(cx, appId, async (cx) => {
    const { numUpdatedRows } = await writeDecision(cx, appId, scope, granted)
    if (numUpdatedRows === 0n) throw invalid('scope', scope, 'has not been requested by this app')
  })
  return getApp(cx, appId)
}

/** Enables, disables or restricts an app. A disabled app's tokens are dead at once. */
export async function updateApp(
  cx: Cx,
  appId: string,
  change: { status?: Apps['status'] | undefined; ipAllowList?: readonly string[] | undefined },
): Promise<AppDetail> {
  requireRole(cx, 'owner', 'admin')
  change.ipAllowList?.forEach((address, i) => {
    if (isIP(address) === 0) throw invalid(`ip_allow_list.${i}`, address, 'must be an IP address')
  })
  await changeApp(cx, appId, (cx) =>
    setApp(cx, appId, {
      ...(change.status && { status: change.status }),
      ...(change.ipAllowList && { ip_allow_list: toJson(change.ipAllowList) }),
    }),
  )
  return getApp(cx, appId)
}

/** Makes a new secret. The old one and every token of the app are dead at once. */
export async function resetAppSecret(cx: Cx, appId: string): Promise<AppDetail> {
  requireRole(cx, 'owner')
  await changeApp(cx, appId, async (cx, app) => {
    await setApp(cx, appId, {
      secret_cipher: encrypt(cx.keys, `app ${appId}`, newSecret()),
      token_epoch: app.token_epoch + 1,
      token_anchor_at: cx.now,
    })
    await audit(cx, 'app_secret.reset', [app])
  })
  return getApp(cx, appId)
}

const setApp = async (cx: Cx, appId: string, values: Partial<Apps>): Promise<void> => {
  await cx.db
    .updateTable('apps')
    .set({ ...values, updated_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', appId)
    .execute()
}

async function changeApp(cx: Cx, appId: string, work: (cx: Cx, app: Apps) => Promise<void>): Promise<void> {
  await inTransaction(cx, async (cx) => {
    const app = await cx.db
      .selectFrom('apps')
      .selectAll()
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', appId)
      .forUpdate()
      .executeTakeFirst()
    if (!app) throw new AppError('app_not_found')
    await work(cx, app)
    await emit(cx, 'app.changed', { appId })
  })
  // Other nodes hear of it through the event log; this one must not answer once more from its copy.
  cx.registry.forget(appId)
}

export async function getApp(cx: Cx, appId: string): Promise<AppDetail> {
  const found = (await listApps(cx)).find(({ app }) => app.id === appId)
  if (!found) throw new AppError('app_not_found')
  return found
}

export async function listApps(cx: Cx): Promise<AppDetail[]> {
  const apps = await cx.db
    .selectFrom('apps')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const scopes = await cx.db
    .selectFrom('app_scopes')
    .select(['app_id', 'scope', 'status'])
    .where('tenant_id', '=', cx.tenantId)
    .orderBy('scope')
    .execute()
  return apps.map((app) => ({ app, scopes: scopes.filter((s) => s.app_id === app.id) }))
}

/** The secret in clear; for the owner only. */
export function appSecret(cx: Cx, app: Apps): string | undefined {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') return undefined
  return decrypt(cx.keys, `app ${app.id}`, app.secret_cipher)
}

/** The same for somebody who is shown it: each look is written down. @returns the secrets in the order of the apps. */
export async function viewAppSecrets(cx: Cx, apps: readonly Apps[]): Promise<(string | undefined)[]> {
  const secrets = apps.map((app) => appSecret(cx, app))
  await audit(
    cx,
    'app_secret.viewed',
    apps.filter((_, i) => secrets[i] !== undefined),
  )
  return secrets
}

export const ipAllowList = (app: Apps): string[] => fromJson(app.ip_allow_list)

type TokenApp = Pick<AppEntry, 'id' | 'tokenEpoch' | 'tokenAnchorAt'>

/**
 * The token an app is given now: the same one on every node until less than thirty minutes of it are left.
 * @param tenantId whose data it opens, where that is not the app's own tenant.
 * @returns the token and the whole seconds it still lives.
 */
export const tenantToken = (cx: Pick<Cx, 'keys' | 'now'>, app: TokenApp, tenantId?: string) =>
  tokenNow(cx, app, { kind: 'tenant', ...(tenantId !== undefined && { tenantId }) })

/** The token with which a marketplace app asks for the tokens of the tenants it is installed in. */
export const appToken = (cx: Pick<Cx, 'keys' | 'now'>, app: TokenApp) => tokenNow(cx, app, { kind: 'app' })

function tokenNow(
  cx: Pick<Cx, 'keys' | 'now'>,
  app: TokenApp,
  kind: Pick<TokenClaims, 'kind' | 'tenantId'>,
): { token: string; expire: number } {
  const expiresAt = currentExpiry(app.tokenAnchorAt, cx.now)
  const claims = { ...kind, appId: app.id, epoch: app.tokenEpoch, expiresAt }
  return { token: signToken(cx.keys.signing, claims), expire: expiresAt - Math.floor(cx.now / 1000) }
}
