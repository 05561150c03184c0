import type { feishu } from '@pipit/contract'
import type { FastifyRequest } from 'fastify'
import { clientConfig } from '../../events/connections.ts'
import { type LongConnections, connectionPath, tooManyConnections } from '../../events/long-connection.ts'
import { sameHash, sha256 } from '../../platform/secrets.ts'
import type { Handlers } from '../handlers.ts'
import { WireError } from './errors.ts'

/** Clients look at the code only when the HTTP status is 200. */
const refusal = (code: number, message: string): WireError => new WireError(200, code, message)

/** The address under which the caller has reached this server, so that it works wherever the caller is. */
function addressFor(request: FastifyRequest, baseUrl: string): string {
  const configured = new URL(baseUrl)
  const isSecure =
    request.host === configured.host ? configured.protocol === 'https:' : request.protocol === 'https'
  return `${isSecure ? 'wss' : 'ws'}://${request.host}${connectionPath}`
}

export const ws = (connections: LongConnections): Handlers<typeof feishu.ws> => ({
  endpoint: async (cx, { body }, { request, caller }) => {
    const app = await cx.registry.app(body.AppID)
    if (!app) throw refusal(514, 'app_id is not known')
    caller.tenantId = app.tenantId
    caller.appId = app.id
    if (!sameHash(sha256(body.AppSecret), app.secretHash)) throw refusal(514, 'app_secret is wrong')
    if (!app.enabled) throw refusal(403, 'the app is disabled')
    if (app.type !== 'self_built') throw refusal(403, 'only self-built apps can use a long connection')
    const query = await connections.ticketFor(app.id, cx.now)
    if (query === undefined) throw refusal(tooManyConnections, 'the app has too many connections')
    return { URL: `${addressFor(request, cx.baseUrl)}?${query}`, ClientConfig: clientConfig }
  },
})
