import { createHash } from 'node:crypto'
import {
  type DeliveryRow,
  type OutboxEvent,
  addDeliveries,
  eventsAfter,
  holdCursor,
  moveCursor,
} from '../db/deliveries.ts'
import { type Lane, laneKey, openLanes } from '../db/delivery-lanes.ts'
import type { Db } from '../db/engine.ts'
import { fromJson } from '../db/json.ts'
import { chatsOfMessages } from '../db/messages-in-chats.ts'
import { receiversOf, subscriptionsOf } from '../db/receivers.ts'
import type { Subscriptions } from '../db/schema.ts'
import type { Registry } from '../platform/registry.ts'
import type { EventFace, Telling } from './face.ts'

const cursor = 'fan-out'
const batch = 500

export interface FannedOut {
  /** How far the outbox has been read. */
  readonly position: number
  readonly lanes: readonly Lane[]
  /** Whether as much was read as is read at once. */
  readonly isFull: boolean
}

/**
 * Turns the next events of the outbox into deliveries, in one transaction with the cursor: whatever dies, each event
 * becomes one delivery for each app that is told of it, never none and never two.
 * @returns nothing when another node is doing it now.
 */
export async function fanOut(
  db: Db,
  registry: Registry,
  face: EventFace,
  now: number,
): Promise<FannedOut | undefined> {
  const from = await holdCursor(db, cursor)
  if (from === undefined) return undefined
  const events = await eventsAfter(db, from, batch)
  const last = events.at(-1)
  if (!last) return { position: from, lanes: [], isFull: false }
  const rows = await deliveriesFor(db, registry, face, events, now)
  await addDeliveries(db, rows)
  const lanes = [...new Map(rows.map((row) => [laneKey(row), laneOf(row)])).values()]
  await openLanes(db, lanes, now)
  await moveCursor(db, cursor, last.position)
  return { position: last.position, lanes, isFull: events.length === batch }
}

const laneOf = ({ tenant_id, app_id, lane }: DeliveryRow): Lane => ({ tenant_id, app_id, lane })

/**
 * The deliveries that follow from events. An app that is named is told alone, also of what happened before it
 * subscribed.
 */
export async function deliveriesFor(
  db: Db,
  registry: Registry,
  face: EventFace,
  events: readonly OutboxEvent[],
  now: number,
  onlyAppId?: string,
): Promise<DeliveryRow[]> {
  const told = events.flatMap((event) => face.tellings(event).map((telling) => ({ event, telling })))
  if (told.length === 0) return []
  const appsFor = await audienceReader(db, registry, face, told, onlyAppId !== undefined)
  const rows: DeliveryRow[] = []
  for (const { event, telling } of told)
    for (const appId of await appsFor(event, telling)) {
      if (onlyAppId !== undefined && appId !== onlyAppId) continue
      const subject = subjectOf(event)
      rows.push({
        tenant_id: event.tenant_id,
        app_id: appId,
        event_id: wireIdOf(event, telling, face),
        outbox_id: event.id,
        event_type: telling.type,
        helpdesk_id: event.helpdesk_id,
        subject,
        lane: subject,
        position: event.position,
        status: 'waiting',
        attempts: 0,
        log: '[]',
        created_at: now,
        updated_at: now,
      })
    }
  return rows
}

/** What the event is about: events of one subject reach an app one after the other. */
const subjectOf = (event: OutboxEvent): string =>
  event.ticket_id ?? fromJson<{ chatId?: string }>(event.payload).chatId ?? event.type

/** An event of ours that is two on the wire needs a second id; it is the same one every time. */
const wireIdOf = (event: OutboxEvent, telling: Telling, face: EventFace): string =>
  face.tellings(event)[0]?.type === telling.type
    ? event.id
    : createHash('md5').update(`${event.id} ${telling.type}`).digest('hex')

type AudienceReader = (event: OutboxEvent, telling: Telling) => Promise<readonly string[]>

async function audienceReader(
  db: Db,
  registry: Registry,
  face: EventFace,
  told: readonly { readonly event: OutboxEvent; readonly telling: Telling }[],
  isReplay: boolean,
): Promise<AudienceReader> {
  const tenants = [...new Set(told.map(({ event }) => event.tenant_id))]
  const isAsked = (kind: Telling['audience']['kind']) =>
    told.some(({ telling }) => telling.audience.kind === kind)
  const subscriptions = new Map<string, Subscriptions[]>()
  if (isAsked('subscribers'))
    for (const row of await subscriptionsOf(db, tenants)) {
      const key = `${row.tenant_id} ${row.helpdesk_id} ${row.event_type}`
      subscriptions.set(key, [...(subscriptions.get(key) ?? []), row])
    }
  const receivers = isAsked('bots') ? await receiversOf(db, tenants) : []
  const chats = await chatsOfMessages(
    db,
    receivers.length === 0
      ? []
      : told.flatMap(({ event, telling: { audience } }) =>
          audience.kind === 'bots'
            ? [{ tenantId: event.tenant_id, chatId: audience.chatId, id: audience.messageId }]
            : [],
        ),
  )

  const mayKnow = async (appId: string, tenantId: string, ...scopeSets: (readonly string[])[]) => {
    const app = await registry.appIn(appId, tenantId)
    return app?.enabled === true && scopeSets.every((scopes) => scopes.some((scope) => app.scopes.has(scope)))
  }
  const those = async (ids: readonly string[], test: (id: string) => Promise<boolean>) => {
    const kept: string[] = []
    for (const id of ids) if (await test(id)) kept.push(id)
    return kept
  }
  return async (event, { type, audience }) => {
    const { tenant_id: tenantId } = event
    if (audience.kind === 'app') return [audience.appId]
    if (audience.kind === 'subscribers') {
      const asked = subscriptions.get(`${tenantId} ${event.helpdesk_id} ${type}`) ?? []
      const then = isReplay ? asked : asked.filter((row) => row.created_at <= event.created_at)
      return those(
        then.map((row) => row.app_id),
        (id) => mayKnow(id, tenantId, face.deskScopes),
      )
    }
    const chat = chats.get(audience.messageId)
    // Bots hear people, not each other and not the desk's own agents.
    if (chat?.sender_type !== 'guest') return []
    const listening = receivers
      .filter((row) => row.tenant_id === tenantId && fromJson<string[]>(row.events).includes(type))
      .map((row) => row.app_id)
    return chat.kind === 'p2p'
      ? those(
          listening.filter((id) => id === chat.peer_id),
          (id) => mayKnow(id, tenantId, face.chatScopes),
        )
      : those(listening, (id) => mayKnow(id, tenantId, face.chatScopes, face.deskScopes))
  }
}
