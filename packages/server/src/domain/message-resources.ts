import { findByMessageId, findOnTicket } from '../db/chat-messages.ts'
import { findChat } from '../db/chats.ts'
import { type FileRow, findFile, findFiles } from '../db/files.ts'
import { fromJson } from '../db/json.ts'
import type { MessageRow } from '../db/messages.ts'
import { enterMessage } from './chat-messages.ts'
import { type Cx, actorUserId } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { type OpenedFile, openFileByKey } from './files.ts'
import { filesIn, filesShownIn } from './message-files.ts'
import { getTicket } from './tickets.ts'

const typesWithFiles = new Set(['image', 'file', 'audio', 'media', 'post'])

/** A file of a message, for everybody who may read the message. */
export async function openMessageFile(
  cx: Cx,
  messageId: string,
  wanted: { readonly kind: 'image' | 'file'; readonly key: string },
): Promise<OpenedFile> {
  const { message } = await enterMessage(cx, await findByMessageId(cx.db, cx.tenantId, messageId))
  if (message.deleted_at !== null) throw new AppError('message_recalled')
  if (!typesWithFiles.has(message.type)) throw new AppError('no_files_in_message')
  const files = filesIn(message.type, fromJson(message.content))
  if (!files.some(({ kind, key }) => kind === wanted.kind && key === wanted.key))
    throw new AppError('file_not_in_message')
  return openFileByKey(cx, wanted.key)
}

/**
 * A picture of a message on a ticket.
 * @param index which one, from 0; must be given for posts.
 */
export async function openTicketImage(
  cx: Cx,
  ticketId: string,
  messageId: string,
  index: number | undefined,
): Promise<OpenedFile> {
  await getTicket(cx, ticketId)
  const message = await findOnTicket(cx.db, cx.tenantId, ticketId, messageId)
  if (!message) throw new AppError('message_not_found')
  if (message.deleted_at !== null) throw new AppError('file_deleted')
  if (message.type === 'post' && index === undefined)
    throw invalid('index', '', 'is required for a message of type post')
  const images = filesIn(message.type, fromJson(message.content)).filter(({ kind }) => kind === 'image')
  const image = images[index ?? 0]
  if (!image) throw new AppError('file_not_in_message')
  return openFileByKey(cx, image.key)
}

const shown = ({ type, content }: MessageRow) => filesShownIn(type, fromJson(content))

/** Messages of these types show no files: their content need not be read. */
const withoutFiles = new Set(['text', 'system', 'sticker', 'share_chat', 'share_user'])

/** The kept files that some messages show, by key. */
export const filesOfMessages = (cx: Cx, messages: readonly MessageRow[]): Promise<Map<string, FileRow>> =>
  findFiles(
    cx.db,
    cx.tenantId,
    messages
      .filter((message) => message.deleted_at === null && !withoutFiles.has(message.type))
      .flatMap(shown)
      .map(({ key }) => key),
  )

/** The keys of the files that a message shows, each once. */
export const fileKeysOf = (message: MessageRow): string[] =>
  message.deleted_at !== null || withoutFiles.has(message.type)
    ? []
    : [...new Set(shown(message).map(({ key }) => key))]

interface WantedFile {
  readonly kind: FileRow['kind']
  readonly key: string
}

/** A file of a message that the caller has found to be theirs to read. @throws file_not_found */
export async function fileInMessage(cx: Cx, message: MessageRow, wanted: WantedFile): Promise<FileRow> {
  if (!fileKeysOf(message).includes(wanted.key)) throw new AppError('file_not_found')
  return keptFile(cx, wanted)
}

async function keptFile(cx: Cx, { kind, key }: WantedFile): Promise<FileRow> {
  const file = await findFile(cx.db, cx.tenantId, key)
  if (file?.kind !== kind) throw new AppError('file_not_found')
  return file
}

/** A file of a message in a chat with the acting agent's desk. @throws file_not_found */
export async function fileOnDesk(cx: Cx, messageId: string, wanted: WantedFile): Promise<FileRow> {
  const message = await findByMessageId(cx.db, cx.tenantId, messageId)
  const chat = message && (await findChat(cx.db, cx.tenantId, message.chat_id))
  if (chat?.helpdesk_id !== cx.helpdeskId || chat.kind !== 'service') throw new AppError('file_not_found')
  return fileInMessage(cx, message!, wanted)
}

/** A file that the acting person has uploaded themselves, sent or not. @throws file_not_found */
export async function ownUpload(cx: Cx, wanted: WantedFile): Promise<FileRow> {
  const file = await keptFile(cx, wanted)
  if (file.app_id !== null || file.user_id === null || file.user_id !== actorUserId(cx))
    throw new AppError('file_not_found')
  return file
}
