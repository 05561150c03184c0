import { invalid } from '../domain/errors.ts'
import type { Challenge, Receiver } from '../domain/receivers.ts'
import type { Connections } from './connections.ts'
import { seal } from './envelope.ts'
import type { Transport } from './lane-runner.ts'
import type { WebhookSender } from './webhook.ts'

/** An app's events go to its request URL or over one of its connections, as it has chosen. */
export const transportOf = (webhooks: WebhookSender, connections: Connections): Transport => ({
  canReach: (receiver, appId) =>
    receiver?.mode === 'webhook' ? receiver.request_url !== null : connections.canReach(appId),
  send: async (receiver, event) => {
    if (receiver.mode === 'websocket') return connections.send(receiver.appId, event)
    if (receiver.requestUrl === undefined) return undefined
    const { body: _body, ...attempt } = await webhooks.post(
      receiver.requestUrl,
      seal(event.envelope, receiver, Date.now()),
    )
    return attempt
  },
})

/** Asks a URL to echo a word, encrypted and signed as events will be. */
export const challenger =
  (webhooks: WebhookSender): Challenge =>
  async (url: string, receiver: Receiver) => {
    const challenge = crypto.randomUUID()
    const question = { challenge, token: receiver.verificationToken, type: 'url_verification' }
    const { ok, status, error, body } = await webhooks.post(url, seal(question, receiver, Date.now()))
    if (!ok)
      throw invalid(
        'request_url',
        url,
        `did not answer the verification with 200: ${error ?? `HTTP status ${status}`}`,
      )
    let echoed: unknown
    try {
      echoed = (JSON.parse(body) as { challenge?: unknown } | null)?.challenge
    } catch {
      // Not JSON, so not the answer.
    }
    if (echoed !== challenge)
      throw invalid('request_url', url, 'must answer the verification with {"challenge": "<the same value>"}')
  }
