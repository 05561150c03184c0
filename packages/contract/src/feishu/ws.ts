import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const ws = {
  /** Get the address of the event connection. */
  endpoint: endpoint({
    method: 'POST',
    path: '/callback/ws/endpoint',
    summary: 'Get the address of the event connection',
    tokens: [],
    body: Type.Object({
      AppID: Type.String({
        description: 'node: must match ^cli_[0-9a-fA-F]{16}$ or start() gives up before any request',
      }),
      AppSecret: Type.String({ description: '"" in client-assertion mode' }),
      ClientAssertion: Type.Optional(Type.String()),
    }),
    response: Type.Object({
      URL: Type.Optional(
        Type.String({
          description:
            'ws:// or wss:// URL; query must contain device_id and service_id (integer), service_id/device_id must not be the first parameter for node',
        }),
      ),
      ClientConfig: Type.Optional(
        Type.Object({
          ReconnectCount: Type.Optional(Type.Integer({ description: '-1 = endless' })),
          ReconnectInterval: Type.Optional(Type.Integer({ description: 'seconds, e.g. 120' })),
          ReconnectNonce: Type.Optional(Type.Integer({ description: 'seconds of random jitter, e.g. 30' })),
          PingInterval: Type.Optional(Type.Integer({ description: 'seconds, e.g. 120' })),
        }),
      ),
    }),
    errors: [1, 403, 514, 1000040343, 1000040350],
  }),
}
