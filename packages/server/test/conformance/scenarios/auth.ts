import { isText } from '../json.ts'
import { bearer } from '../probes.ts'
import type { Scenario } from '../scenario.ts'

const tenantInternal = 'auth.v3.tenant_access_token.internal'
const appInternal = 'auth.v3.app_access_token.internal'
const appCreate = 'auth.v3.app_access_token.create'
const tenantCreate = 'auth.v3.tenant_access_token.create'
const resend = 'auth.v3.app_ticket.resend'
const someone = 'contact.v3.user.find_by_department'

/** Tokens of self-built and marketplace apps; each is then used. */
export const auth: Scenario = async (run) => {
  const { world } = run
  const credentials = { app_id: world.appId, app_secret: world.appSecret }
  const people = async (token: string) =>
    (await run.raw(someone, { params: { department_id: '0' } }, bearer(token), { quiet: true })).body

  const tenant = await run.sdk(tenantInternal, { data: credentials })
  run.shows(tenantInternal, tenant, { expire: (seconds: number) => seconds > 0 && seconds <= 7200 })
  run.shows(tenantInternal, await people(tenant.tenant_access_token), { code: 0 })
  const app = await run.sdk(appInternal, { data: credentials })
  run.shows(appInternal, await people(app.tenant_access_token), { code: 0 })
  run.shows(appInternal, app.app_access_token, isText)
  const again = await run.sdk(tenantInternal, { data: credentials })
  run.shows(tenantInternal, again.tenant_access_token, tenant.tenant_access_token)
  for (const id of [tenantInternal, appInternal]) {
    await run.refused(id, { data: { ...credentials, app_secret: 'wrong' } }, 10015)
    await run.refused(id, { data: { ...credentials, app_id: 'cli_0000000000000000' } }, 10003)
  }
  await run.refused(resend, { data: credentials }, 10016)
  if (!world.inside) return run.skip([appCreate, tenantCreate, resend], 'needs an installed marketplace app')
  await run.inside(async (inside) => {
    const disabled = await inside.disabledApp()
    for (const id of [tenantInternal, appInternal])
      await run.refused(id, { data: { app_id: disabled.appId, app_secret: disabled.appSecret } }, 10014)

    const shop = await inside.marketplaceApp()
    const own = { app_id: shop.appId, app_secret: shop.appSecret }
    const before = (await inside.rows('outbox', { type: 'app.ticket' })).length
    await run.sdk(resend, { data: own })
    run.shows(resend, (await inside.rows('outbox', { type: 'app.ticket' })).length, before + 1)
    const wish = { data: { ...own, app_ticket: shop.appTicket } }
    const made = await run.sdk(appCreate, wish)
    await run.refused(appCreate, { data: { ...wish.data, app_ticket: 'wrong' } }, 10012)
    await run.refused(appCreate, { data: { ...wish.data, app_secret: 'wrong' } }, 10015)
    const installed = { data: { app_access_token: made.app_access_token, tenant_key: shop.tenantKey } }
    const there = await run.sdk(tenantCreate, installed)
    run.shows([appCreate, tenantCreate], await people(there.tenant_access_token), { code: 0 })
    await run.refused(tenantCreate, { data: { ...installed.data, tenant_key: 'nobody' } }, 10013)
    await inside.changeApp(shop.appId, { status: 'disabled' })
    await run.refused(appCreate, wish, 10014)
    await run.refused(tenantCreate, installed, 10014)
  })
}
