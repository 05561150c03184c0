import { Readable } from 'node:stream'
import { bodyOf, bodyPost, bodyText } from '../mail/mail-content.ts'
import type { MailFile, ReceivedMail } from '../mail/received-mail.ts'
import type { Cx } from './cx.ts'
import { fileTypeOf } from './file-types.ts'
import { addFile, addImage } from './files.ts'
import type { NewMessage } from './message-write.ts'

/** Files beyond this are only in the original. */
const maximumFiles = 30

/**
 * A mail as messages: what it says, below a title where it needs one, then its files. Files are kept on the way, which can
 * wait for another machine: not in a transaction.
 */
export async function messagesOfMail(cx: Cx, mail: ReceivedMail): Promise<(title: string) => NewMessage[]> {
  const body = bodyOf(mail)
  const images = new Map<string, string>()
  const files: NewMessage[] = []
  // Pictures of what was quoted, or of the signature, are only in the original.
  const isHidden = (file: MailFile) =>
    file.cid !== undefined && !body.cids.has(file.cid) && (mail.html ?? '').includes(file.cid)
  for (const file of mail.files
    .filter((file) => file.content.length > 0 && !isHidden(file))
    .slice(0, maximumFiles)) {
    const message = await keepFile(cx, file)
    if (message.type === 'image' && file.cid !== undefined && body.cids.has(file.cid))
      images.set(file.cid, (message.content as { image_key: string }).image_key)
    else files.push(message)
  }
  return (title) => {
    const text = bodyText(body)
    if (images.size > 0) return [{ type: 'post', content: bodyPost(body, images, title) }, ...files]
    const titled = [title, text].filter((part) => part !== '').join('\n\n')
    if (titled !== '') return [{ type: 'text', content: { text: titled } }, ...files]
    return files.length > 0 ? files : [{ type: 'text', content: { text: mail.subject || '—' } }]
  }
}

async function keepFile(cx: Cx, file: MailFile): Promise<NewMessage> {
  const incoming = await cx.storage.receive(Readable.from([Buffer.from(file.content)]))
  try {
    if (file.type.startsWith('image/'))
      try {
        const { id } = await addImage(cx, 'message', incoming)
        return { type: 'image', content: { image_key: id } }
      } catch {
        // A picture that nobody can show is a file like any other.
      }
    const kept = await addFile(cx, { type: fileTypeOf(file.name), name: file.name }, incoming)
    return { type: 'file', content: { file_key: kept.id, file_name: file.name } }
  } finally {
    await incoming.discard()
  }
}
