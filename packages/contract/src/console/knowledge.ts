import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'

export const KnowledgeCategory = Type.Object({
  category_id: Type.String(),
  parent_id: Type.String({ description: '0 for those at the top' }),
  name: Type.String(),
  language: Type.Optional(
    Type.String({ description: 'the only language it stands in, for example zh_cn; absent for all' }),
  ),
  faqs: Type.Integer({ description: 'FAQs directly in it that guests may read' }),
})

/** A piece of an answer, as the API has it. */
export const AnswerItem = Type.Object({
  type: Type.String({ description: 'text, link, image (its key) or docx (id of a document)' }),
  content: Type.String(),
})

export const KnowledgeFaq = Type.Object({
  faq_id: Type.String(),
  question: Type.String(),
  lead: Type.String({ description: 'how the answer begins' }),
  category_id: Type.Optional(Type.String()),
  status: Type.Enum(['online', 'expired', 'deleted']),
  helpful: Type.Integer({ description: 'how many readers it has helped' }),
  unhelpful: Type.Integer(),
  expires_at: Type.Optional(Type.Integer({ description: 'ms' })),
  updated_at: Type.Integer({ description: 'ms' }),
  updated_by: Type.Optional(Person),
})

export const KnowledgeFaqDetail = Type.Object({
  ...KnowledgeFaq.properties,
  answer: Type.Array(AnswerItem),
  similar_questions: Type.Array(Type.String(), { description: 'other ways to ask the same' }),
  public_path: Type.Optional(Type.String({ description: 'where guests read it; absent while they cannot' })),
})

const faqId = Type.Object({ faq_id: Type.String({ maxLength: 64 }) })
const categoryId = Type.Object({ category_id: Type.String({ maxLength: 64 }) })
const language = Type.Enum(['zh_cn', 'en_us', 'ja_jp', 'all'])

const FaqBody = Type.Object({
  question: Type.String({ maxLength: 1000 }),
  answer: Type.Array(
    Type.Object({
      type: Type.String({ maxLength: 32 }),
      content: Type.String({ maxLength: 100_000 }),
    }),
    { maxItems: 500 },
  ),
  similar_questions: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 100 }),
  category_id: Type.String({ maxLength: 64, description: '0 for none' }),
  expires_at: Type.Integer({ minimum: 0, description: 'ms; 0 for never' }),
})

