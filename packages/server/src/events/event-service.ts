import type { Server } from 'node:http'
import type { Services } from '../domain/cx.ts'
import type { Challenge } from '../domain/receivers.ts'
import { Connections } from './connections.ts'
import { Dispatcher, type DispatcherOptions } from './dispatcher.ts'
import { type LongConnections, longConnections } from './long-connection.ts'
import { challenger, transportOf } from './transport.ts'
import { WebhookSender, type WebhookOptions } from './webhook.ts'

export type EventServiceOptions = Partial<
  Pick<DispatcherOptions, 'leaseMs' | 'pollMs' | 'retryPauses'> &
    Pick<WebhookOptions, 'timeoutMs' | 'connectTimeoutMs'> & { readonly ackTimeoutMs: number }
>

/** Everything that brings events to programs, in one process. */
export class EventService {
  readonly dispatcher: Dispatcher
  readonly connections: Connections
  readonly longConnections: LongConnections
  readonly challenge: Challenge
  readonly #webhooks: WebhookSender

  constructor(
    services: Services,
    options: EventServiceOptions &
      Pick<DispatcherOptions, 'face' | 'onError'> &
      Pick<WebhookOptions, 'allowPrivate'>,
  ) {
    this.#webhooks = new WebhookSender(options)
    this.challenge = challenger(this.#webhooks)
    this.connections = new Connections({
      ...options,
      onChange: (appId) => this.longConnections.note(appId),
      onListening: () => this.dispatcher.look(),
    })
    this.dispatcher = new Dispatcher(services, {
      ...options,
      transport: transportOf(this.#webhooks, this.connections),
    })
    this.longConnections = longConnections(services, this.connections, this.dispatcher.node)
  }

  attach(server: Server): void {
    this.longConnections.attach(server)
  }

  start(): void {
    this.dispatcher.start()
  }

  /** Finishes what has begun, then lets go of every connection. */
  async stop(): Promise<void> {
    await this.dispatcher.stop()
    await this.longConnections.close()
    this.#webhooks.close()
  }
}
