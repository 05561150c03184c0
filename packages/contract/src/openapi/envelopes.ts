import type { Listed } from '../catalogue.ts'
import { type WireErrorCode, documentedCodes } from '../error-codes.ts'
import type { Components } from './components.ts'
import { type Json, type JsonObject, isObject, plain } from './json.ts'

const content = (schema: Json, type = 'application/json'): JsonObject => ({ [type]: { schema } })
const logIds: JsonObject = { 'X-Tt-Logid': { $ref: '#/components/headers/X-Tt-Logid' } }
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The whole reply to a call that succeeds, as the Open Platform writes it. */
function feishuBody({ endpoint }: Listed, components: Components): Json {
  const code = { const: 0, description: '0 is success' }
  const msg = { type: 'string' }
  const response = plain(endpoint.response)
  if (endpoint.envelope === 'bare') return components.refer(response)
  if (endpoint.envelope !== 'flat')
    return {
      type: 'object',
      required: ['code', 'msg', 'data'],
      properties: { code, msg, data: components.refer(response) },
    }
  const { properties = {}, required = [] } = isObject(response) ? response : {}
  return {
    type: 'object',
    required: ['code', 'msg', ...(required as string[])],
    properties: { code, msg, ...(components.refer(properties) as JsonObject) },
  }
}

/** The same for an AccessToken: the body itself, or with `message` and `code` around it. */
function restBody({ endpoint }: Listed, components: Components): Json {
  const body = components.refer(plain(endpoint.response))
  if (endpoint.envelope === 'bare') return body
  return {
    type: 'object',
    required: ['message', 'code', 'data'],
    properties: {
      message: { type: 'string' },
      code: { const: 200, description: '200 is success' },
      data: body,
    },
  }
}

/** Failures that come under HTTP 200, beside what a success looks like. */
const either = (success: Json, failure: Json | undefined): Json =>
  failure === undefined ? success : { oneOf: [success, failure] }

const describe = (codes: readonly WireErrorCode[]): string =>
  codes.map(({ code, meaning }) => `${code}: ${meaning}`).join('. ')

function feishuResponses(listed: Listed, components: Components): JsonObject {
  const { endpoint } = listed
  const isOAuth = endpoint.form === true
  const failure = ref(isOAuth ? 'OAuthError' : 'Error')
  const codes = documentedCodes(endpoint)
  const under200 = codes.filter(({ status }) => status === 200)
  const responses: Record<string, Json> = {}
  if (endpoint.envelope === 'redirect')
    responses['302'] = {
      description: 'The browser is sent on',
      headers: {
        ...logIds,
        Location: { description: 'where to', schema: { type: 'string', format: 'uri' } },
      },
    }
  else if (endpoint.envelope === 'binary')
    responses['200'] = { description: 'The bytes of the file', headers: logIds, content: content({}, '*/*') }
  else
    responses['200'] = {
      description: under200.length > 0 ? `Success, or a failure. ${describe(under200)}` : 'Success',
      headers: logIds,
      content: content(either(feishuBody(listed, components), under200.length > 0 ? failure : undefined)),
    }
  for (const status of [...new Set(codes.map((code) => code.status))].toSorted((a, b) => a - b)) {
    if (responses[status] !== undefined) continue
    const description = describe(codes.filter((code) => code.status === status))
    responses[status] = { description, headers: logIds, content: content(failure) }
  }
  if (endpoint.limit) responses['429'] = { $ref: '#/components/responses/TooManyCalls' }
  responses.default = { $ref: `#/components/responses/${isOAuth ? 'OAuthFailure' : 'Failure'}` }
  return responses
}

/** HTTP statuses of the plain face, and those that the wrapped one keeps. */
const restFailures: readonly (readonly [status: string, description: string, kept: boolean])[] = [
  ['400', 'A parameter is missing or malformed', false],
  ['401', 'The AccessToken is missing, not valid, expired or disabled', true],
  ['403', 'The AccessToken lacks the scope, its person the role, or its domains the calling page', true],
  ['404', 'There is nothing with this ID', false],
  ['409', 'Not possible in the present state', false],
  ['429', 'Too many calls; wait as Retry-After says', true],
  ['500', 'Something failed on the server', true],
]

function restResponses(listed: Listed, components: Components): JsonObject {
  const { endpoint } = listed
  const isWrapped = /^\/(api|auth)\/v1\//.test(endpoint.path)
  const isFile = endpoint.envelope === 'binary'
  const failure = ref(isWrapped ? 'RestFailure' : 'RestError')
  const isList = endpoint.envelope === 'bare' && (plain(endpoint.response) as JsonObject).type === 'array'
  const success = isFile
    ? content({}, xlsx)
    : content(either(restBody(listed, components), isWrapped ? failure : undefined))
  const responses: Record<string, Json> = {
    200: {
      description:
        isWrapped && !isFile
          ? 'Success with code 200, or a failure: 400, 404, 409, and -1 where a sign-in is refused'
          : 'Success',
      headers: isList ? { ...logIds, ...listHeaders } : logIds,
      content: success,
    },
  }
  for (const [status, description, kept] of restFailures) {
    if (isWrapped && !isFile && !kept) continue
    if (endpoint.tokens.length === 0 && (status === '401' || status === '403')) continue
    responses[status] = { description, headers: logIds, content: content(failure) }
  }
  return responses
}

const listHeaders: JsonObject = {
  'X-Total-Count': { description: 'how many there are on all pages', schema: { type: 'integer' } },
  Link: { description: 'the first, previous, next and last page, RFC 8288', schema: { type: 'string' } },
}

export const responsesOf = (listed: Listed, components: Components): JsonObject =>
  listed.face === 'feishu' ? feishuResponses(listed, components) : restResponses(listed, components)
