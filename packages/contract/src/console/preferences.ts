import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

/** How a person wants the pages to be, on every device. */
export const Preferences = Type.Object({
  shortcuts: Type.Boolean({ description: 'whether keys of single letters and signs do something' }),
  remaps: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 40 }), {
    maxProperties: 200,
    description: 'keys by command, instead of those it comes with; empty is none',
  }),
  sound: Type.Boolean(),
  desktop_notifications: Type.Boolean(),
  undo_seconds: Type.Integer({
    minimum: 0,
    maximum: 30,
    description: 'how long a reply can be taken back before it is sent; 0 sends at once',
  }),
  layout: Type.Enum(['list', 'table']),
  language: Type.Optional(Type.Enum(['en', 'zh'], { description: "absent: the browser's" })),
  theme: Type.Optional(Type.Enum(['system', 'light', 'dark'])),
})

export const preferences = {
  get: endpoint({
    method: 'GET',
    path: '/console/v1/preferences',
    summary: 'Get the preferences of the signed-in person',
    tokens: ['session'],
    envelope: 'bare',
    response: Preferences,
  }),
  /** Changes what is given and leaves the rest; `remaps` is given whole. */
  update: endpoint({
    method: 'PATCH',
    path: '/console/v1/preferences',
    summary: 'Change preferences',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Partial(Preferences),
    response: Preferences,
  }),
}
