import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const Category = Type.Object({
  category_id: Type.Optional(Type.String({ description: 'category ID' })),
  id: Type.Optional(Type.String({ description: 'the same, under its older name' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  parent_id: Type.Optional(Type.String({ description: 'ID of the category above, "0" for the root' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  language: Type.Optional(Type.String({ description: 'for example zh_cn' })),
})

const name = Type.String({ description: 'display name', minLength: 1, maxLength: 200 })
const parentId = Type.String({
  description: 'ID of the category above, "0" for the root',
  minLength: 1,
  maxLength: 32,
})
const language = Type.String({
  description: "language of its FAQs, for example zh_cn; the parent's when left out",
  pattern: '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$',
})

/** Sent by clients that write back what they have read; nothing follows from it. */
const readOnly = {
  category_id: Type.Optional(Type.String({ description: 'ignored' })),
  id: Type.Optional(Type.String({ description: 'ignored' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'ignored' })),
}

const one = Type.Object({ id: Type.String({ description: 'category ID' }) })

export const category = {
  /** Create a knowledge category. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/categories',
    summary: 'Create a knowledge category',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    body: Type.Object({
      name,
      parent_id: parentId,
      language: Type.Optional(language),
      ...readOnly,
    }),
    response: Type.Object({
      category: Type.Optional(Category),
    }),
    errors: [154000, 154001, 154003, 154004, 155000],
  }),
  /** Delete a knowledge category. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/categories/:id',
    summary: 'Delete a knowledge category',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: one,
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
  /** Get a knowledge category. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/categories/:id',
    summary: 'Get a knowledge category',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: one,
    response: Type.Object({
      category_id: Category.properties.category_id,
      id: Category.properties.id,
      name: Category.properties.name,
      helpdesk_id: Category.properties.helpdesk_id,
      language: Category.properties.language,
    }),
    errors: [154001, 154004, 155000],
  }),
  /** List knowledge categories as a tree. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/categories',
    summary: 'List knowledge categories as a tree',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    query: Type.Object({
      lang: Type.Optional(
        Type.String({
          description: 'only categories in this language, and those without one',
          maxLength: 32,
        }),
      ),
      order_by: Type.Optional(
        Type.Integer({
          description: '1 by the time of the last change; by position when left out',
          minimum: 0,
          maximum: 1,
        }),
      ),
      asc: Type.Optional(Type.Boolean({ description: 'true for ascending order', default: true })),
    }),
    response: Type.Object({
      categories: Type.Optional(
        Type.Array(
          Type.Object({
            ...Category.properties,
            children: Type.Optional(
              Type.Array(Type.Unknown(), { description: 'the categories below it, in the same shape' }),
            ),
          }),
        ),
      ),
    }),
    errors: [154001, 155000],
  }),
  /** Rename or move a knowledge category. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/categories/:id',
    summary: 'Rename or move a knowledge category',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: one,
    body: Type.Object({
      name: Type.Optional(name),
      parent_id: Type.Optional(parentId),
      language: Type.Optional(language),
      ...readOnly,
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
}
