import type { console as contract } from '@pipit/contract'
import { askForScopes } from '../../domain/apps.ts'
import {
  approveAuthorization,
  denyAuthorization,
  isCovered,
  reviewAuthorization,
} from '../../domain/authorization.ts'
import { listConsents, withdrawConsent } from '../../domain/consents.ts'
import { addRedirectUri, listRedirectUris, removeRedirectUri } from '../../domain/redirect-uris.ts'
import { scopeText } from '../../domain/scope-texts.ts'
import type { Handlers } from '../handlers.ts'
import { appOf } from './admin.ts'
import { sessionOf } from './dialect.ts'

export const oauth: Handlers<typeof contract.oauth> = {
  authorization: {
    get: async (cx, { query }, { request }) => {
      const { asked, consented } = await reviewAuthorization(cx, query)
      return {
        app: { app_id: asked.app.id, name: asked.app.name },
        tenant: { name: sessionOf(request).tenantName },
        redirect_uri: asked.redirectUri,
        consented: isCovered(asked, consented),
        scopes: asked.scopes.map((scope) => ({
          ...scopeText(scope),
          consented: consented?.includes(scope) ?? false,
        })),
      }
    },
    approve: async (cx, { body }) => ({ redirect_to: await approveAuthorization(cx, body) }),
    deny: async (cx, { body }) => ({ redirect_to: await denyAuthorization(cx, body) }),
  },
  consent: {
    list: async (cx) => ({
      items: (await listConsents(cx)).map(({ appId, appName, scopes, createdAt }) => ({
        app_id: appId,
        name: appName,
        scopes: scopes.map(scopeText),
        created_at: createdAt,
      })),
    }),
    withdraw: async (cx, { params }) => {
      await withdrawConsent(cx, params.app_id)
      return {}
    },
  },
  redirectUri: {
    list: async (cx, { params }) => ({ items: await listRedirectUris(cx, params.app_id) }),
    add: async (cx, { params, body }) => ({ items: await addRedirectUri(cx, params.app_id, body.uri) }),
    remove: async (cx, { params, body }) => ({ items: await removeRedirectUri(cx, params.app_id, body.uri) }),
  },
  scope: {
    request: async (cx, { params, body }) => appOf(await askForScopes(cx, params.app_id, body.scopes)),
  },
}
