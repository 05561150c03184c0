import type { Scenario } from '../scenario.ts'

const subscribe = 'helpdesk.v1.event.subscribe'
const unsubscribe = 'helpdesk.v1.event.unsubscribe'
const event = { type: 'helpdesk.ticket_message', subtype: 'ticket_message.created_v1' }

/** An app asks for an event of the desk, and asks no more. */
export const events: Scenario = async (run) => {
  await run.sdk(subscribe, { data: { events: [event] } })
  const count = async (): Promise<number | undefined> =>
    (await run.world.inside?.rows('subscriptions', { app_id: run.world.appId }))?.length
  if (!run.world.inside)
    for (const id of [subscribe, unsubscribe]) run.report.skip(id, 'effect', 'needs a receiver of events')
  await run.inside(async () => run.shows(subscribe, await count(), 1))
  await run.sdk(unsubscribe, { data: { events: [event] } })
  await run.inside(async () => run.shows(unsubscribe, await count(), 0))
  await run.refused(subscribe, { data: { events: [{ type: 'helpdesk.ticket', subtype: 'none' }] } }, 154000)
}
