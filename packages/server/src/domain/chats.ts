import { type ChatRow, findChat, findOrAddDirectChat } from '../db/chats.ts'
import { findRole } from '../db/users.ts'
import { newChatId } from '../platform/ids.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'

/** How somebody belongs to a chat; a `peer` is a person in a chat between two parties. */
export type Member = 'bot' | 'guest' | 'agent' | 'peer'

export interface Membership {
  readonly chat: ChatRow
  readonly member: Member
  /** The context of the chat's desk, and with the role that the acting person has there. */
  readonly cx: Cx
}

/** Any of these lets an app's bot into the chats between guests and the organisation's desks. */
const deskScopes = ['helpdesk:all', 'helpdesk:all:readonly', 'helpdesk:helpdesk:access']

/** The chat, for those who belong to it. @throws chat_not_found, not_in_chat */
export async function enterChat(cx: Cx, chatId: string): Promise<Membership> {
  const chat = await findChat(cx.db, cx.tenantId, chatId)
  if (!chat) throw new AppError('chat_not_found')
  const membership = await membershipOf(cx, chat)
  if (!membership) throw new AppError('not_in_chat')
  return membership
}

async function membershipOf(cx: Cx, chat: ChatRow): Promise<Membership | undefined> {
  const { actor } = cx
  const inside: Cx = { ...cx, helpdeskId: chat.helpdesk_id }
  if (actor.kind === 'system') return { chat, cx: inside, member: 'bot' }
  if (actor.kind === 'app') {
    const belongs = chat.kind === 'p2p' ? chat.peer_id === actor.appId : await servesDesks(cx, actor.appId)
    return belongs ? { chat, cx: inside, member: 'bot' } : undefined
  }
  if (chat.kind === 'p2p') {
    const belongs = chat.guest_id === actor.userId || chat.peer_id === actor.userId
    return belongs ? { chat, cx: inside, member: 'peer' } : undefined
  }
  if (chat.guest_id === actor.userId) return { chat, cx: inside, member: 'guest' }
  const role = await findRole(cx.db, cx.tenantId, chat.helpdesk_id, actor.userId)
  return role && { chat, cx: { ...inside, actor: { ...actor, role } }, member: 'agent' }
}

async function servesDesks(cx: Cx, appId: string): Promise<boolean> {
  const app = await cx.registry.app(appId)
  return deskScopes.some((scope) => app?.scopes.has(scope))
}

/** The chat between the acting app's bot, or the acting person, and somebody else; made when there is none. */
export async function directChat(cx: Cx, userId: string): Promise<Membership> {
  const { actor } = cx
  if (actor.kind === 'system') throw new AppError('forbidden')
  const [guestId, peerId] =
    actor.kind === 'app' ? [userId, actor.appId] : ([userId, actor.userId].sort() as [string, string])
  const chat = await findOrAddDirectChat(cx.db, {
    tenant_id: cx.tenantId,
    id: newChatId(),
    helpdesk_id: '',
    kind: 'p2p',
    guest_id: guestId,
    peer_id: peerId,
    open_ticket_id: null,
    created_at: cx.now,
  })
  return { chat, cx: { ...cx, helpdeskId: '' }, member: actor.kind === 'app' ? 'bot' : 'peer' }
}
