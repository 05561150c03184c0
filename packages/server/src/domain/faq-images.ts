import { findFaq } from '../db/faqs.ts'
import { type FileRow, findFile } from '../db/files.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import { getFaq, isLive, richAnswer } from './faqs.ts'
import { type OpenedFile, openFileByKey } from './files.ts'
import { isImage } from './richtext.ts'

/** An image that a FAQ's rich answer shows; `faq_not_found` when it shows none with this key, or it is gone. */
export async function openFaqImage(cx: Cx, faqId: string, imageKey: string): Promise<OpenedFile> {
  const faq = await getFaq(cx, faqId)
  if (!richAnswer(faq).some((item) => isImage(item) && item.content === imageKey))
    throw new AppError('faq_not_found')
  try {
    return await openFileByKey(cx, imageKey)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'file_not_found' || error.code === 'file_deleted'))
      throw new AppError('faq_not_found', { cause: error })
    throw error
  }
}

/** The same for everybody: only while guests may read the FAQ, and only what is a picture. */
export async function openShownImage(cx: Cx, faqId: string, imageKey: string): Promise<OpenedFile> {
  if (!isLive(await getFaq(cx, faqId), cx.now)) throw new AppError('faq_not_found')
  const opened = await openFaqImage(cx, faqId, imageKey)
  if (opened.file.kind === 'image') return opened
  opened.content.stream.destroy()
  throw new AppError('faq_not_found')
}

/** The same for those who look after the knowledge, also of a FAQ that is deleted or expired. */
export async function faqImage(cx: Cx, faqId: string, imageKey: string): Promise<FileRow> {
  const faq = await findFaq(cx.db, cx.tenantId, cx.helpdeskId, faqId)
  const shows = faq && richAnswer(faq).some((item) => isImage(item) && item.content === imageKey)
  const file = shows ? await findFile(cx.db, cx.tenantId, imageKey) : undefined
  if (file?.kind !== 'image') throw new AppError('faq_not_found')
  return file
}
