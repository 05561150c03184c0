import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

/** Settings a client keeps to; the four stand or fall together. */
export const ClientConfig = Type.Object({
  ReconnectCount: Type.Integer({ description: 'how often to try again after a loss; -1 is endless' }),
  ReconnectInterval: Type.Integer({ description: 'pause between two tries, in seconds' }),
  ReconnectNonce: Type.Integer({ description: 'the first try waits a random part of so many seconds' }),
  PingInterval: Type.Integer({ description: 'pause between two pings, in seconds' }),
})

export const ws = {
  /** Get the address of the event connection. Failures come with HTTP 200 and a code. */
  endpoint: endpoint({
    method: 'POST',
    path: '/callback/ws/endpoint',
    summary: 'Get the address of the event connection',
    tokens: [],
    body: Type.Object({
      AppID: Type.String({
        maxLength: 64,
        description: 'app_id of a self-built app: cli_ and 16 hex digits',
      }),
      AppSecret: Type.String({ maxLength: 256, description: 'app_secret' }),
      ClientAssertion: Type.Optional(
        Type.String({
          maxLength: 8192,
          description: 'stands for a secret at the vendor; not supported here',
        }),
      ),
    }),
    response: Type.Object({
      URL: Type.Optional(
        Type.String({
          description:
            'ws:// or wss:// address, good for one connection made within five minutes; its query has device_id and service_id',
        }),
      ),
      ClientConfig: Type.Optional(ClientConfig),
    }),
    errors: [1, 403, 514, 1000040343, 1000040350],
  }),
}
