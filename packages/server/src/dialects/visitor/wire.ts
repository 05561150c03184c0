import type { Chat, VisitorMessage, VisitorTicket, Widget } from '@pipit/contract/visitor/common'
import type { Static } from 'typebox'
import { fromJson } from '../../db/json.ts'
import type { MessageRow } from '../../db/messages.ts'
import type { TicketRow } from '../../db/tickets.ts'
import { type People, findUser, loadPeople } from '../../db/users.ts'
import { type WidgetRow } from '../../db/widgets.ts'
import { firstWordOf } from '../../domain/built-in-bot.ts'
import type { Cx } from '../../domain/cx.ts'
import { type DeskPresence, deskPresence } from '../../domain/desk-presence.ts'
import { blocksOf } from '../../domain/message-blocks.ts'
import { countUnread, newestTicket, seeTicket, type VisibleTicket } from '../../domain/visitor-thread.ts'
import type { Visit } from '../../domain/visits.ts'
import { contactOf } from '../../domain/visitor-contacts.ts'
import { lookOf } from '../../domain/widgets.ts'

export const presenceOf = ({ online, backAt }: DeskPresence): Static<typeof Widget>['presence'] => ({
  online,
  back_at: backAt,
})

export const widgetOf = (widget: WidgetRow, presence: DeskPresence, now: number): Static<typeof Widget> => {
  const { name, color, position, theme, locale, welcome, offline } = lookOf(widget)
  return {
    widget_id: widget.id,
    name,
    color,
    position,
    theme,
    locale,
    welcome: { ...welcome },
    offline: { ...offline },
    bot: firstWordOf(widget, now) !== 'people',
    presence: presenceOf(presence),
  }
}

const senders = { guest: 'visitor', bot: 'bot', agent: 'agent', system: 'system' } as const
const asked = new Map([
  [1, 'yes'],
  [0, 'no'],
] as const)

/** Nothing of a message but what its reader is meant to see. */
export function messageOf(
  message: MessageRow,
  people: People,
  helpful: ReadonlyMap<string, number | null>,
): Static<typeof VisitorMessage> {
  const agent = message.sender_type === 'agent' ? people.get(message.sender_id ?? '') : undefined
  const recalled = message.deleted_at !== null
  const { title, lines, file } = recalled
    ? { title: undefined, lines: [], file: undefined }
    : blocksOf(message.type, fromJson(message.content))
  const said = helpful.get(message.id)
  return {
    id: message.id,
    message_id: message.message_id,
    ticket_id: message.ticket_id ?? undefined,
    from: senders[message.sender_type],
    name: agent?.name,
    avatar_url: agent?.avatar_url ?? undefined,
    title,
    lines: lines.map((line) => line.map((piece) => ({ ...piece }))),
    file: file && { ...file },
    recalled: recalled || undefined,
    helpful: said === undefined ? undefined : said === null ? 'unasked' : asked.get(said as 0 | 1),
    client_id: message.sender_type === 'guest' ? (message.client_id ?? undefined) : undefined,
    created_at: message.created_at,
  }
}

export async function ticketOf(cx: Cx, ticket: TicketRow): Promise<Static<typeof VisitorTicket>> {
  const seen = await seeTicket(cx, ticket)
  const people = await loadPeople(cx.db, cx.tenantId, [seen.agentId ?? null])
  return visibleTicketOf(seen, people)
}

export function visibleTicketOf(seen: VisibleTicket, people: People): Static<typeof VisitorTicket> {
  const agent = seen.agentId === undefined ? undefined : people.get(seen.agentId)
  return {
    ticket_id: seen.id,
    state: seen.state,
    position: seen.position,
    agent: agent && { name: agent.name, avatar_url: agent.avatar_url ?? undefined },
    score: seen.score,
  }
}

export async function chatOf(cx: Cx, visit: Visit, position: number): Promise<Static<typeof Chat>> {
  const { userId } = visit
  const [presence, ticket, unread, user, contact] = await Promise.all([
    deskPresence(cx),
    userId === undefined ? undefined : newestTicket(cx, userId),
    userId === undefined ? 0 : countUnread(cx, userId),
    userId === undefined ? undefined : findUser(cx.db, cx.tenantId, userId),
    userId === undefined ? undefined : contactOf(cx, userId),
  ])
  return {
    visitor: {
      name: visit.identity?.name ?? user?.name,
      email: visit.identity?.email ?? contact,
      identified: visit.identity !== undefined,
    },
    ticket: ticket && (await ticketOf(cx, ticket)),
    presence: presenceOf(presence),
    unread,
    position,
  }
}
