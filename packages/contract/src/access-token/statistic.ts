import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { ByUid, pageOf, paging } from './common.ts'

/** What happened on one day of the desk's time zone. */
export const Statistic = Type.Object({
  uid: Type.String({ description: 'the day' }),
  date: Type.String({ description: 'YYYY-MM-DD' }),
  created: Type.Integer({ description: 'tickets opened' }),
  closed: Type.Integer({ description: 'tickets closed' }),
  solved: Type.Integer({ description: 'of the closed ones, marked as solved' }),
  averageFirstResponseSeconds: Type.Optional(
    Type.Number({ description: 'of tickets opened that day and answered by a person' }),
  ),
})

export const Overview = Type.Object({
  open: Type.Integer({ description: 'open now' }),
  waiting: Type.Integer({ description: 'open and owned by nobody' }),
  created: Type.Integer(),
  closed: Type.Integer(),
  solved: Type.Integer(),
  days: Type.Array(Statistic, { description: 'oldest first' }),
})

const day = (description: string) =>
  Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description }))
const span = {
  startDate: day('first day, in the time zone of the desk; 6 days before endDate when absent'),
  endDate: day('last day; today when absent. At most 92 days'),
}
const read = { tokens: ['access'], scopes: ['api:read'] } as const

export const statistics = {
  overview: endpoint({
    ...read,
    method: 'GET',
    path: '/api/statistics/overview',
    summary: 'Count tickets by day',
    envelope: 'bare',
    query: Type.Object(span),
    response: Overview,
  }),
}

export const statistic = {
  queryOrg: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/statistic/query/org',
    summary: 'List the days, newest first',
    query: Type.Object({ ...paging, ...span }),
    response: pageOf(Statistic),
  }),
  query: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/statistic/query',
    summary: 'List the days, newest first',
    query: Type.Object({ ...paging, ...span }),
    response: pageOf(Statistic),
  }),
  queryUid: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/statistic/query/uid',
    summary: 'Get one day',
    query: ByUid,
    response: Statistic,
  }),
  export: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/statistic/export',
    summary: 'Export the days as xlsx',
    envelope: 'binary',
    query: Type.Object({ ...paging, ...span }),
    response: Type.String(),
  }),
}
