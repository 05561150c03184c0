import type { feishu } from '@pipit/contract'
import { invalid } from '../../domain/errors.ts'
import {
  type SubscribableEvent,
  subscribableEvents,
  subscribe,
  unsubscribe,
} from '../../domain/subscriptions.ts'
import type { Handlers } from '../handlers.ts'

/** An event's name on the wire is `helpdesk.` and the subtype; the type is what the subtype begins with. */
const typeOf = (event: SubscribableEvent): string => event.slice(0, event.lastIndexOf('.'))

function eventsFromWire(refs: readonly { type: string; subtype: string }[]): SubscribableEvent[] {
  return refs.map(({ type, subtype }, i) => {
    const ofType = subscribableEvents.filter((event) => typeOf(event) === type)
    if (ofType.length === 0)
      throw invalid(
        `events.${i}.type`,
        type,
        `must be one of ${[...new Set(subscribableEvents.map(typeOf))].join(', ')}`,
      )
    const event = ofType.find((name) => name === `helpdesk.${subtype}`)
    if (!event)
      throw invalid(
        `events.${i}.subtype`,
        subtype,
        `must be one of ${ofType.map((name) => name.slice('helpdesk.'.length)).join(', ')}`,
      )
    return event
  })
}

export const event: Handlers<typeof feishu.helpdesk.v1.event> = {
  subscribe: async (cx, { body }) => {
    await subscribe(cx, eventsFromWire(body.events))
    return {}
  },
  unsubscribe: async (cx, { body }) => {
    await unsubscribe(cx, eventsFromWire(body.events))
    return {}
  },
}
