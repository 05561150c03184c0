import type { Mention, Message } from '@pipit/contract/feishu/im-message'
import type { Static } from 'typebox'
import { findTenantKey } from '../../db/chats.ts'
import { fromJson } from '../../db/json.ts'
import type { MessageRow } from '../../db/messages.ts'
import { type People, loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { postBody } from '../../domain/message-text.ts'
import { type UserIdType, userIdsByOpenId } from './user-id-type.ts'

/** What the vendor gives instead of the content of a message that was taken back. */
export const recalled = 'This message was recalled'

export interface WireOptions {
  readonly idType?: UserIdType | undefined
  readonly withNames?: boolean | undefined
}

/** What the messages of one reply have in common. */
interface Context {
  readonly idType: UserIdType
  readonly ids: ReadonlyMap<string, string>
  readonly people: People
  readonly tenantKey: string
  readonly withNames: boolean
}

/** Messages as the vendor writes them; the people they name are read at once for all of them. */
export async function messagesToWire(
  cx: Cx,
  messages: readonly MessageRow[],
  { idType = 'open_id', withNames = false }: WireOptions = {},
): Promise<Static<typeof Message>[]> {
  const readable = messages.map((message) => ({ message, mentioned: mentionedIn(message) }))
  const mentioned = readable.flatMap(({ mentioned }) => mentioned.ids)
  const senders = messages.map((message) => message.sender_id).filter((id) => id !== null)
  const named = withNames ? [...mentioned, ...senders] : mentioned
  const [people, ids, tenantKey] = await Promise.all([
    loadPeople(cx.db, cx.tenantId, named),
    userIdsByOpenId(cx, idType, [...mentioned, ...senders]),
    findTenantKey(cx.engine, cx.tenantId),
  ])
  const context: Context = { idType, ids, people, tenantKey, withNames }
  return readable.map(({ message, mentioned }) => toWire(message, mentioned, context))
}

export const messageToWire = async (
  cx: Cx,
  message: MessageRow,
  options?: WireOptions,
): Promise<Static<typeof Message>> => (await messagesToWire(cx, [message], options))[0]!

function toWire(message: MessageRow, mentioned: Mentioned, context: Context): Static<typeof Message> {
  const isDeleted = message.deleted_at !== null
  return {
    message_id: message.message_id,
    ...(message.root_id !== null && { root_id: message.root_id }),
    ...(message.parent_id !== null && { parent_id: message.parent_id }),
    ...(message.thread_id !== null && { thread_id: message.thread_id }),
    msg_type: message.type,
    create_time: String(message.created_at),
    update_time: String(message.updated_at ?? message.created_at),
    deleted: isDeleted,
    updated: message.updated_at !== null,
    chat_id: message.chat_id,
    sender: senderToWire(message, context),
    body: { content: isDeleted ? recalled : mentioned.content },
    ...(mentioned.ids.length > 0 && {
      mentions: mentioned.ids.map((id, i) => mentionToWire(id, i, context)),
    }),
  }
}

function senderToWire(message: MessageRow, context: Context): Static<typeof Message>['sender'] {
  const { tenantKey: tenant_key, withNames, people } = context
  if (message.sender_type === 'system') return { sender_type: 'unknown', tenant_key }
  if (message.sender_id === null)
    return {
      ...(message.app_id !== null && { id: message.app_id }),
      id_type: 'app_id',
      sender_type: 'app',
      tenant_key,
    }
  const name = withNames ? people.get(message.sender_id)?.name : undefined
  return {
    id: context.ids.get(message.sender_id) ?? message.sender_id,
    id_type: context.idType,
    sender_type: 'user',
    tenant_key,
    ...(name !== undefined && { sender_name: name }),
  }
}

const keyOf = (i: number): string => `@_user_${i + 1}`

const mentionToWire = (id: string, i: number, context: Context): Static<typeof Mention> => ({
  key: keyOf(i),
  id: context.ids.get(id) ?? id,
  id_type: context.idType,
  name: context.people.get(id)?.name ?? '',
  tenant_key: context.tenantKey,
})

/** A message's content as it is read, with keys in the place of the people it mentions. */
interface Mentioned {
  readonly content: string
  readonly ids: readonly string[]
}

/**
 * Written `<at user_id="ou_…">`, a mention is read `@_user_1` with the person in `mentions`; a post is read in one
 * language, without the language's name around it. Everything else is read as it was written.
 */
export function mentionedIn({ type, content, deleted_at }: MessageRow): Mentioned {
  if (deleted_at !== null || (type !== 'post' && (type !== 'text' || !content.includes('<at '))))
    return { content, ids: [] }
  const ids: string[] = []
  const keyFor = (id: string): string => {
    if (id === 'all') return '@_all'
    if (!ids.includes(id)) ids.push(id)
    return keyOf(ids.indexOf(id))
  }
  if (type === 'text') {
    const { text } = fromJson<{ text: string }>(content)
    const readable = text.replace(/<at (?:user_id|open_id|id)="?([^">]*)"?>.*?<\/at>/g, (_, id: string) =>
      keyFor(id),
    )
    return { content: JSON.stringify({ text: readable }), ids }
  }
  const body = postBody(fromJson(content))
  if (!body) return { content, ids }
  const lines = body.content.map((line) =>
    Array.isArray(line) ? line.map((element: unknown) => inPost(element, keyFor)) : line,
  )
  return { content: JSON.stringify({ title: body.title ?? '', content: lines }), ids }
}

function inPost(element: unknown, keyFor: (id: string) => string): unknown {
  const { tag, user_id: id } = element as { tag?: unknown; user_id?: unknown }
  return tag === 'at' && typeof id === 'string' ? { ...(element as object), user_id: keyFor(id) } : element
}
