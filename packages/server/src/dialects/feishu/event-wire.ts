import type { OutboxEvent, WaitingDelivery } from '../../db/deliveries.ts'
import { findTenantKey } from '../../db/chats.ts'
import { fromJson } from '../../db/json.ts'
import { findTicket } from '../../db/tickets.ts'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { type Events, type TicketAfter, ticketAfter } from '../../domain/events.ts'
import { newestAppTicket } from '../../domain/marketplace.ts'
import type { EventFace, Telling, Told } from '../../events/face.ts'
import { messageEvent, receivedMessage } from './event-message-wire.ts'
import { idWriter } from './event-ids.ts'
import { stageNumbers, statusNumbers } from './wire.ts'

type Payload<K extends keyof Events> = Events[K]

const subscribers = { kind: 'subscribers' } as const

function tellings(event: OutboxEvent): readonly Telling[] {
  const { type, payload } = event
  const bots = (): Telling => {
    const { chatId, messageId } = fromJson<Payload<'chat_message.created'>>(payload)
    return { type: 'im.message.receive_v1', audience: { kind: 'bots', chatId, messageId } }
  }
  switch (type) {
    case 'ticket.created':
      return [{ type: 'helpdesk.ticket.created_v1', audience: subscribers }]
    case 'ticket.updated': {
      // The vendor tells of changes of status and stage only.
      const { before } = fromJson<Partial<Payload<'ticket.updated'>>>(payload)
      if (before?.status === undefined && before?.stage === undefined) return []
      return [{ type: 'helpdesk.ticket.updated_v1', audience: subscribers }]
    }
    case 'message.created':
      return [{ type: 'helpdesk.ticket_message.created_v1', audience: subscribers }, bots()]
    case 'chat_message.created':
      return [bots()]
    case 'notification.decided':
      return [{ type: 'helpdesk.notification.approve_v1', audience: subscribers }]
    case 'app.ticket': {
      const { appId } = fromJson<Payload<'app.ticket'>>(payload)
      return [{ type: 'app_ticket', audience: { kind: 'app', appId } }]
    }
    default:
      return []
  }
}

type Json = Readonly<Record<string, unknown>>

async function ticketEvent(
  cx: Cx,
  told: Told,
  ticketId: string,
  then: TicketAfter | undefined,
): Promise<Json | undefined> {
  const found = await findTicket(cx.engine, cx.tenantId, cx.helpdeskId, ticketId)
  if (!found) return undefined
  const { ticket } = found
  // Events from before 0010 do not say how the ticket was then.
  const after = then ?? ticketAfter(ticket)
  const agents = fromJson<string[]>(after.agents)
  const collaborators = fromJson<string[]>(after.collaborators)
  const named = [ticket.guest_id, after.closed_by, ...agents, ...collaborators]
  const idOf = await idWriter(cx, told, named)
  const missing = named.filter((id) => id !== null && !found.people.has(id))
  const others = await loadPeople(cx.db, cx.tenantId, missing)
  const person = (id: string) => ({
    id: idOf(id),
    name: (found.people.get(id) ?? others.get(id))?.name ?? '',
  })
  return {
    ticket_id: ticket.id,
    helpdesk_id: ticket.helpdesk_id,
    guest: person(ticket.guest_id),
    stage: stageNumbers[after.stage],
    status: statusNumbers[after.status],
    ...(after.score !== null && { score: after.score }),
    created_at: ticket.created_at,
    updated_at: after.updated_at ?? -1,
    ...(after.closed_at !== null && { closed_at: after.closed_at }),
    channel: after.channel,
    ...(after.solved !== null && { solve: after.solved === 1 ? 2 : 1 }),
    chat_id: ticket.chat_id,
    ...(agents.length > 0 && { agents: agents.map(person) }),
    ...(collaborators.length > 0 && { collaborators: collaborators.map(person) }),
    ...(after.closed_by !== null && { closed_by: person(after.closed_by) }),
  }
}

async function eventOf(cx: Cx, delivery: WaitingDelivery, told: Told): Promise<Json | undefined> {
  const { event_type: type, outbox_payload: payload } = delivery
  if (payload === null) return undefined
  switch (type) {
    case 'helpdesk.ticket.created_v1': {
      const { ticketId, after } = fromJson<Payload<'ticket.created'>>(payload)
      // Only what it can have at its beginning; the vendor's list for this event is shorter.
      const ticket = await ticketEvent(cx, told, ticketId, after)
      if (!ticket) return undefined
      const { agents: _agents, collaborators: _collaborators, closed_by: _closedBy, ...rest } = ticket
      return rest
    }
    case 'helpdesk.ticket.updated_v1': {
      const { ticketId, before, after } = fromJson<Payload<'ticket.updated'>>(payload)
      const object = await ticketEvent(cx, told, ticketId, after)
      return object && { object, old_object: beforeToWire(before) }
    }
    case 'helpdesk.ticket_message.created_v1':
      return messageEvent(cx, told, fromJson<Payload<'message.created'>>(payload), delivery.event_id)
    case 'im.message.receive_v1':
      return receivedMessage(cx, told, fromJson<Payload<'chat_message.created'>>(payload))
    case 'helpdesk.notification.approve_v1': {
      const { notificationId, decision } = fromJson<Payload<'notification.decided'>>(payload)
      return {
        notification_id: notificationId,
        helpdesk_id: cx.helpdeskId,
        approve_status: decision.toUpperCase(),
      }
    }
    default:
      return undefined
  }
}

function beforeToWire(before: Payload<'ticket.updated'>['before']): Json {
  const { status, stage, updated_at: updatedAt } = before
  return {
    ...(stage !== undefined && { stage: stageNumbers[stage as keyof typeof stageNumbers] }),
    ...(status !== undefined && { status: statusNumbers[status as keyof typeof statusNumbers] }),
    ...(updatedAt !== undefined && { updated_at: updatedAt ?? -1 }),
  }
}

async function envelope(cx: Cx, delivery: WaitingDelivery, told: Told): Promise<Json | undefined> {
  const { app, verificationToken: token } = told
  const at = delivery.outbox_at ?? delivery.created_at
  if (delivery.event_type === 'app_ticket') {
    const ticket = await newestAppTicket(cx, app.id)
    if (ticket === undefined) return undefined
    return {
      ts: `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}`,
      uuid: delivery.event_id,
      token,
      type: 'event_callback',
      event: { type: 'app_ticket', app_id: app.id, app_ticket: ticket },
    }
  }
  const [event, tenantKey] = await Promise.all([
    eventOf(cx, delivery, told),
    findTenantKey(cx.engine, cx.tenantId),
  ])
  if (!event) return undefined
  return {
    schema: '2.0',
    header: {
      event_id: delivery.event_id,
      token,
      create_time: String(at),
      event_type: delivery.event_type,
      tenant_key: tenantKey,
      app_id: app.id,
    },
    event,
  }
}

/** Events in the vendor's words. */
export const feishuEvents: EventFace = {
  deskScopes: ['helpdesk:all:readonly', 'helpdesk:all'],
  chatScopes: [
    'im:message',
    'im:message:readonly',
    'im:message.p2p_msg',
    'im:message.p2p_msg:readonly',
    'im:message.group_msg',
  ],
  appEvents: ['im.message.receive_v1'],
  tellings,
  envelope,
}
