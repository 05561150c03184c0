import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'

/** The events an app is told of only when it has asked for them, desk by desk; the vendor's names. */
export const subscribableEvents = [
  'helpdesk.ticket.created_v1',
  'helpdesk.ticket.updated_v1',
  'helpdesk.ticket_message.created_v1',
  'helpdesk.notification.approve_v1',
] as const

export type SubscribableEvent = (typeof subscribableEvents)[number]

/** The acting app. A person cannot subscribe: events go to apps. */
function appOf(cx: Cx): string {
  if (cx.actor.kind !== 'app') throw new AppError('forbidden')
  return cx.actor.appId
}

/** Has the acting app told of these events of the desk from now on; asking again changes nothing. */
export const subscribe = (cx: Cx, events: readonly SubscribableEvent[]): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const appId = appOf(cx)
    await cx.db
      .insertInto('subscriptions')
      .values(
        [...new Set(events)].map((event_type) => ({
          tenant_id: cx.tenantId,
          helpdesk_id: cx.helpdeskId,
          app_id: appId,
          event_type,
          created_at: cx.now,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute()
    await emit(cx, 'subscription.changed', { appId })
  })

/** Has the acting app told of these events of the desk no more. */
export const unsubscribe = (cx: Cx, events: readonly SubscribableEvent[]): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const appId = appOf(cx)
    await cx.db
      .deleteFrom('subscriptions')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('app_id', '=', appId)
      .where('event_type', 'in', [...events])
      .execute()
    await emit(cx, 'subscription.changed', { appId })
  })

/** The apps that are to be told of an event of the desk, by app_id. */
export async function subscribersOf(cx: Cx, event: SubscribableEvent): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('subscriptions')
    .select('app_id')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('event_type', '=', event)
    .orderBy('app_id')
    .execute()
  return rows.map((row) => row.app_id)
}
