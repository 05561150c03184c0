import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

/** A person of the organisation, as the console shows them. */
export const Person = Type.Object({
  id: Type.String({ description: 'open_id' }),
  name: Type.String(),
  email: Type.Optional(Type.String()),
  avatar_url: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
})

export const Me = Type.Object({
  user: Person,
  role: Type.Enum(['owner', 'admin', 'agent', 'member'], {
    description: 'role on the desk; a member serves on none and can only let apps act for them',
  }),
  tenant: Type.Object({ id: Type.String(), name: Type.String() }),
  helpdesk: Type.Object({ id: Type.String(), name: Type.String() }),
  sign_on: Type.Optional(
    Type.Object(
      {
        token_id: Type.String(),
        name: Type.String({ description: 'name of the token' }),
        scopes: Type.Array(Type.String()),
        allowed_domains: Type.Array(Type.String(), {
          description:
            'hosts that may hold the page in a frame and talk with it: `host`, `host:port` or `*.host`',
        }),
      },
      { description: 'the AccessToken that opened the session; absent after a password' },
    ),
  ),
})

export const session = {
  /** Sign in with e-mail and password; sets the session cookie. */
  create: endpoint({
    method: 'POST',
    path: '/console/v1/session',
    summary: 'Sign in',
    tokens: [],
    envelope: 'bare',
    body: Type.Object({
      email: Type.String({ minLength: 1, maxLength: 320 }),
      password: Type.String({ minLength: 1, maxLength: 1024 }),
    }),
    response: Me,
  }),
  /** The person who is signed in. */
  get: endpoint({
    method: 'GET',
    path: '/console/v1/session',
    summary: 'Get the signed-in person',
    tokens: ['session'],
    envelope: 'bare',
    response: Me,
  }),
  /** Sign out; the session is dead on every node within a second. */
  delete: endpoint({
    method: 'DELETE',
    path: '/console/v1/session',
    summary: 'Sign out',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({}),
  }),
}
