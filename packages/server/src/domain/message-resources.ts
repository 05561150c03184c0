import { findByMessageId, findOnTicket } from '../db/chat-messages.ts'
import { fromJson } from '../db/json.ts'
import { enterMessage } from './chat-messages.ts'
import type { Cx } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { type OpenedFile, openFileByKey } from './files.ts'
import { filesIn } from './message-files.ts'
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
