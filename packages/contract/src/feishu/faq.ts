import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Category } from './category.ts'
import { TicketUser } from './common.ts'

export const RichtextItem = Type.Object({
  content: Type.Optional(Type.String({ description: 'text, address, image key or document ID' })),
  type: Type.Optional(Type.String({ description: 'text, link, image or docx; others are kept as they are' })),
})

export const FaqInput = Type.Object({
  category_id: Type.Optional(Type.String({ description: 'category ID, "0" for none', maxLength: 32 })),
  question: Type.String({ description: 'the question', minLength: 1, maxLength: 1000 }),
  answer: Type.Optional(
    Type.String({
      description: 'the answer in plain text; it or answer_richtext is required',
      maxLength: 20_000,
    }),
  ),
  answer_richtext: Type.Optional(
    Type.Union([Type.String({ maxLength: 200_000 }), Type.Array(RichtextItem)], {
      description: 'the answer as a list of {content, type}, or that list as JSON text',
    }),
  ),
  tags: Type.Optional(
    Type.Array(Type.String({ maxLength: 1000 }), {
      description: 'other ways to ask the same',
      maxItems: 100,
    }),
  ),
  expire_time: Type.Optional(
    Type.Integer({
      description: 'Unix seconds after which it is no answer any more; 0 for never',
      minimum: 0,
      maximum: 253_402_300_799,
    }),
  ),
})

export const Faq = Type.Object({
  faq_id: Type.Optional(Type.String({ description: 'FAQ ID' })),
  id: Type.Optional(Type.String({ description: 'the same, under its older name' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  question: Type.Optional(Type.String({ description: 'the question' })),
  answer: Type.Optional(Type.String({ description: 'the answer in plain text' })),
  answer_richtext: Type.Optional(
    Type.Array(RichtextItem, { description: 'the answer in pieces; a plain answer is one piece' }),
  ),
  create_time: Type.Optional(Type.Integer({ description: 'Unix seconds' })),
  update_time: Type.Optional(Type.Integer({ description: 'Unix seconds' })),
  categories: Type.Optional(Type.Array(Category, { description: 'the category it is in' })),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'other ways to ask the same' })),
  expire_time: Type.Optional(Type.Integer({ description: 'Unix seconds; absent when it does not expire' })),
  update_user: Type.Optional(TicketUser),
  create_user: Type.Optional(TicketUser),
})

const one = Type.Object({ id: Type.String({ description: 'FAQ ID' }) })

const paging = {
  page_token: Type.Optional(
    Type.String({ description: 'from the page before; left out on the first', maxLength: 200 }),
  ),
  page_size: Type.Optional(
    Type.Integer({ description: 'FAQs on a page', default: 20, minimum: 1, maximum: 100 }),
  ),
}

export const faq = {
  /** Create a FAQ. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/faqs',
    summary: 'Create a FAQ',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    body: Type.Object({
      faq: FaqInput,
    }),
    response: Type.Object({
      faq: Type.Optional(Faq),
    }),
    errors: [154000, 155000],
  }),
  /** Delete a FAQ. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/faqs/:id',
    summary: 'Delete a FAQ',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: one,
    response: Type.Object({}),
    errors: [154004, 155000],
  }),
  /** Download an image of a FAQ. */
  faqImage: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs/:id/image/:image_key',
    summary: 'Download an image of a FAQ',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: Type.Object({
      id: Type.String({ description: 'FAQ ID' }),
      image_key: Type.String({ description: 'key of an image in its rich answer' }),
    }),
    envelope: 'binary',
    response: Type.Unknown(),
    errors: [154000, 154003, 154004, 155000],
  }),
  /** Get a FAQ. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs/:id',
    summary: 'Get a FAQ',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: one,
    response: Type.Object({
      faq: Type.Optional(Faq),
    }),
    errors: [154004, 155000],
  }),
  /** List FAQs. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs',
    summary: 'List FAQs',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    query: Type.Object({
      category_id: Type.Optional(
        Type.String({ description: 'only FAQs of this category, "0" for those without one', maxLength: 32 }),
      ),
      status: Type.Optional(
        Type.Enum(['1', '0', '2'], {
          description: '1 online (also when left out), 0 deleted and recoverable, 2 deleted for good',
        }),
      ),
      search: Type.Optional(
        Type.String({
          description: "words of the question, the similar questions or an author's name",
          maxLength: 500,
        }),
      ),
      ...paging,
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'whether there is a next page' })),
      page_token: Type.Optional(Type.String({ description: 'for the next page; absent on the last' })),
      page_size: Type.Optional(Type.Integer({ description: 'how many FAQs this page has' })),
      total: Type.Optional(Type.Integer({ description: 'how many FAQs there are in all' })),
      items: Type.Optional(Type.Array(Faq, { description: 'the FAQs' })),
    }),
    errors: [154004, 155000],
  }),
  /** Change a FAQ. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/faqs/:id',
    summary: 'Change a FAQ',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: one,
    body: Type.Object({
      faq: FaqInput,
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 154004, 155000],
  }),
  /** Search FAQs. */
  search: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/faqs/search',
    summary: 'Search FAQs',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    query: Type.Object({
      query: Type.String({ description: 'words to find, or a question', minLength: 1, maxLength: 2000 }),
      base64: Type.Optional(
        Type.String({ description: '"true" when query is written in base64', maxLength: 10 }),
      ),
      ...paging,
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'whether there is a next page' })),
      page_token: Type.Optional(Type.String({ description: 'for the next page; absent on the last' })),
      items: Type.Optional(Type.Array(Faq, { description: 'the FAQs' })),
    }),
    errors: [154000, 154001, 155000],
  }),
}
