import type { OutboxEvent, WaitingDelivery } from '../db/deliveries.ts'
import type { Cx } from '../domain/cx.ts'
import type { AppEntry } from '../platform/registry.ts'

/**
 * Who is told of an event: apps that subscribed to it on the desk, apps whose bot is in the chat of a message, or one
 * app alone.
 */
export type Audience =
  | { readonly kind: 'subscribers' }
  | { readonly kind: 'bots'; readonly chatId: string; readonly messageId: string }
  | { readonly kind: 'app'; readonly appId: string }

/** An event as the wire names it. */
export interface Telling {
  readonly type: string
  readonly audience: Audience
}

/** An app that is told, and the words it wants to be known by. */
export interface Told {
  readonly app: AppEntry
  /** What the receiver compares to know that the event is from here. */
  readonly verificationToken: string
}

/** How a dialect tells programs of what has happened. */
export interface EventFace {
  /** The scopes of which an app needs one to be told of a desk's events. */
  readonly deskScopes: readonly string[]
  /** The scopes of which an app needs one to be told of messages in its chats. */
  readonly chatScopes: readonly string[]
  /** Event types that concern an app as a whole, not a desk. */
  readonly appEvents: readonly string[]
  /** What an event of ours is on the wire: nothing, one or several events. */
  tellings(event: OutboxEvent): readonly Telling[]
  /** The whole envelope; nothing when what the event is about is gone. */
  envelope(
    cx: Cx,
    delivery: WaitingDelivery,
    told: Told,
  ): Promise<Readonly<Record<string, unknown>> | undefined>
}
