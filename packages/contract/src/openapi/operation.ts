import type { Endpoint, TokenKind } from '../endpoint.ts'
import { type Listed, resourceOf } from '../catalogue.ts'
import { documentedCodes } from '../error-codes.ts'
import type { Components } from './components.ts'
import { responsesOf } from './envelopes.ts'
import { type Json, type JsonObject, isObject, object, plain } from './json.ts'

/** `:name` as OpenAPI writes it. */
export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

export const schemeOf: Readonly<Partial<Record<TokenKind, string>>> = {
  tenant: 'tenantAccessToken',
  app: 'appAccessToken',
  user: 'userAccessToken',
  access: 'accessToken',
}

function parameters(where: 'path' | 'query', schema: Json, components: Components): JsonObject[] {
  if (!isObject(schema) || !isObject(schema.properties)) return []
  const required = (schema.required ?? []) as readonly string[]
  return Object.entries(schema.properties).map(([name, member]) => {
    const { description, ...rest } = isObject(member) ? member : {}
    return object({
      name,
      in: where,
      description,
      required: where === 'path' || required.includes(name) ? true : undefined,
      schema: components.refer(rest),
    })
  })
}

function requestBody(endpoint: Endpoint, components: Components): JsonObject | undefined {
  if (!endpoint.body) return undefined
  const schema = plain(endpoint.body) as JsonObject
  const required = ((schema.required ?? []) as readonly string[]).length > 0 ? true : undefined
  if (endpoint.upload) {
    const { part, maximumBytes } = endpoint.upload
    const properties = schema.properties as Record<string, JsonObject>
    const file = { ...properties[part], type: 'string', contentMediaType: 'application/octet-stream' }
    const multipart = { ...schema, properties: { ...properties, [part]: file } }
    return object({
      required: true,
      content: { 'multipart/form-data': { schema: multipart } },
      'x-maximum-bytes': maximumBytes,
    })
  }
  const body = { schema: components.refer(schema) }
  return object({
    required,
    content: endpoint.form
      ? { 'application/json': body, 'application/x-www-form-urlencoded': body }
      : { 'application/json': body },
  })
}

/** Any one of the tokens, each with the help desk header where that is needed. */
const security = (endpoint: Endpoint): JsonObject[] =>
  endpoint.tokens.flatMap((kind) => {
    const scheme = schemeOf[kind]
    return scheme ? [{ [scheme]: [], ...(endpoint.helpdesk && { helpdesk: [] }) }] : []
  })

export function operationOf(listed: Listed, components: Components): JsonObject {
  const { endpoint } = listed
  const all = [
    ...(endpoint.params ? parameters('path', plain(endpoint.params), components) : []),
    ...(endpoint.query ? parameters('query', plain(endpoint.query), components) : []),
  ]
  return object({
    operationId: listed.id,
    tags: [resourceOf(listed)],
    summary: endpoint.summary,
    security: security(endpoint),
    parameters: all.length > 0 ? all : undefined,
    requestBody: requestBody(endpoint, components),
    responses: responsesOf(listed, components),
    'x-tokens': [...endpoint.tokens],
    'x-scopes': endpoint.scopes && [...endpoint.scopes],
    'x-rate-limit': endpoint.limit && plain(endpoint.limit),
    'x-error-codes': endpoint.errors && (documentedCodes(endpoint) as unknown as Json),
  })
}
