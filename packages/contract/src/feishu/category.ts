import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const Category = Type.Object({
  category_id: Type.Optional(Type.String({ description: 'category ID' })),
  id: Type.Optional(Type.String({ description: 'ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  parent_id: Type.Optional(Type.String({ description: 'parent category ID, "0" = root' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  language: Type.Optional(Type.String({ description: 'e.g. zh_cn' })),
})

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
      name: Type.String({ description: 'display name' }),
      parent_id: Type.String({ description: 'parent category ID, "0" = root' }),
      language: Type.Optional(Type.String({ description: 'e.g. zh_cn' })),
      category_id: Type.Optional(Type.String({ description: 'category ID' })),
      id: Type.Optional(Type.String({ description: 'ID' })),
      helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
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
    params: Type.Object({
      id: Type.String({ description: 'ID' }),
    }),
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
    params: Type.Object({
      id: Type.String({ description: 'ID' }),
    }),
    response: Type.Object({
      category_id: Type.Optional(Type.String({ description: 'category ID' })),
      id: Type.Optional(Type.String({ description: 'ID' })),
      name: Type.Optional(Type.String({ description: 'display name' })),
      helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
      language: Type.Optional(Type.String({ description: 'e.g. zh_cn' })),
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
      lang: Type.Optional(Type.String({ description: 'category language' })),
      order_by: Type.Optional(Type.Integer({ description: '1 = by category update time' })),
      asc: Type.Optional(Type.Boolean({ description: 'true ascending' })),
    }),
    response: Type.Object({
      categories: Type.Optional(
        Type.Array(
          Type.Object({
            category_id: Type.Optional(Type.String({ description: 'category ID' })),
            id: Type.Optional(Type.String({ description: 'ID' })),
            name: Type.Optional(Type.String({ description: 'display name' })),
            parent_id: Type.Optional(Type.String({ description: 'parent category ID, "0" = root' })),
            helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
            language: Type.Optional(Type.String({ description: 'e.g. zh_cn' })),
            children: Type.Optional(
              Type.Array(Type.Unknown(), { description: 'sub-categories, same shape, recursive' }),
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
    params: Type.Object({
      id: Type.String({ description: 'ID' }),
    }),
    body: Type.Object({
      name: Type.Optional(Type.String({ description: 'display name' })),
      parent_id: Type.Optional(Type.String({ description: 'parent category ID, "0" = root' })),
      category_id: Type.Optional(Type.String({ description: 'category ID' })),
      id: Type.Optional(Type.String({ description: 'ID' })),
      helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
      language: Type.Optional(Type.String({ description: 'e.g. zh_cn' })),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
}
