import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { ByUid, pageOf, paging } from './common.ts'

/** The desk and what can be set of it. */
export const Settings = Type.Object({
  uid: Type.String({ description: 'help desk id' }),
  orgUid: Type.String(),
  name: Type.String(),
  timeZone: Type.String({ description: 'IANA name' }),
})

export const SettingsChange = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  timeZone: Type.Optional(
    Type.String({ minLength: 1, maxLength: 64, description: 'IANA name, Asia/Shanghai' }),
  ),
})

const read = { tokens: ['access'], scopes: ['api:read'] } as const
const write = { tokens: ['access'], scopes: ['api:write'] } as const

export const simpleSettings = {
  get: endpoint({
    ...read,
    method: 'GET',
    path: '/api/settings/helpdesk',
    summary: 'Get the settings of the desk',
    envelope: 'bare',
    response: Settings,
  }),
  /** For owner and admins. */
  update: endpoint({
    ...write,
    method: 'PUT',
    path: '/api/settings/helpdesk',
    summary: 'Change the settings of the desk',
    envelope: 'bare',
    body: SettingsChange,
    response: Settings,
  }),
}

export const settings = {
  queryOrg: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/settings/query/org',
    summary: 'List the desks the token can see: its own',
    query: Type.Object(paging),
    response: pageOf(Settings),
  }),
  query: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/settings/query',
    summary: 'List the desks the token can see: its own',
    query: Type.Object(paging),
    response: pageOf(Settings),
  }),
  queryUid: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/settings/query/uid',
    summary: 'Get the settings of the desk',
    query: ByUid,
    response: Settings,
  }),
  update: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/settings/update',
    summary: 'Change the settings of the desk',
    body: Type.Object({ ...ByUid.properties, ...SettingsChange.properties }),
    response: Settings,
  }),
  export: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/settings/export',
    summary: 'Export the settings as xlsx',
    envelope: 'binary',
    query: Type.Object(paging),
    response: Type.String(),
  }),
}
