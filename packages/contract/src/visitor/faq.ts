import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Faq } from './common.ts'

export const faq = {
  /** Questions like what is being typed, the best first. */
  suggest: endpoint({
    method: 'GET',
    path: '/visitor/v1/suggestions',
    summary: 'Suggest questions',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 120 },
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: Type.Object({ items: Type.Array(Faq) }),
  }),
  /** The categories in one language, as a flat list in order; those without a parent stand at the top. */
  categories: endpoint({
    method: 'GET',
    path: '/visitor/v1/categories',
    summary: 'List categories',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 60 },
    query: Type.Object({ language: Type.Enum(['zh', 'en']) }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          category_id: Type.String(),
          parent_id: Type.Optional(Type.String()),
          name: Type.String(),
        }),
      ),
    }),
  }),
  /** The newest questions of a category. */
  list: endpoint({
    method: 'GET',
    path: '/visitor/v1/categories/:category_id/faqs',
    summary: 'List the questions of a category',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 60 },
    params: Type.Object({ category_id: Type.String({ maxLength: 32 }) }),
    response: Type.Object({ items: Type.Array(Faq) }),
  }),
}
