import { type TSchema, Type } from 'typebox'

export const Member = Type.Object(
  {
    uid: Type.String({ description: 'open_id' }),
    nickname: Type.String(),
    avatar: Type.Optional(Type.String({ description: 'address of a picture' })),
    email: Type.Optional(Type.String()),
  },
  { description: 'somebody named in an answer' },
)

/** The parts of a Spring Data page that clients read, around the items of one entity. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    content: Type.Array(item),
    pageable: Type.Object({
      pageNumber: Type.Integer(),
      pageSize: Type.Integer(),
      offset: Type.Integer(),
      paged: Type.Boolean(),
      unpaged: Type.Boolean(),
      sort: Type.Object({ sorted: Type.Boolean(), unsorted: Type.Boolean(), empty: Type.Boolean() }),
    }),
    totalElements: Type.Integer(),
    totalPages: Type.Integer(),
    number: Type.Integer({ description: 'this page, from 0' }),
    size: Type.Integer(),
    numberOfElements: Type.Integer(),
    first: Type.Boolean(),
    last: Type.Boolean(),
    empty: Type.Boolean(),
    sort: Type.Object({ sorted: Type.Boolean(), unsorted: Type.Boolean(), empty: Type.Boolean() }),
  })

/** A page number and size beyond which no answer is useful, so that an offset stays a safe number. */
export const paging = {
  pageNumber: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'from 0' }),
  ),
  pageSize: Type.Optional(
    Type.Integer({
      minimum: -1_000_000,
      maximum: 1_000_000,
      default: 10,
      description: 'below 1 means 10; at most 200',
    }),
  ),
  searchText: Type.Optional(Type.String({ maxLength: 200, description: 'words to look for' })),
}

export const sorting = {
  sortBy: Type.Optional(Type.Enum(['createdAt', 'updatedAt'], { default: 'updatedAt' })),
  sortDirection: Type.Optional(Type.Enum(['ascend', 'descend'], { default: 'descend' })),
}

export const ByUid = Type.Object({ uid: Type.String({ minLength: 1, maxLength: 64 }) })
export const ById = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })

/** Date and time as ISO 8601 in UTC. */
export const isoTime = (description: string) => Type.String({ description: `${description}, ISO 8601` })
