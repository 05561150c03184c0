import type { Output, accessToken } from '@pipit/contract'
import type { FaqRow } from '../../db/faqs.ts'
import type { Helpdesks, Users } from '../../db/schema.ts'
import type { MessageRow } from '../../db/messages.ts'
import type { TicketRow } from '../../db/tickets.ts'
import type { TokenWithUser } from '../../db/access-tokens.ts'
import type { People, PersonRow } from '../../db/users.ts'
import { tokenDomains, tokenScopes, tokenState } from '../../domain/access-tokens.ts'
import { similarQuestions } from '../../domain/faqs.ts'
import type { DayStatistic } from '../../domain/statistics.ts'
import { ticketTags } from '../../domain/tickets.ts'
import { iso, statusWord } from './words.ts'

type V1 = typeof accessToken.v1
export type WireTicket = Output<V1['ticket']['queryUid']>
export type SimpleTicket = Output<typeof accessToken.tickets.get>
export type WireUser = Output<V1['user']['queryUid']>
export type WireMessage = Output<V1['message']['queryUid']>
export type WireToken = Output<V1['token']['queryUid']>
export type WireFaq = Output<V1['faq']['queryUid']>
export type WireStatistic = Output<V1['statistic']['queryUid']>
export type WireSettings = Output<V1['settings']['queryUid']>

const memberOf = (person: PersonRow | undefined, id: string) => ({
  uid: id,
  // Somebody who has been erased still has a place in old tickets.
  nickname: person?.name ?? '—',
  avatar: person?.avatar_url ?? undefined,
  email: person?.email ?? undefined,
})

const titleOf = (ticket: TicketRow): string =>
  ticket.title ?? (ticket.preview.split('\n', 1)[0]! || ticket.id)

const common = (ticket: TicketRow, people: People) => ({
  uid: ticket.id,
  ticketNumber: ticket.id,
  title: titleOf(ticket),
  channel: ticket.channel,
  reporter: memberOf(people.get(ticket.guest_id), ticket.guest_id),
  assignee: ticket.agent_id === null ? undefined : memberOf(people.get(ticket.agent_id), ticket.agent_id),
  tags: ticketTags(ticket).map((tag) => tag.name),
  solved: ticket.solved === null ? undefined : ticket.solved === 1,
  createdAt: iso(ticket.created_at),
  updatedAt: iso(ticket.updated_at ?? ticket.created_at),
  closedAt: ticket.closed_at === null ? undefined : iso(ticket.closed_at),
})

const contentOf = (ticket: TicketRow): string => ticket.description ?? titleOf(ticket)

export const simpleTicketOf = (ticket: TicketRow, people: People): SimpleTicket => ({
  id: ticket.id,
  ...common(ticket, people),
  content: contentOf(ticket),
  status: statusWord(ticket).toLowerCase() as SimpleTicket['status'],
  priority: ticket.priority,
})

export function ticketOf(ticket: TicketRow, people: People): WireTicket {
  const guest = people.get(ticket.guest_id)
  const content = contentOf(ticket)
  return {
    ...common(ticket, people),
    summary: titleOf(ticket),
    description: content,
    content,
    status: statusWord(ticket),
    priority: ticket.priority.toUpperCase() as WireTicket['priority'],
    type: 'EXTERNAL',
    orgUid: ticket.tenant_id,
    userUid: ticket.guest_id,
    contactName: guest?.name ?? '—',
    email: guest?.email ?? undefined,
    threadUid: ticket.chat_id,
    closedTime: ticket.closed_at === null ? undefined : iso(ticket.closed_at),
  }
}

export const userOf = (user: Users, role: WireUser['role']): WireUser => ({
  id: user.id,
  uid: user.id,
  num: user.user_id,
  orgUid: user.tenant_id,
  username: user.email ?? user.user_id,
  nickname: user.name,
  email: user.email ?? undefined,
  mobile: user.mobile ?? undefined,
  avatar: user.avatar_url ?? undefined,
  country: user.country ?? undefined,
  description: user.job_title ?? '',
  platform: 'BYTEDESK',
  sex: 'UNKNOWN',
  type: user.kind === 'visitor' ? 'VISITOR' : 'EMPLOYEE',
  enabled: user.status === 'active',
  superUser: role === 'owner',
  emailVerified: false,
  mobileVerified: false,
  role,
  createdAt: iso(user.created_at),
  updatedAt: iso(user.updated_at),
})

const messageTypes: Readonly<Record<string, WireMessage['type']>> = {
  text: 'TEXT',
  post: 'RICH_TEXT',
  image: 'IMAGE',
  file: 'FILE',
  media: 'VIDEO',
  audio: 'AUDIO',
  interactive: 'CARD',
}

export const messageOf = (message: MessageRow, people: People): WireMessage => ({
  id: message.message_id,
  uid: message.message_id,
  ticketUid: message.ticket_id ?? '',
  threadUid: message.chat_id,
  type: message.sender_type === 'system' ? 'SYSTEM' : (messageTypes[message.type] ?? 'CARD'),
  content: message.deleted_at === null ? message.text : '',
  extra: message.deleted_at === null ? message.content : '{}',
  status: message.deleted_at === null ? 'SUCCESS' : 'RECALL',
  senderType: message.sender_type.toUpperCase() as WireMessage['senderType'],
  user: message.sender_id === null ? undefined : memberOf(people.get(message.sender_id), message.sender_id),
  createdAt: iso(message.created_at),
})

export function tokenOf(token: TokenWithUser, now: number, value?: string): WireToken {
  const state = tokenState(token, now)
  return {
    uid: token.id,
    orgUid: token.tenant_id,
    userUid: token.user_id,
    name: token.name,
    description: token.description,
    type: 'BEARER',
    scope: tokenScopes(token),
    allowedDomains: tokenDomains(token),
    channel: 'WEB',
    expiresAt: token.expires_at === null ? undefined : iso(token.expires_at),
    permanent: token.expires_at === null,
    revoked: state === 'disabled' || state === 'outdated',
    lastActiveAt: token.last_used_at === null ? undefined : iso(token.last_used_at),
    accessToken: value,
    createdAt: iso(token.created_at),
    updatedAt: iso(token.updated_at),
  }
}

export const faqOf = (faq: FaqRow): WireFaq => ({
  uid: faq.id,
  orgUid: faq.tenant_id,
  question: faq.question,
  answer: faq.answer,
  categoryUid: faq.category_id ?? undefined,
  tagList: similarQuestions(faq),
  createdAt: iso(faq.created_at),
  updatedAt: iso(faq.updated_at),
})

export const statisticOf = (day: DayStatistic): WireStatistic => ({
  uid: day.date,
  date: day.date,
  created: day.created,
  closed: day.closed,
  solved: day.solved,
  averageFirstResponseSeconds:
    day.firstResponses === 0 ? undefined : Math.round(day.firstResponseMs / day.firstResponses) / 1000,
})

export const settingsOf = (desk: Helpdesks): WireSettings => ({
  uid: desk.id,
  orgUid: desk.tenant_id,
  name: desk.name,
  timeZone: desk.time_zone,
})
