import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const appAccessToken = {
  /** Get a marketplace app's app token. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token',
    summary: "Get a marketplace app's app token",
    tokens: [],
    body: Type.Object({
      app_id: Type.String({ description: 'app ID (cli_ and 16 hex digits)', maxLength: 100 }),
      app_secret: Type.String({ description: 'app secret', maxLength: 512 }),
      app_ticket: Type.String({
        description: 'the ticket of the last app_ticket event; app_ticket/resend has it sent again',
        maxLength: 512,
      }),
    }),
    envelope: 'flat',
    response: Type.Object({
      app_access_token: Type.Optional(Type.String({ description: 'app token' })),
      expire: Type.Optional(Type.Integer({ description: 'seconds of remaining lifetime, at most 7200' })),
    }),
    errors: [10003, 10014, 10015, 10012, 10013],
  }),
  /** Get a self-built app's app token. */
  internal: endpoint({
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token/internal',
    summary: "Get a self-built app's app token",
    tokens: [],
    body: Type.Object({
      app_id: Type.String({ description: 'app ID (cli_ and 16 hex digits)', maxLength: 100 }),
      app_secret: Type.String({ description: 'app secret', maxLength: 512 }),
    }),
    envelope: 'flat',
    response: Type.Object({
      app_access_token: Type.Optional(Type.String({ description: 'app token' })),
      tenant_access_token: Type.Optional(Type.String({ description: 'tenant token' })),
      expire: Type.Optional(Type.Integer({ description: 'seconds of remaining lifetime, at most 7200' })),
    }),
    errors: [10003, 10014, 10015, 10012, 10013],
  }),
}

export const tenantAccessToken = {
  /** Get a marketplace app's tenant token. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token',
    summary: "Get a marketplace app's tenant token",
    tokens: [],
    body: Type.Object({
      app_access_token: Type.String({ description: "the marketplace app's own token", maxLength: 512 }),
      tenant_key: Type.String({ description: 'the tenant whose token is wanted', maxLength: 100 }),
    }),
    envelope: 'flat',
    response: Type.Object({
      tenant_access_token: Type.Optional(Type.String({ description: 'tenant token' })),
      expire: Type.Optional(Type.Integer({ description: 'seconds of remaining lifetime, at most 7200' })),
    }),
    errors: [10003, 10014, 10015, 10012, 10013],
  }),
  /** Get a self-built app's tenant token. */
  internal: endpoint({
    method: 'POST',
    path: '/open-apis/auth/v3/tenant_access_token/internal',
    summary: "Get a self-built app's tenant token",
    tokens: [],
    body: Type.Object({
      app_id: Type.String({ description: 'app ID (cli_ and 16 hex digits)', maxLength: 100 }),
      app_secret: Type.String({ description: 'app secret', maxLength: 512 }),
    }),
    envelope: 'flat',
    response: Type.Object({
      tenant_access_token: Type.Optional(Type.String({ description: 'tenant token' })),
      expire: Type.Optional(Type.Integer({ description: 'seconds of remaining lifetime, at most 7200' })),
    }),
    errors: [10003, 10014, 10015, 10012, 10013],
  }),
}

export const appTicket = {
  /** Ask for the app ticket to be pushed again. */
  resend: endpoint({
    method: 'POST',
    path: '/open-apis/auth/v3/app_ticket/resend',
    summary: 'Ask for the app ticket to be pushed again',
    tokens: [],
    body: Type.Object({
      app_id: Type.String({ description: 'app ID (cli_ and 16 hex digits)', maxLength: 100 }),
      app_secret: Type.String({ description: 'app secret', maxLength: 512 }),
    }),
    response: Type.Object({}),
    errors: [10003, 10014, 10015, 10016],
  }),
}
