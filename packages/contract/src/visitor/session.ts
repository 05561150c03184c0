import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Widget } from './common.ts'

const identity = Type.String({
  minLength: 1,
  maxLength: 4096,
  description: 'a JWT (HS256) signed with the identity secret of the widget; claims sub, name, email, exp',
})

export const Session = Type.Object({
  token: Type.String({ description: 'bearer token; its hash is kept, so it is only given here' }),
  expires_at: Type.Integer({ description: 'ms' }),
})

export const widget = {
  /** How a widget looks, and whether somebody is there. */
  get: endpoint({
    method: 'GET',
    path: '/visitor/v1/widgets/:widget_id',
    summary: 'Get the public settings of a widget',
    tokens: [],
    envelope: 'bare',
    limit: { perMinute: 120 },
    params: Type.Object({ widget_id: Type.String({ maxLength: 64 }) }),
    response: Widget,
  }),
}

export const session = {
  /** Begins a visit. Nobody is known by it until they write or are identified. */
  create: endpoint({
    method: 'POST',
    path: '/visitor/v1/sessions',
    summary: 'Begin a visit',
    tokens: [],
    envelope: 'bare',
    limit: { perMinute: 30 },
    body: Type.Object({
      widget_id: Type.String({ maxLength: 64 }),
      origin: Type.String({ maxLength: 300, description: 'of the page that holds the chat' }),
      language: Type.Enum(['zh', 'en']),
      page: Type.Optional(Type.String({ maxLength: 500, description: 'address of that page' })),
      identity: Type.Optional(identity),
    }),
    response: Session,
  }),
  /** A new token for the same visit; the old one ends a minute later. */
  renew: endpoint({
    method: 'POST',
    path: '/visitor/v1/session/renew',
    summary: 'Renew the token of a visit',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 20 },
    response: Session,
  }),
  /** Says who the visitor is: what was said so far becomes theirs. Somebody else than before begins a visit of their own. */
  identify: endpoint({
    method: 'POST',
    path: '/visitor/v1/session/identity',
    summary: 'Identify the visitor',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 20 },
    body: Type.Object({ identity }),
    response: Session,
  }),
  /** Ends the visit; an anonymous visitor cannot come back to what was said. */
  delete: endpoint({
    method: 'DELETE',
    path: '/visitor/v1/session',
    summary: 'End the visit',
    tokens: ['visitor'],
    envelope: 'bare',
    response: Type.Object({}),
  }),
}
