import { type Face, type Listed, catalogue, resourceOf } from '../catalogue.ts'
import { platformErrors } from '../error-codes.ts'
import { Components } from './components.ts'
import { type Json, type JsonObject, object } from './json.ts'
import { operationOf, templateOf } from './operation.ts'

const version = '1'

const titles: Readonly<Record<Face | 'all', readonly [title: string, description: string]>> = {
  all: [
    'Pipit API',
    'Everything that programs can call: the Open Platform face and the one for AccessTokens.',
  ],
  feishu: [
    'Pipit API, Open Platform face',
    'Paths, tokens, envelopes and errors as the Feishu/Lark Open Platform has them. Failures have a `code` other than 0.',
  ],
  'access-token': [
    'Pipit API for AccessTokens',
    'A smaller REST API. `/api/*` answers bodies as they are and HTTP statuses; `/api/v1/*` answers `{message, code, data}`, and success is code 200.',
  ],
}

const text: JsonObject = { type: 'string' }
const texts = (...names: string[]): Record<string, Json> =>
  Object.fromEntries(names.map((name) => [name, text]))
const items = (properties: JsonObject): JsonObject => ({
  type: 'array',
  items: { type: 'object', properties },
})

const feishuError: JsonObject = {
  type: 'object',
  required: ['code', 'msg'],
  properties: {
    code: { type: 'integer', not: { const: 0 }, description: 'which failure; see x-error-codes' },
    msg: { type: 'string', description: 'what is wrong, for people' },
    error: {
      type: 'object',
      properties: {
        ...texts('message'),
        log_id: { type: 'string', description: 'the same as the header X-Tt-Logid' },
        ...texts('logid', 'troubleshooter'),
        field_violations: items(texts('field', 'value', 'description')),
        permission_violations: items(texts('type', 'subject', 'description', 'scope', 'url')),
        helps: items(texts('url', 'description')),
      },
    },
  },
}

const oauthError: JsonObject = {
  type: 'object',
  required: ['code', 'error', 'error_description'],
  description: 'RFC 6749, with the number of the failure beside it',
  properties: { code: { type: 'integer', not: { const: 0 } }, ...texts('error', 'error_description') },
}

const restDetails: JsonObject = {
  reason: { type: 'string', description: 'the failure as a word that does not change' },
  log_id: text,
  errors: items(texts('field', 'message')),
}
const restError: JsonObject = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'integer', description: 'the HTTP status' },
    message: text,
    ...restDetails,
  },
}
const restFailure: JsonObject = {
  type: 'object',
  required: ['message', 'code', 'data'],
  properties: {
    message: text,
    code: { type: 'integer', not: { const: 200 }, description: 'as an HTTP status would be, or -1' },
    data: { const: false },
    ...restDetails,
  },
}

const bearer = (description: string): JsonObject => ({ type: 'http', scheme: 'bearer', description })

const schemes: Readonly<Record<Face, JsonObject>> = {
  feishu: {
    tenantAccessToken: bearer(
      'of an app, from /open-apis/auth/v3/tenant_access_token/internal; begins with t-',
    ),
    appAccessToken: bearer('of an app; that of a self-built app is its tenant token'),
    userAccessToken: bearer('of a person who lets an app act for them; begins with u-'),
    helpdesk: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Lark-Helpdesk-Authorization',
      description: 'base64 of `helpdesk_id:helpdesk_token`',
    },
  },
  'access-token': { accessToken: bearer('an AccessToken from the console or from /api/v1/token/create') },
}

const failure = (description: string, name: string, headers: JsonObject = {}): JsonObject => ({
  description,
  headers: { 'X-Tt-Logid': { $ref: '#/components/headers/X-Tt-Logid' }, ...headers },
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
})

const sharedResponses: JsonObject = {
  Failure: {
    ...failure('A failure of the platform: address, token, scope, or what is not documented here', 'Error'),
    'x-error-codes': platformErrors() as unknown as Json,
  },
  OAuthFailure: failure('Any other failure', 'OAuthError'),
  TooManyCalls: failure('99991400: Too many calls; wait until the limit is reset', 'Error', {
    'X-Ogw-Ratelimit-Limit': { description: 'calls in the window', schema: { type: 'integer' } },
    'X-Ogw-Ratelimit-Reset': { description: 'seconds until the next window', schema: { type: 'integer' } },
  }),
}

function pathsOf(listed: readonly Listed[], components: Components): JsonObject {
  const paths: Record<string, Record<string, Json>> = {}
  for (const one of listed) {
    const path = (paths[templateOf(one.endpoint.path)] ??= {})
    path[one.endpoint.method.toLowerCase()] = operationOf(one, components)
  }
  return paths
}

/** The OpenAPI 3.1 document of one face, or of both. Its server is wherever the document was read. */
export function openApi(scope: Face | 'all'): JsonObject {
  const faces: readonly Face[] = scope === 'all' ? ['feishu', 'access-token'] : [scope]
  const listed = [...catalogue()].filter(({ face }) => faces.includes(face))
  const components = new Components(faces)
  const paths = pathsOf(listed, components)
  const hasFeishu = faces.includes('feishu')
  const [title, description] = titles[scope]
  return {
    openapi: '3.1.0',
    info: {
      title,
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(listed.map(resourceOf))].map((name) => ({ name })),
    paths,
    components: object({
      schemas: {
        ...components.schemas(),
        ...(hasFeishu && { Error: feishuError, OAuthError: oauthError }),
        ...(faces.includes('access-token') && { RestError: restError, RestFailure: restFailure }),
      },
      responses: hasFeishu ? sharedResponses : undefined,
      headers: {
        'X-Tt-Logid': { description: 'finds the call in the request log', schema: text },
      },
      securitySchemes: Object.assign({}, ...faces.map((face) => schemes[face])) as JsonObject,
    }),
  }
}
