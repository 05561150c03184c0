import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { AuthorizeQuery } from '../feishu/authen.ts'
import { App } from './admin.ts'

/** A scope in words. */
export const ScopeText = Type.Object({
  scope: Type.String(),
  zh: Type.String({ description: 'what it allows, in Chinese' }),
  en: Type.String({ description: 'what it allows, in English' }),
})

/** What a person is asked before an app may act for them. */
export const Authorization = Type.Object({
  app: Type.Object({ app_id: Type.String(), name: Type.String() }),
  tenant: Type.Object({ name: Type.String() }),
  redirect_uri: Type.String({ description: 'where the answer goes' }),
  consented: Type.Boolean({ description: 'whether the person has agreed to all of it before' }),
  scopes: Type.Array(
    Type.Object({
      ...ScopeText.properties,
      consented: Type.Boolean({ description: 'whether the person has agreed to it before' }),
    }),
  ),
})

const Answer = Type.Object({ redirect_to: Type.String({ description: 'where the browser goes now' }) })

const RedirectUris = Type.Object({ items: Type.Array(Type.String()) })
const appId = Type.Object({ app_id: Type.String({ maxLength: 100 }) })
const uri = Type.Object({
  uri: Type.String({ description: 'https://example.com/callback', minLength: 1, maxLength: 2048 }),
})

/** Letting apps act for people, and what an app needs for it. */
export const oauth = {
  authorization: {
    get: endpoint({
      method: 'GET',
      path: '/console/v1/oauth/authorization',
      summary: 'What an app asks the signed-in person for',
      tokens: ['session'],
      envelope: 'bare',
      query: AuthorizeQuery,
      response: Authorization,
    }),
    approve: endpoint({
      method: 'POST',
      path: '/console/v1/oauth/authorization/approve',
      summary: 'Agree to what an app asks for',
      tokens: ['session'],
      envelope: 'bare',
      body: AuthorizeQuery,
      response: Answer,
    }),
    deny: endpoint({
      method: 'POST',
      path: '/console/v1/oauth/authorization/deny',
      summary: 'Refuse what an app asks for',
      tokens: ['session'],
      envelope: 'bare',
      body: AuthorizeQuery,
      response: Answer,
    }),
  },
  consent: {
    list: endpoint({
      method: 'GET',
      path: '/console/v1/oauth/consents',
      summary: 'Apps that may act for the signed-in person',
      tokens: ['session'],
      envelope: 'bare',
      response: Type.Object({
        items: Type.Array(
          Type.Object({
            app_id: Type.String(),
            name: Type.String(),
            scopes: Type.Array(ScopeText),
            created_at: Type.Integer({ description: 'ms' }),
          }),
        ),
      }),
    }),
    /** The app's tokens for the person are dead at once. */
    withdraw: endpoint({
      method: 'DELETE',
      path: '/console/v1/oauth/consents/:app_id',
      summary: 'Take back what an app may do',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      response: Type.Object({}),
    }),
  },
  redirectUri: {
    list: endpoint({
      method: 'GET',
      path: '/console/v1/admin/apps/:app_id/redirect_uris',
      summary: 'Where an app may have codes sent',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      response: RedirectUris,
    }),
    add: endpoint({
      method: 'POST',
      path: '/console/v1/admin/apps/:app_id/redirect_uris',
      summary: 'Let an app have codes sent to an address',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      body: uri,
      response: RedirectUris,
    }),
    remove: endpoint({
      method: 'POST',
      path: '/console/v1/admin/apps/:app_id/redirect_uris/remove',
      summary: 'Stop codes from being sent to an address',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      body: uri,
      response: RedirectUris,
    }),
  },
  scope: {
    /** The owner grants or refuses them. */
    request: endpoint({
      method: 'POST',
      path: '/console/v1/admin/apps/:app_id/scope_requests',
      summary: 'Ask for scopes for an app',
      tokens: ['session'],
      envelope: 'bare',
      params: appId,
      body: Type.Object({
        scopes: Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 50 }),
      }),
      response: App,
    }),
  },
}
