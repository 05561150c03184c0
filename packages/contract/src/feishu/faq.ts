import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Category } from './category.ts'
import { TicketUser } from './common.ts'

export const FaqInput = Type.Object({
  category_id: Type.Optional(Type.String({ description: 'category ID' })),
  question: Type.String(),
  answer: Type.Optional(Type.String({ description: 'plain-text answer' })),
  answer_richtext: Type.Optional(
    Type.String({
      description:
        'request: JSON array serialized as string; response: array of {content,type}; answer or answer_richtext is required',
    }),
  ),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'similar questions' })),
})

export const RichtextItem = Type.Object({
  content: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
})

export const Faq = Type.Object({
  faq_id: Type.Optional(Type.String({ description: 'FAQ ID' })),
  id: Type.Optional(Type.String({ description: 'ID' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  question: Type.Optional(Type.String()),
  answer: Type.Optional(Type.String({ description: 'plain-text answer' })),
  answer_richtext: Type.Optional(
    Type.Array(RichtextItem, {
      description:
        'request: JSON array serialized as string; response: array of {content,type}; answer or answer_richtext is required',
    }),
  ),
  create_time: Type.Optional(Type.Integer({ description: 'Unix seconds' })),
  update_time: Type.Optional(Type.Integer({ description: 'Unix seconds' })),
  categories: Type.Optional(Type.Array(Category)),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'similar questions' })),
  expire_time: Type.Optional(Type.Integer({ description: 'Unix seconds' })),
  update_user: Type.Optional(TicketUser),
  create_user: Type.Optional(TicketUser),
})

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
      faq: Type.Optional(FaqInput),
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
    params: Type.Object({
      id: Type.String({ description: 'ID' }),
    }),
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
      id: Type.String({ description: 'ID' }),
      image_key: Type.String({ description: 'image key' }),
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
    params: Type.Object({
      id: Type.String({ description: 'ID' }),
    }),
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
      category_id: Type.Optional(Type.String({ description: 'category ID' })),
      status: Type.Optional(
        Type.String({ description: '"1" online, "0" deleted (recoverable), "2" deleted for good' }),
      ),
      search: Type.Optional(Type.String({ description: 'keyword in title, keywords, user name' })),
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
      page_size: Type.Optional(
        Type.Integer({
          description: 'request: default 20, max 100; response: number returned',
          default: 20,
          minimum: 1,
          maximum: 100,
        }),
      ),
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
      page_size: Type.Optional(
        Type.Integer({ description: 'request: default 20, max 100; response: number returned' }),
      ),
      total: Type.Optional(Type.Integer({ description: 'total count' })),
      items: Type.Optional(Type.Array(Faq, { description: 'list of items' })),
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
    params: Type.Object({
      id: Type.String({ description: 'ID' }),
    }),
    body: Type.Object({
      faq: Type.Optional(FaqInput),
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
      query: Type.String({ description: 'search text' }),
      base64: Type.Optional(Type.String({ description: '"true" when query is base64-encoded' })),
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
      page_size: Type.Optional(
        Type.Integer({ description: 'default 20, max 100', default: 20, minimum: 1, maximum: 100 }),
      ),
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
      items: Type.Optional(Type.Array(Faq, { description: 'list of items' })),
    }),
    errors: [154000, 154001, 155000],
  }),
}
