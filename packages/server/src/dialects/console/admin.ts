import type { console as contract, Output } from '@pipit/contract'
import { listRequests } from '../../db/request-log.ts'
import {
  type AppDetail,
  appSecret,
  decideScope,
  getApp,
  ipAllowList,
  listApps,
  resetAppSecret,
  updateApp,
  viewAppSecrets,
} from '../../domain/apps.ts'
import type { Cx } from '../../domain/cx.ts'
import {
  authorizationOf,
  getHelpdesk,
  helpdeskToken,
  resetHelpdeskToken,
  viewHelpdeskToken,
} from '../../domain/helpdesks.ts'
import type { Helpdesks } from '../../db/schema.ts'
import type { Handlers } from '../handlers.ts'

type Admin = typeof contract.admin

async function appsOf(cx: Cx, details: readonly AppDetail[], withSecrets: boolean) {
  const apps = details.map(({ app }) => app)
  const secrets = withSecrets ? await viewAppSecrets(cx, apps) : []
  return details.map((detail, i) => appOf(detail, secrets[i]))
}

/** An app as the pages know it; its secret only where somebody is shown it. */
export const appOf = ({ app, scopes }: AppDetail, secret?: string): Output<Admin['app']['update']> => ({
  app_id: app.id,
  name: app.name,
  app_secret: secret,
  status: app.status,
  ip_allow_list: ipAllowList(app),
  scopes: scopes.map(({ scope, status }) => ({ scope, status })),
})

function deskOf(desk: Helpdesks, token: string | undefined): Output<Admin['helpdesk']['get']> {
  return {
    helpdesk_id: desk.id,
    name: desk.name,
    helpdesk_token: token,
    authorization: token === undefined ? undefined : authorizationOf(desk.id, token),
  }
}

export const admin: Handlers<Admin> = {
  app: {
    list: async (cx, { query }) => {
      const apps = query.app_id === undefined ? await listApps(cx) : [await getApp(cx, query.app_id)]
      return { items: await appsOf(cx, apps, query.secrets !== false) }
    },
    resetSecret: async (cx, { params }) => {
      const detail = await resetAppSecret(cx, params.app_id)
      return appOf(detail, appSecret(cx, detail.app))
    },
    update: async (cx, { params, body }) => {
      const { status, ip_allow_list: ipAllowList } = body
      if (status === undefined && ipAllowList === undefined) return appOf(await getApp(cx, params.app_id))
      return appOf(await updateApp(cx, params.app_id, { status, ipAllowList }))
    },
    decideScope: async (cx, { params, body }) =>
      appOf(await decideScope(cx, params.app_id, body.scope, body.granted)),
  },
  helpdesk: {
    get: async (cx, { query }) => {
      const desk = await getHelpdesk(cx)
      return deskOf(desk, query.token === false ? undefined : await viewHelpdeskToken(cx, desk))
    },
    resetToken: async (cx) => {
      const desk = await resetHelpdeskToken(cx)
      return deskOf(desk, helpdeskToken(cx, desk))
    },
  },
  log: {
    list: async (cx, { query }) => {
      const { limit = 50 } = query
      const rows = await listRequests(cx.db, cx.tenantId, { ...query, limit: limit + 1 })
      const items = rows.slice(0, limit).map((row) => ({
        ...row,
        endpoint: row.endpoint ?? undefined,
        message: row.message ?? undefined,
        app_id: row.app_id ?? undefined,
        user_id: row.user_id ?? undefined,
        user_agent: row.user_agent ?? undefined,
        request: row.request ?? undefined,
        response: row.response ?? undefined,
      }))
      return { items, next_cursor: rows.length > limit ? items.at(-1)?.log_id : undefined }
    },
  },
}
