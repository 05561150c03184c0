import { findChat, findTenantKey } from '../../db/chats.ts'
import { fromJson } from '../../db/json.ts'
import type { MessageRow } from '../../db/messages.ts'
import { findMessage, positionOnTicket } from '../../db/event-messages.ts'
import { findTicket } from '../../db/tickets.ts'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import type { Events } from '../../domain/events.ts'
import type { Told } from '../../events/face.ts'
import { idWriter } from './event-ids.ts'
import { mentionedIn, messageToWire } from './im-wire.ts'
import { ticketToWire } from './wire.ts'

type Json = Readonly<Record<string, unknown>>

const senderTypes = { bot: 1, system: 1, guest: 2, agent: 3 } as const satisfies Record<
  MessageRow['sender_type'],
  number
>

/** A message on a ticket, with what is known of the ticket. */
export async function messageEvent(
  cx: Cx,
  told: Told,
  { ticketId, chatId, messageId }: Events['message.created'],
  eventId: string,
): Promise<Json | undefined> {
  const { engine, tenantId, helpdeskId } = cx
  const [message, found, position] = await Promise.all([
    findMessage(engine, { tenantId, chatId, id: messageId }),
    findTicket(engine, tenantId, helpdeskId, ticketId),
    positionOnTicket(engine, { tenantId, ticketId, id: messageId }),
  ])
  if (!message || !found) return undefined
  const idOf = await idWriter(cx, told, [message.sender_id])
  const wire = ticketToWire(found.ticket, found.people, [])
  return {
    ticket_message_id: message.id,
    message_id: message.message_id,
    msg_type: message.type,
    position: String(position),
    ...(message.sender_id !== null && { sender_id: idOf(message.sender_id) }),
    sender_type: senderTypes[message.sender_type],
    text: message.text,
    ticket: {
      ticket_id: wire.ticket_id,
      comments: wire.comments && [wire.comments],
      ticket_type: wire.ticket_type,
      status: wire.status,
      dissatisfaction_reason: wire.dissatisfaction_reason,
      agent_service_duration: wire.agent_service_duration,
      agent_first_response_duration: wire.agent_first_response_duration,
      bot_service_duration: wire.bot_service_duration,
      agent_resolution_time: wire.agent_resolution_time,
      actual_processing_time: wire.actual_processing_time,
      agent_entry_time: wire.agent_entry_time,
      agent_first_response_time: wire.agent_first_response_time,
      agent_last_response_time: wire.agent_last_response_time,
      agent_owner: wire.agent_owner,
    },
    // What answer_user_query asks for; the official Node SDK shows this one in the place of the header's.
    event_id: eventId,
    chat_id: message.chat_id,
    content: contentToWire(message),
  }
}

function contentToWire({ type, content }: MessageRow): Json {
  const parsed = fromJson<unknown>(content)
  const keys = imageKeysIn(parsed)
  return {
    content,
    msg_type: type,
    ...(keys.length > 0 && (type === 'image' ? { image_key: keys[0] } : { image_keys: keys })),
  }
}

function imageKeysIn(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) imageKeysIn(item, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value))
      if (key === 'image_key' && typeof item === 'string') found.push(item)
      else imageKeysIn(item, found)
  return found
}

/** A message of a person, for the bots in its chat. */
export async function receivedMessage(
  cx: Cx,
  told: Told,
  { chatId, messageId }: Events['chat_message.created'],
): Promise<Json | undefined> {
  const { engine, tenantId } = cx
  const [message, chat, tenantKey] = await Promise.all([
    findMessage(engine, { tenantId, chatId, id: messageId }),
    findChat(cx.db, tenantId, chatId),
    findTenantKey(engine, tenantId),
  ])
  if (!message || message.sender_id === null) return undefined
  const { ids, content } = mentionedIn(message)
  const [idOf, people, wire] = await Promise.all([
    idWriter(cx, told, [message.sender_id, ...ids]),
    loadPeople(cx.db, tenantId, ids),
    messageToWire(cx, message),
  ])
  return {
    sender: { sender_id: idOf(message.sender_id), sender_type: 'user', tenant_key: tenantKey },
    message: {
      message_id: message.message_id,
      root_id: wire.root_id,
      parent_id: wire.parent_id,
      thread_id: wire.thread_id,
      create_time: wire.create_time,
      update_time: wire.update_time,
      chat_id: message.chat_id,
      chat_type: chat?.kind === 'service' || chat?.kind === 'p2p' ? 'p2p' : 'group',
      message_type: message.type,
      content,
      ...(ids.length > 0 && {
        mentions: ids.map((id, i) => ({
          key: `@_user_${i + 1}`,
          id: idOf(id),
          name: people.get(id)?.name ?? '',
          tenant_key: tenantKey,
        })),
      }),
    },
  }
}
