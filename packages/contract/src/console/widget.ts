import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Widget } from '../visitor/common.ts'

/** A widget as its desk's admins see it. */
export const WidgetSettings = Type.Object({
  ...Widget.properties,
  helpdesk_name: Type.String(),
  enabled: Type.Boolean(),
  allowed_origins: Type.Array(Type.String(), {
    description:
      'hosts whose pages may hold the chat: `shop.example.com`, `localhost:8080`, `*.example.com`. Empty: only pages ' +
      'of Pipit itself and of this machine',
  }),
  app_answered_at: Type.Optional(
    Type.Integer({
      description:
        'ms; when an app last answered guests itself. For a day after it, the built-in bot is silent',
    }),
  ),
  identity_changed_at: Type.Integer({ description: 'ms' }),
  answers: Type.Object(
    { answered: Type.Integer(), helpful: Type.Integer(), unhelpful: Type.Integer() },
    { description: 'answers with FAQs of the last 30 days, and what visitors said of them' },
  ),
})

const base = '/console/v1/admin/widget'
const call = { tokens: ['session'], envelope: 'bare' } as const

export const widget = {
  get: endpoint({
    ...call,
    method: 'GET',
    path: base,
    summary: 'Get the settings of the widget',
    response: WidgetSettings,
  }),
  update: endpoint({
    ...call,
    method: 'PATCH',
    path: base,
    summary: 'Change the settings of the widget',
    body: Type.Partial(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 60 }),
        color: Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }),
        position: Widget.properties.position,
        theme: Widget.properties.theme,
        locale: Widget.properties.locale,
        welcome: Widget.properties.welcome,
        offline: Widget.properties.offline,
        bot: Type.Boolean(),
        enabled: Type.Boolean(),
        allowed_origins: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 100 }),
      }),
    ),
    response: WidgetSettings,
  }),
  /** Each look is an audit entry. For the owner only. */
  secret: endpoint({
    ...call,
    method: 'GET',
    path: `${base}/identity_secret`,
    summary: 'Get the secret that signs the identity of visitors',
    response: Type.Object({ secret: Type.String() }),
  }),
  /** The old secret is dead at once; visitors who are identified already stay so. For the owner only. */
  rotateSecret: endpoint({
    ...call,
    method: 'POST',
    path: `${base}/identity_secret/rotate`,
    summary: 'Rotate the secret that signs the identity of visitors',
    response: Type.Object({ secret: Type.String() }),
  }),
}
