import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { openApi } from './document.ts'
import { type Json, type JsonObject, isObject } from './json.ts'
import { printDocument } from './print.ts'

type Operation = JsonObject & {
  readonly operationId: string
  readonly parameters?: readonly (JsonObject & { readonly name: string; readonly in: string })[]
  readonly security: readonly JsonObject[]
  readonly responses: JsonObject
  readonly tags: readonly string[]
}

function* operationsOf(
  document: JsonObject,
): Generator<[path: string, method: string, operation: Operation]> {
  for (const [path, item] of Object.entries(document.paths as JsonObject))
    for (const [method, operation] of Object.entries(item as JsonObject))
      yield [path, method, operation as Operation]
}

/** Every reference and every schema in a document, wherever it stands. */
function* within(value: Json, key = ''): Generator<[key: string, value: Json]> {
  yield [key, value]
  if (Array.isArray(value)) for (const item of value as readonly Json[]) yield* within(item)
  else if (isObject(value)) for (const [name, item] of Object.entries(value)) yield* within(item, name)
}

const resolve = (document: JsonObject, pointer: string): Json | undefined =>
  pointer
    .slice(2)
    .split('/')
    .reduce<Json | undefined>(
      (found, key) => (isObject(found) ? found[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      document,
    )

describe.each(['all', 'feishu', 'access-token'] as const)('the OpenAPI document of %s', (scope) => {
  const document = openApi(scope)
  const operations = [...operationsOf(document)]
  const listed = [...catalogue()].filter(({ face }) => scope === 'all' || face === scope)

  test('has every endpoint of the contract, once, and nothing else', () => {
    const written = operations.map(([path, method, { operationId }]) => `${operationId} ${method} ${path}`)
    const wanted = listed.map(
      ({ id, endpoint }) =>
        `${id} ${endpoint.method.toLowerCase()} ${endpoint.path.replace(/:(\w+)/g, '{$1}')}`,
    )
    expect(written.toSorted()).toEqual(wanted.toSorted())
    expect(new Set(operations.map(([, , operation]) => operation.operationId)).size).toBe(listed.length)
    expect(listed.length).toBeGreaterThan(scope === 'all' ? 140 : 55)
  })

  test('refers only to what it has, and has nothing that nobody refers to', () => {
    const references = [...within(document)].flatMap(([key, value]) =>
      key === '$ref' && typeof value === 'string' ? [value] : [],
    )
    for (const reference of references)
      expect([reference, resolve(document, reference)]).not.toContain(undefined)
    const { schemas = {}, responses = {} } = document.components as Record<string, JsonObject>
    const own = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(responses).map((name) => `#/components/responses/${name}`),
    ]
    expect(own.filter((name) => !references.includes(name))).toEqual([])
    for (const name of Object.keys(schemas)) expect(name).toMatch(/^[A-Za-z0-9._-]+$/)
  })

  test('declares every path parameter, and none twice', () => {
    for (const [path, , { operationId, parameters = [] }] of operations) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect([operationId, inPath.map((parameter) => parameter.name).toSorted()]).toEqual([
        operationId,
        [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).toSorted(),
      ])
      expect(inPath.every((parameter) => parameter.required === true)).toBe(true)
      const places = parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
      expect(new Set(places).size).toBe(places.length)
      expect(parameters.every((parameter) => isObject(parameter.schema))).toBe(true)
    }
  })

  test('names tags and security schemes that it declares, and describes every response', () => {
    const schemes = Object.keys((document.components as Record<string, JsonObject>).securitySchemes!)
    const tags = (document.tags as readonly JsonObject[]).map((tag) => tag.name)
    for (const [, , operation] of operations) {
      for (const way of operation.security)
        for (const scheme of Object.keys(way)) expect(schemes).toContain(scheme)
      for (const tag of operation.tags) expect(tags).toContain(tag)
      const statuses = Object.keys(operation.responses)
      expect(statuses.some((status) => status === '200' || status === '302')).toBe(true)
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/)
        expect(isObject(response) && ('$ref' in response || typeof response.description === 'string')).toBe(
          true,
        )
      }
    }
  })

  test('has schemas that JSON Schema knows, without what only the contract knows', () => {
    const types = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'])
    for (const [key, value] of within(document.components!)) {
      expect(key).not.toMatch(/^~/)
      if (key === 'type' && typeof value === 'string' && !['http', 'apiKey'].includes(value))
        expect(types).toContain(value)
    }
    // Printed for people, read by machines.
    expect(JSON.parse(printDocument(document))).toEqual(document)
  })
})

test('a file is a part of a form, a form may be urlencoded, and bytes are no JSON', () => {
  const { paths } = openApi('feishu')
  const operation = (path: string, method: string) =>
    resolve({ paths: paths! }, `#/paths/${path.replaceAll('/', '~1')}/${method}`)
  expect(operation('/open-apis/im/v1/images', 'post')).toMatchObject({
    requestBody: {
      content: {
        'multipart/form-data': {
          schema: { properties: { image: { type: 'string', contentMediaType: 'application/octet-stream' } } },
        },
      },
      'x-maximum-bytes': 10 * 1024 * 1024,
    },
  })
  expect(operation('/open-apis/authen/v2/oauth/token', 'post')).toMatchObject({
    requestBody: { content: { 'application/json': {}, 'application/x-www-form-urlencoded': {} } },
    responses: { default: { $ref: '#/components/responses/OAuthFailure' } },
  })
  expect(operation('/open-apis/im/v1/images/{image_key}', 'get')).toMatchObject({
    responses: { 200: { content: { '*/*': { schema: {} } } } },
  })
  expect(operation('/open-apis/authen/v1/authorize', 'get')).toMatchObject({
    responses: { 302: { headers: { Location: {} } } },
  })
})
