import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import { getFaq, richAnswer } from './faqs.ts'
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
