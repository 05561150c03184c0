import { createApp, tenantToken } from '../src/domain/apps.ts'
import { helpdeskScopes } from '../src/seed/organisation.ts'
import type { Desk, TestServer } from './harness.ts'

/** Another app of a desk's tenant. @returns its id and the headers of its calls. */
export async function secondApp(
  { services }: TestServer,
  desk: Desk,
  scopes: readonly string[] = helpdeskScopes,
): Promise<{ appId: string; headers: Record<string, string> }> {
  const { appId } = await createApp(desk.fresh(), 'Second app', { requested: scopes, granted: true })
  const entry = (await services.registry.app(appId))!
  const { token } = tenantToken(desk.fresh(), entry)
  return { appId, headers: { authorization: `Bearer ${token}`, ...desk.helpdesk } }
}
