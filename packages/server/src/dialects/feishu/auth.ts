import type { feishu } from '@pipit/contract'
import { tenantToken } from '../../domain/apps.ts'
import type { Cx } from '../../domain/cx.ts'
import type { AppEntry } from '../../platform/registry.ts'
import { sameHash, sha256 } from '../../platform/secrets.ts'
import type { Handlers } from '../handlers.ts'
import { WireError } from './errors.ts'

type Auth = typeof feishu.auth.v3

/** These old endpoints report failures with HTTP 200. */
async function appOf(cx: Cx, credentials: { app_id: string; app_secret: string }): Promise<AppEntry> {
  const app = await cx.registry.app(credentials.app_id)
  if (!app) throw new WireError(200, 10003, 'invalid param: app_id is not known')
  if (!app.enabled) throw new WireError(200, 10014, 'app unauthorized: the app is disabled')
  if (!sameHash(sha256(credentials.app_secret), app.secretHash))
    throw new WireError(200, 10015, 'app secret invalid')
  return app
}

export const appAccessToken: Pick<Handlers<Auth['appAccessToken']>, 'internal'> = {
  internal: async (cx, { body }) => {
    const { token, expire } = tenantToken(cx, await appOf(cx, body))
    return { app_access_token: token, tenant_access_token: token, expire }
  },
}

export const tenantAccessToken: Pick<Handlers<Auth['tenantAccessToken']>, 'internal'> = {
  internal: async (cx, { body }) => {
    const { token, expire } = tenantToken(cx, await appOf(cx, body))
    return { tenant_access_token: token, expire }
  },
}
