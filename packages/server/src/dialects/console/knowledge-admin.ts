import type { console as contract } from '@pipit/contract'
import type { Input } from '@pipit/contract'
import { findFaq } from '../../db/faqs.ts'
import { createCategory, deleteCategory, updateCategory } from '../../domain/categories.ts'
import { placeCategory } from '../../domain/category-order.ts'
import type { Cx } from '../../domain/cx.ts'
import { documentsByIds } from '../../domain/documents.ts'
import { type FaqInput, createFaq, deleteFaq, restoreFaq, richAnswer, updateFaq } from '../../domain/faqs.ts'
import { setHelpCenter } from '../../domain/help-center.ts'
import { checkRichtext, isDocument, isImage } from '../../domain/richtext.ts'
import { previewPage } from '../../help/preview.ts'
import type { Handlers } from '../handlers.ts'
import { faqDetail } from './knowledge.ts'

type Admin = typeof contract.knowledgeAdmin
type FaqBody = Input<Admin['createFaq']>['body']

/** An answer that is one text is kept as a plain one: that is how most programs write and read it. */
function inputOf(body: FaqBody): FaqInput {
  const [only, ...more] = body.answer
  return {
    question: body.question,
    ...(only?.type === 'text' && more.length === 0
      ? { answer: only.content }
      : { richtext: checkRichtext('faq.answer', body.answer) }),
    tags: body.similar_questions,
    categoryId: body.category_id,
    expiresAt: body.expires_at === 0 ? null : body.expires_at,
  }
}

/** Where pictures of an answer are while it is written: in the FAQ already, or among one's own uploads. */
async function imageAddresses(cx: Cx, faqId: string | undefined): Promise<(key: string) => string> {
  const faq = faqId === undefined ? undefined : await findFaq(cx.db, cx.tenantId, cx.helpdeskId, faqId)
  const kept = new Set((faq ? richAnswer(faq) : []).filter(isImage).map(({ content }) => content))
  return (key) => {
    const name = encodeURIComponent(key)
    return kept.has(key)
      ? `/console/v1/knowledge/faqs/${faq!.id}/images/${name}`
      : `/console/v1/images/${name}`
  }
}

export const knowledgeAdmin: Handlers<Admin> = {
  createCategory: async (cx, { body }) => {
    const { name, parent_id: parentId, language } = body
    const { id } = await createCategory(cx, {
      name,
      parentId,
      language: language === 'all' ? undefined : language,
    })
    return { category_id: id }
  },
  updateCategory: async (cx, { params, body }) => {
    const { name, language } = body
    await updateCategory(cx, params.category_id, { name, language: language === 'all' ? null : language })
    return {}
  },
  placeCategory: async (cx, { params, body }) => {
    await placeCategory(cx, params.category_id, { parentId: body.parent_id, index: body.index })
    return {}
  },
  deleteCategory: async (cx, { params }) => {
    await deleteCategory(cx, params.category_id)
    return {}
  },
  createFaq: async (cx, { body }) => faqDetail(cx, await createFaq(cx, inputOf(body))),
  updateFaq: async (cx, { params, body }) => faqDetail(cx, await updateFaq(cx, params.faq_id, inputOf(body))),
  deleteFaq: async (cx, { params }) => {
    await deleteFaq(cx, params.faq_id)
    return {}
  },
  restoreFaq: async (cx, { params }) => {
    await restoreFaq(cx, params.faq_id)
    return {}
  },
  preview: async (cx, { body }) => {
    const documents = await documentsByIds(
      cx,
      body.answer.filter(isDocument).map(({ content }) => content),
    )
    const imageAddress = await imageAddresses(cx, body.faq_id)
    return { html: previewPage(body.language, { ...body, items: body.answer, documents, imageAddress }) }
  },
  publish: async (cx, { body }) => {
    await setHelpCenter(cx, body.published)
    return {}
  },
}