export const knowledge = {
  /** The tree, in its order, and where guests read it. */
  categories: endpoint({
    method: 'GET',
    path: '/console/v1/knowledge/categories',
    summary: 'List the categories of the knowledge',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({
      items: Type.Array(KnowledgeCategory),
      uncategorised: Type.Integer({ description: 'FAQs without a category that guests may read' }),
      help_center: Type.Object({
        published: Type.Boolean(),
        path: Type.String({ description: 'where it stands, or would' }),
      }),
    }),
  }),
  /** Newest first; those that helped least first with `view=unhelpful`. */
  faqs: endpoint({
    method: 'GET',
    path: '/console/v1/knowledge/faqs',
    summary: 'List or search FAQs',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      view: Type.Optional(Type.Enum(['online', 'deleted', 'unhelpful'], { default: 'online' })),
      category_id: Type.Optional(Type.String({ maxLength: 64, description: '0 for those without one' })),
      q: Type.Optional(Type.String({ maxLength: 200 })),
      cursor: Type.Optional(Type.String({ maxLength: 64 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Type.Object({
      items: Type.Array(KnowledgeFaq),
      found: Type.Optional(Type.Integer({ description: 'of a search; counted no further than 10,000' })),
      next_cursor: Type.Optional(Type.String()),
    }),
  }),
  faq: endpoint({
    method: 'GET',
    path: '/console/v1/knowledge/faqs/:faq_id',
    summary: 'Get a FAQ',
    tokens: ['session'],
    envelope: 'bare',
    params: faqId,
    response: KnowledgeFaqDetail,
  }),
  /** The bytes of a picture that a FAQ shows. */
  image: endpoint({
    method: 'GET',
    path: '/console/v1/knowledge/faqs/:faq_id/images/:key',
    summary: 'Get an image of a FAQ',
    tokens: ['session'],
    envelope: 'binary',
    params: Type.Object({ ...faqId.properties, key: Type.String({ maxLength: 128 }) }),
    response: Type.Unknown(),
  }),
}

/** What owner and admins change. */
export const knowledgeAdmin = {
  createCategory: endpoint({
    method: 'POST',
    path: '/console/v1/admin/knowledge/categories',
    summary: 'Add a category',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({
      name: Type.String({ maxLength: 200 }),
      parent_id: Type.String({ maxLength: 64 }),
      language: Type.Optional(language),
    }),
    response: categoryId,
  }),
  updateCategory: endpoint({
    method: 'PATCH',
    path: '/console/v1/admin/knowledge/categories/:category_id',
    summary: 'Rename a category, or say which language it is for',
    tokens: ['session'],
    envelope: 'bare',
    params: categoryId,
    body: Type.Object({
      name: Type.Optional(Type.String({ maxLength: 200 })),
      language: Type.Optional(language),
    }),
    response: Type.Object({}),
  }),
  /** Moves a category with all that is below it. */
  placeCategory: endpoint({
    method: 'POST',
    path: '/console/v1/admin/knowledge/categories/:category_id/place',
    summary: 'Move a category',
    tokens: ['session'],
    envelope: 'bare',
    params: categoryId,
    body: Type.Object({
      parent_id: Type.String({ maxLength: 64 }),
      index: Type.Integer({ minimum: 0, description: 'so many siblings stand before it' }),
    }),
    response: Type.Object({}),
  }),
  deleteCategory: endpoint({
    method: 'DELETE',
    path: '/console/v1/admin/knowledge/categories/:category_id',
    summary: 'Delete an empty category',
    tokens: ['session'],
    envelope: 'bare',
    params: categoryId,
    response: Type.Object({}),
  }),
  createFaq: endpoint({
    method: 'POST',
    path: '/console/v1/admin/knowledge/faqs',
    summary: 'Add a FAQ',
    tokens: ['session'],
    envelope: 'bare',
    body: FaqBody,
    response: KnowledgeFaqDetail,
  }),
  updateFaq: endpoint({
    method: 'PATCH',
    path: '/console/v1/admin/knowledge/faqs/:faq_id',
    summary: 'Change a FAQ',
    tokens: ['session'],
    envelope: 'bare',
    params: faqId,
    body: FaqBody,
    response: KnowledgeFaqDetail,
  }),
  /** It can be restored. */
  deleteFaq: endpoint({
    method: 'DELETE',
    path: '/console/v1/admin/knowledge/faqs/:faq_id',
    summary: 'Take a FAQ offline',
    tokens: ['session'],
    envelope: 'bare',
    params: faqId,
    response: Type.Object({}),
  }),
  restoreFaq: endpoint({
    method: 'POST',
    path: '/console/v1/admin/knowledge/faqs/:faq_id/restore',
    summary: 'Put a deleted FAQ online again',
    tokens: ['session'],
    envelope: 'bare',
    params: faqId,
    response: Type.Object({}),
  }),
  /** A page of the help centre made from what is being written. */
  preview: endpoint({
    method: 'POST',
    path: '/console/v1/admin/knowledge/preview',
    summary: 'Show a FAQ as guests will see it',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({
      faq_id: Type.Optional(Type.String({ maxLength: 64 })),
      question: Type.String({ maxLength: 1000 }),
      answer: FaqBody.properties.answer,
      language: Type.Enum(['zh', 'en']),
    }),
    response: Type.Object({ html: Type.String() }),
  }),
  /** Opens the help centre to everybody, or closes it. */
  publish: endpoint({
    method: 'PUT',
    path: '/console/v1/admin/knowledge/help_center',
    summary: 'Publish the help centre or take it down',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({ published: Type.Boolean() }),
    response: Type.Object({}),
  }),
}
