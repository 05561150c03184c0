import { findFiles } from '../db/files.ts'
import { findChat } from '../db/chats.ts'
import { findUser } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { checkContent } from './message-content.ts'

/** A file that a message shows or offers. */
export interface FileReference {
  readonly kind: 'image' | 'file'
  readonly key: string
  /** Where the key stands in the content. */
  readonly field: string
}

/** Every uploaded file a message refers to, in the order of the message. */
export function filesIn(type: string, content: unknown): FileReference[] {
  if (!isObject(content)) return []
  switch (type) {
    case 'image':
      return referred(content, ['image_key'])
    case 'file':
    case 'audio':
      return referred(content, ['file_key'])
    case 'media':
      return referred(content, ['file_key', 'image_key'])
    case 'post':
      return inPost(content)
    default:
      return []
  }
}

/**
 * What a message shows to its readers: the files it refers to, and the pictures of a card. Those are no part of
 * `filesIn`, because cards made elsewhere may name pictures that are not kept here.
 */
export const filesShownIn = (type: string, content: unknown): FileReference[] =>
  type === 'interactive' ? inCard(content) : filesIn(type, content)

const deepestCard = 16

function inCard(value: unknown, depth = 0): FileReference[] {
  if (depth > deepestCard) return []
  if (Array.isArray(value)) return value.flatMap((item) => inCard(item, depth + 1))
  if (!isObject(value)) return []
  const { img_key: key } = value
  const own: FileReference[] =
    typeof key === 'string' && key !== '' ? [{ kind: 'image', key, field: 'img_key' }] : []
  return [...own, ...Object.values(value).flatMap((item) => inCard(item, depth + 1))]
}

function referred(content: Record<string, unknown>, names: readonly string[]): FileReference[] {
  return names.flatMap((name) => {
    const key = content[name]
    if (typeof key !== 'string' || key === '') return []
    return [{ kind: name === 'image_key' ? 'image' : 'file', key, field: `content.${name}` } as const]
  })
}

/** Pictures and videos of a post stand in its lines, in each language again. */
function inPost(value: unknown): FileReference[] {
  if (Array.isArray(value)) return value.flatMap(inPost)
  if (!isObject(value)) return []
  if (value.tag === 'img') return referred(value, ['image_key'])
  if (value.tag === 'media') return referred(value, ['file_key', 'image_key'])
  return Object.values(value).flatMap(inPost)
}

/** The kind of upload that some messages need. */
const neededType: Readonly<Record<string, string>> = { audio: 'opus', media: 'mp4' }

/**
 * A message whose content has been checked: its form, and that what it refers to is there and is the sender's to use.
 * @throws invalid_input, message_too_long, bad_url, bad_card, not_the_uploader, file_type_mismatch, chat_not_shareable
 */
export async function checkedContent(cx: Cx, type: string, raw: unknown): Promise<unknown> {
  const content = checkContent(type, raw)
  await checkFiles(cx, type, filesIn(type, content))
  if (type === 'share_chat') await checkShared(cx, content as { chat_id: string })
  if (type === 'share_user') await checkPerson(cx, content as { user_id: string })
  return content
}

/** A message that shows one uploaded file as what it is. @throws invalid_input, not_the_uploader */
export async function fileMessage(cx: Cx, key: string): Promise<{ type: string; content: unknown }> {
  const file = (await findFiles(cx.db, cx.tenantId, [key])).get(key)
  if (!file) throw invalid('file_key', key, 'is not the key of an upload')
  const type = file.kind === 'image' ? 'image' : (sentAs[file.file_type] ?? 'file')
  const content = file.kind === 'image' ? { image_key: key } : { file_key: key, file_name: file.name }
  return { type, content: await checkedContent(cx, type, content) }
}

const sentAs: Readonly<Record<string, string>> = { mp4: 'media', opus: 'audio' }

async function checkFiles(cx: Cx, type: string, references: readonly FileReference[]): Promise<void> {
  const files = await findFiles(
    cx.db,
    cx.tenantId,
    references.map(({ key }) => key),
  )
  for (const { kind, key, field } of references) {
    const file = files.get(key)
    if (!file || file.kind !== kind) throw invalid(field, key, `is not the key of an uploaded ${kind}`)
    const appId = cx.actor.kind === 'system' ? undefined : cx.actor.appId
    const own =
      file.app_id === null
        ? cx.actor.kind === 'user' && file.user_id === cx.actor.userId
        : file.app_id === appId
    if (!own && cx.actor.kind !== 'system') throw new AppError('not_the_uploader')
    const needed = neededType[type]
    if (kind === 'file' && needed !== undefined && file.file_type !== needed)
      throw new AppError('file_type_mismatch')
  }
}

async function checkShared(cx: Cx, { chat_id: id }: { chat_id: string }): Promise<void> {
  const chat = await findChat(cx.db, cx.tenantId, id)
  if (!chat) throw invalid('content.chat_id', id, 'is not a chat')
  if (chat.kind === 'p2p') throw new AppError('chat_not_shareable')
}

async function checkPerson(cx: Cx, { user_id: id }: { user_id: string }): Promise<void> {
  if (!(await findUser(cx.db, cx.tenantId, id)))
    throw invalid('content.user_id', id, 'is not the open_id of anybody in this organisation')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
