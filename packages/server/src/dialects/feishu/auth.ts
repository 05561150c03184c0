import type { feishu } from '@pipit/contract'
import { appToken, tenantToken } from '../../domain/apps.ts'
import type { Cx } from '../../domain/cx.ts'
import { isAppTicket, pushAppTicket, tenantOfKey } from '../../domain/marketplace.ts'
import type { AppEntry } from '../../platform/registry.ts'
import { sameHash, sha256 } from '../../platform/secrets.ts'
import { readToken } from '../../platform/tokens.ts'
import type { Exchange, Handlers } from '../handlers.ts'
import { WireError } from './errors.ts'

type Auth = typeof feishu.auth.v3

/** These old endpoints report failures with HTTP 200. */
const refusal = (code: number, message: string): WireError => new WireError(200, code, message)

async function appOf(
  cx: Cx,
  credentials: { app_id: string; app_secret: string },
  { caller }: Exchange,
): Promise<AppEntry> {
  const app = await cx.registry.app(credentials.app_id)
  if (!app) throw refusal(10003, 'invalid param: app_id is not known')
  caller.tenantId = app.tenantId
  caller.appId = app.id
  if (!app.enabled) throw refusal(10014, 'app unauthorized: the app is disabled')
  if (!sameHash(sha256(credentials.app_secret), app.secretHash)) throw refusal(10015, 'app secret invalid')
  return app
}

/** Each kind of app has token endpoints of its own. */
function requireType(app: AppEntry, type: AppEntry['type']): AppEntry {
  if (app.type === type) return app
  throw refusal(
    10005,
    type === 'marketplace'
      ? 'app id unauthorized: this is a self-built app, use the endpoint that ends with /internal'
      : 'app id unauthorized: this is a marketplace app, use the endpoint without /internal',
  )
}

/** The installation that a marketplace app's own token asks for. */
async function installationOf(
  cx: Cx,
  body: { app_access_token: string; tenant_key: string },
  { caller }: Exchange,
): Promise<AppEntry> {
  const claims = readToken(cx.keys.signing, body.app_access_token)
  const app = claims?.kind === 'app' ? await cx.registry.app(claims.appId) : undefined
  if (!claims || !app || claims.epoch !== app.tokenEpoch || claims.expiresAt * 1000 <= cx.now)
    throw refusal(10013, 'get tenant access token fail: app_access_token is not valid')
  caller.tenantId = app.tenantId
  caller.appId = app.id
  if (!app.enabled) throw refusal(10014, 'app unauthorized: the app is disabled')
  const tenant = await tenantOfKey(cx, body.tenant_key)
  const there = tenant && (await cx.registry.appIn(app.id, tenant.id))
  if (!there?.enabled)
    throw refusal(10013, 'get tenant access token fail: the app is not installed in a tenant with this key')
  return there
}

export const appAccessToken: Handlers<Auth['appAccessToken']> = {
  create: async (cx, { body }, exchange) => {
    const app = requireType(await appOf(cx, body, exchange), 'marketplace')
    if (!(await isAppTicket({ ...cx, tenantId: app.tenantId }, app.id, body.app_ticket)))
      throw refusal(10012, 'get app access token fail: app_ticket is not valid, ask for it to be sent again')
    const { token, expire } = appToken(cx, app)
    return { app_access_token: token, expire }
  },
  internal: async (cx, { body }, exchange) => {
    const { token, expire } = tenantToken(cx, requireType(await appOf(cx, body, exchange), 'self_built'))
    return { app_access_token: token, tenant_access_token: token, expire }
  },
}

export const tenantAccessToken: Handlers<Auth['tenantAccessToken']> = {
  create: async (cx, { body }, exchange) => {
    const app = await installationOf(cx, body, exchange)
    const there = app.tenantId === app.homeTenantId ? undefined : app.tenantId
    const { token, expire } = tenantToken(cx, app, there)
    return { tenant_access_token: token, expire }
  },
  internal: async (cx, { body }, exchange) => {
    const { token, expire } = tenantToken(cx, requireType(await appOf(cx, body, exchange), 'self_built'))
    return { tenant_access_token: token, expire }
  },
}

export const appTicket: Handlers<Auth['appTicket']> = {
  resend: async (cx, { body }, exchange) => {
    const app = await appOf(cx, body, exchange)
    if (app.type !== 'marketplace')
      throw refusal(10016, 'app resend fail: only marketplace apps have tickets')
    await pushAppTicket({ ...cx, tenantId: app.tenantId }, app.id)
    return {}
  },
}
