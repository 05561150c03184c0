import type { Json, JsonObject } from '../openapi/json.ts'
import {
  type SampleCall,
  address,
  filledPath,
  formMembers,
  pathNames,
  pathValue,
  queryPairs,
  target,
  tokenVariable,
} from './call.ts'
import { javascript as syntax, literal } from './literal.ts'

const js = (value: Json, indent = ''): string => literal(syntax, value, indent)
const env = (name: string): string => `process.env.${name} ?? ''`

/** `path`, `params` and `data`, as both clients take them. */
function payload(call: SampleCall, params: JsonObject): string {
  const { upload } = call.listed.endpoint
  const members: string[] = []
  const names = pathNames(call)
  if (names.length > 0)
    members.push(`path: ${js(Object.fromEntries(names.map((name) => [name, pathValue(call, name)])), '  ')}`)
  if (Object.keys(params).length > 0) members.push(`params: ${js(params, '  ')}`)
  if (upload) {
    const fields = formMembers(call).map(([name, value]) => `${name}: ${js(value)}`)
    fields.push(`${upload.part}: createReadStream(${js(call.file)})`)
    members.push(`data: { ${fields.join(', ')} }`)
  } else if (call.body !== undefined) members.push(`data: ${js(call.body, '  ')}`)
  return members.length > 0 ? `{\n${members.map((member) => `  ${member},\n`).join('')}}` : ''
}

const streams = (call: SampleCall): string[] =>
  call.listed.endpoint.upload ? ["import { createReadStream } from 'node:fs'"] : []

const needsDesk = ({ listed }: SampleCall): boolean => listed.endpoint.helpdesk === true

function clientOptions(call: SampleCall): string[] {
  return [
    `  appId: ${js(call.appId)},`,
    `  appSecret: ${env('APP_SECRET')},`,
    `  domain: ${js(call.baseUrl)},`,
    ...(needsDesk(call)
      ? [`  helpDeskId: ${js(call.helpdeskId)},`, `  helpDeskToken: ${env('HELPDESK_TOKEN')},`]
      : []),
  ]
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ')

function finish(call: SampleCall, expression: string): string[] {
  const { envelope } = call.listed.endpoint
  if (envelope === 'redirect') return [`console.log(${expression})`]
  if (envelope === 'binary') return [`const file = await ${expression}`, "await file.writeFile('download')"]
  return [`const reply = await ${expression}`, 'console.log(reply)']
}

/** For our own client library. */
export function pipitSdk(call: SampleCall): string {
  const { face, method, endpoint } = call.listed
  if (face === 'access-token')
    return lines(
      "import { AccessTokenClient } from '@pipit/sdk'",
      '',
      'const client = new AccessTokenClient({',
      `  domain: ${js(call.baseUrl)},`,
      `  accessToken: ${env('ACCESS_TOKEN')},`,
      '})',
      ...finish(call, `client.${method}(${payload(call, call.query)})`),
    )
  const options =
    call.token === 'user' && endpoint.envelope !== 'redirect'
      ? `{ userAccessToken: ${env('USER_ACCESS_TOKEN')} }`
      : ''
  const expression =
    method === undefined
      ? `client.request(${joined(rawPayload(call), '{ helpdesk: true }')})`
      : `client.${method}(${joined(payload(call, call.query) || (options && '{}'), options)})`
  return lines(
    ...streams(call),
    "import { Client } from '@pipit/sdk'",
    '',
    'const client = new Client({',
    ...clientOptions(call),
    '})',
    ...finish(call, expression),
  )
}

/** What takes method and address as they are. */
function rawPayload(call: SampleCall): string {
  const members = [`method: '${call.listed.endpoint.method}'`, `url: ${js(filledPath(call))}`]
  if (queryPairs(call).length > 0) members.push(`params: ${js(call.query, '  ')}`)
  if (call.body !== undefined) members.push(`data: ${js(call.body, '  ')}`)
  return `{\n${members.map((member) => `  ${member},\n`).join('')}}`
}

/** Endpoints that the official Node client has no method for. */
const withoutMethod = new Set([
  'authen.v1.authorize.get',
  'authen.v2.oauth.token',
  'oauth.v3.token',
  'ws.endpoint',
])

/** For the official Node client. */
export function nodeSdk(call: SampleCall): string {
  const { id, method, endpoint } = call.listed
  if (endpoint.envelope === 'redirect')
    return lines('// Open this address in a browser.', `console.log(${js(address(call))})`)
  const isUser = call.token === 'user'
  const desk = 'lark.withHelpDeskCredential()'
  const user = `lark.withUserAccessToken(${env('USER_ACCESS_TOKEN')})`
  const options =
    isUser && needsDesk(call)
      ? `{\n  lark: { ...${desk}.lark, ...${user}.lark },\n}`
      : isUser
        ? user
        : needsDesk(call)
          ? desk
          : ''
  const own = method !== undefined && !withoutMethod.has(id)
  const expression = own
    ? `client.${method}(${joined(payload(call, call.query) || (options && '{}'), options)})`
    : `client.request(${joined(rawPayload(call), options)})`
  return lines(
    ...streams(call),
    "import * as lark from '@larksuiteoapi/node-sdk'",
    '',
    'const client = new lark.Client({',
    ...clientOptions(call),
    '})',
    ...finish(call, expression),
  )
}

/** Without any library, for the API of AccessTokens. */
export function fetchSample(call: SampleCall): string {
  const { endpoint } = call.listed
  const headers = [
    ...(call.token ? [`    Authorization: \`Bearer \${process.env.${tokenVariable[call.token]}}\`,`] : []),
    ...(call.body === undefined ? [] : ["    'Content-Type': 'application/json',"]),
  ]
  const init = [
    ...(endpoint.method === 'GET' ? [] : [`  method: '${endpoint.method}',`]),
    ...(headers.length > 0 ? ['  headers: {', ...headers, '  },'] : []),
    ...(call.body === undefined ? [] : [`  body: JSON.stringify(${js(call.body, '  ')}),`]),
  ]
  const read = endpoint.envelope === 'binary' ? 'await response.arrayBuffer()' : 'await response.json()'
  return lines(
    `const response = await fetch(${js(call.baseUrl + target(call))}, {`,
    ...init,
    '})',
    `console.log(response.status, ${read})`,
  )
}

const lines = (...all: string[]): string => `${all.join('\n')}\n`
