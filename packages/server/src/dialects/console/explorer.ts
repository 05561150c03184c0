import type { console as contract } from '@pipit/contract'
import { explorerToken } from '../../domain/explorer-tokens.ts'
import type { Handlers } from '../handlers.ts'

export const explorer: Handlers<typeof contract.explorer> = {
  token: async (cx, { body }, { reply }) => {
    const { token, expiresAt, authorization } = await explorerToken(cx, body.app_id, body.kind)
    void reply.header('cache-control', 'no-store')
    return { token, expires_at: expiresAt, helpdesk_authorization: authorization }
  },
}
