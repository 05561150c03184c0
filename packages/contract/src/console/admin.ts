import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const App = Type.Object({
  app_id: Type.String(),
  name: Type.String(),
  app_secret: Type.Optional(
    Type.String({ description: 'shown to the owner only, and only where it is asked for or made' }),
  ),
  status: Type.Enum(['enabled', 'disabled']),
  ip_allow_list: Type.Array(Type.String(), { description: 'empty means any address' }),
  scopes: Type.Array(
    Type.Object({ scope: Type.String(), status: Type.Enum(['requested', 'granted', 'refused']) }),
  ),
})

export const Helpdesk = Type.Object({
  helpdesk_id: Type.String(),
  name: Type.String(),
  helpdesk_token: Type.Optional(Type.String({ description: 'shown to the owner only' })),
  authorization: Type.Optional(Type.String({ description: 'ready value of X-Lark-Helpdesk-Authorization' })),
})

export const LogEntry = Type.Object({
  log_id: Type.String(),
  at: Type.Integer({ description: 'ms' }),
  method: Type.String(),
  path: Type.String({ description: 'path as called' }),
  endpoint: Type.Optional(Type.String({ description: 'path of the contract' })),
  status: Type.Integer(),
  code: Type.Integer({ description: 'code of the reply; 0 is success' }),
  message: Type.Optional(Type.String()),
  duration_ms: Type.Number(),
  app_id: Type.Optional(Type.String()),
  user_id: Type.Optional(Type.String()),
  ip: Type.String(),
  user_agent: Type.Optional(Type.String()),
  request: Type.Optional(Type.String({ description: 'query and body, secrets masked, cut at 2 KB' })),
  response: Type.Optional(Type.String({ description: 'error reply, cut at 2 KB' })),
})

const appId = Type.Object({ app_id: Type.String() })

export const admin = {
  app: {
    list: endpoint({
      method: 'GET',
      path: '/console/v1/admin/apps',
      summary: 'List apps',
      tokens: ['session'],
      envelope: 'bare',
      query: Type.Object({
        app_id: Type.Optional(Type.String({ maxLength: 64, description: 'this app only' })),
        secrets: Type.Optional(
          Type.Boolean({ description: 'false leaves the secrets out; each look at one is an audit entry' }),
        ),
      }),
      response: Type.Object({ items: Type.Array(App) }),
    }),
    /** The old secret and every token made with it are dead at once. */
    resetSecret: endpoint({
      method: 'POST',
      path: '/console/v1/admin/apps/:app_id/reset_secret',
      summary: "Reset an app's secret",
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      response: App,
    }),
    update: endpoint({
      method: 'PATCH',
      path: '/console/v1/admin/apps/:app_id',
      summary: 'Enable, disable or restrict an app',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      body: Type.Object({
        status: Type.Optional(Type.Enum(['enabled', 'disabled'])),
        ip_allow_list: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 })),
      }),
      response: App,
    }),
    decideScope: endpoint({
      method: 'POST',
      path: '/console/v1/admin/apps/:app_id/scopes',
      summary: 'Grant or refuse a scope',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      body: Type.Object({ scope: Type.String({ maxLength: 100 }), granted: Type.Boolean() }),
      response: App,
    }),
  },
  helpdesk: {
    get: endpoint({
      method: 'GET',
      path: '/console/v1/admin/helpdesk',
      summary: 'Get the desk and its credentials',
      tokens: ['session'],
      envelope: 'bare',
      query: Type.Object({
        token: Type.Optional(
          Type.Boolean({ description: 'false leaves the token out; each look at it is an audit entry' }),
        ),
      }),
      response: Helpdesk,
    }),
    /** The old token is dead at once. */
    resetToken: endpoint({
      method: 'POST',
      path: '/console/v1/admin/helpdesk/reset_token',
      summary: "Reset the desk's token",
      tokens: ['session'],
      envelope: 'bare',
      response: Helpdesk,
    }),
  },
  log: {
    /** Newest first. */
    list: endpoint({
      method: 'GET',
      path: '/console/v1/admin/logs',
      summary: 'Search the request log',
      tokens: ['session'],
      envelope: 'bare',
      query: Type.Object({
        log_id: Type.Optional(Type.String({ maxLength: 64 })),
        app_id: Type.Optional(Type.String({ maxLength: 64 })),
        errors_only: Type.Optional(Type.Boolean()),
        cursor: Type.Optional(Type.String({ maxLength: 64 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
      }),
      response: Type.Object({ items: Type.Array(LogEntry), next_cursor: Type.Optional(Type.String()) }),
    }),
  },
}
