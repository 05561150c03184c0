import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const ExplorerToken = Type.Object({
  token: Type.String(),
  expires_at: Type.Integer({ description: 'ms' }),
  helpdesk_authorization: Type.String({ description: 'ready value of X-Lark-Helpdesk-Authorization' }),
})

/** What the API explorer needs to call the API for somebody who may do so anyway. */
export const explorer = {
  /** For the owner, signed in by password; each token is an audit entry, and lives for fifteen minutes. */
  token: endpoint({
    method: 'POST',
    path: '/console/v1/admin/explorer/token',
    summary: 'Get a token to try the API out with',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({
      app_id: Type.String({ maxLength: 64, description: 'an app of the organisation' }),
      kind: Type.Enum(['tenant', 'app', 'user'], {
        description: 'user: the app acts for whoever asks, with the scopes it has been granted',
      }),
    }),
    response: ExplorerToken,
  }),
}
