import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { ByUid, isoTime, pageOf, paging } from './common.ts'

export const Faq = Type.Object({
  uid: Type.String(),
  orgUid: Type.String(),
  question: Type.String(),
  answer: Type.String({ description: 'plain text' }),
  categoryUid: Type.Optional(Type.String()),
  tagList: Type.Array(Type.String(), { description: 'words the question is also found by' }),
  createdAt: isoTime('when it was written'),
  updatedAt: isoTime('when it last changed'),
})

const question = Type.String({ minLength: 1, maxLength: 200 })
const answer = Type.String({ minLength: 1, maxLength: 10_000, description: 'plain text' })
const categoryUid = Type.Optional(Type.String({ maxLength: 64 }))
const tagList = Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 }))

export const FaqDraft = Type.Object({ question, answer, categoryUid, tagList })

const read = { tokens: ['access'], scopes: ['api:read'] } as const
const write = { tokens: ['access'], scopes: ['api:write'] } as const

export const faq = {
  queryOrg: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/faq/query/org',
    summary: 'List FAQs',
    query: Type.Object(paging),
    response: pageOf(Faq),
  }),
  query: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/faq/query',
    summary: 'List FAQs',
    query: Type.Object(paging),
    response: pageOf(Faq),
  }),
  queryUid: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/faq/query/uid',
    summary: 'Get an FAQ',
    query: ByUid,
    response: Faq,
  }),
  create: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/faq/create',
    summary: 'Write an FAQ',
    body: FaqDraft,
    response: Faq,
  }),
  update: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/faq/update',
    summary: 'Change an FAQ',
    body: Type.Object({
      ...ByUid.properties,
      question: Type.Optional(question),
      answer: Type.Optional(answer),
      categoryUid,
      tagList,
    }),
    response: Faq,
  }),
  delete: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/faq/delete',
    summary: 'Delete an FAQ',
    body: ByUid,
    response: Type.Boolean(),
  }),
  export: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/faq/export',
    summary: 'Export FAQs as xlsx',
    envelope: 'binary',
    query: Type.Object(paging),
    response: Type.String(),
  }),
}
