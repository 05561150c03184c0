import { printDoc, printInterface, printMembers, printType } from './sdk-models.js'
import { pascal } from './sdk-names.js'

/**
 * @typedef {import('./sdk-models.js').Schema} Schema
 * @typedef {import('./sdk-models.js').Models} Models
 * @typedef {import('./sdk.js').Node} Node
 * @typedef {import('./sdk.js').Endpoint} Endpoint
 */

/** One file: the class of a resource, then the types of its methods. */
export function printResource(
  /** @type {Node} */ node,
  /** @type {Models} */ models,
  /** @type {Set<string>} */ used,
  /** @type {string} */ depth,
  /** Whether calls resolve to what is inside the envelope. @type {boolean} */ unwrapped = false,
) {
  const own = new Set()
  const methods = node.endpoints.map(([key, endpoint]) =>
    method(node.name, key, endpoint, models, own, unwrapped),
  )
  const runtime = new Set(methods.flatMap(({ imports }) => imports))
  const imports = [
    ...(runtime.has('ApiPromise') ? [`import type { ApiPromise } from '${depth}api-promise.ts'`] : []),
    `import { Resource } from '${depth}caller.ts'`,
    ...(runtime.has('Download') ? [`import type { Download } from '${depth}download.ts'`] : []),
    `import type { Endpoint } from '${depth}endpoint.ts'`,
    ...(runtime.has('FileInput') ? [`import type { FileInput } from '${depth}multipart.ts'`] : []),
    ...(runtime.has('RequestOptions') ? [`import type { RequestOptions } from '${depth}options.ts'`] : []),
    ...(runtime.has('PagePromise') ? [`import type { PagePromise } from '${depth}pages.ts'`] : []),
    ...replyImports(runtime, depth),
  ]
  if (own.size > 0) {
    const names = [...own].toSorted(byName).join(', ')
    const from = `'${'../'.repeat(node.file.split('/').length - 1) || './'}models.ts'`
    const line = `import type { ${names} } from ${from}`
    const list = [...own].toSorted(byName).map((name) => `  ${name},\n`)
    imports.push(line.length <= 110 ? line : `import type {\n${list.join('')}} from ${from}`)
  }
  for (const name of own) used.add(name)
  return [
    ...imports,
    '',
    'const endpoints = {',
    ...methods.map(({ endpoint }) => endpoint),
    '} satisfies Record<string, Endpoint>',
    '',
    `export class ${node.name}Resource extends Resource {`,
    methods.map(({ source }) => source).join('\n\n'),
    '}',
    '',
    methods.flatMap(({ types }) => types).join('\n'),
  ].join('\n')
}

const byName = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : 1)

/** @param {Set<string>} runtime @param {string} depth */
function replyImports(runtime, depth) {
  const names = ['FlatReply', 'Reply'].filter((name) => runtime.has(name))
  return names.length > 0 ? [`import type { ${names.join(', ')} } from '${depth}reply.ts'`] : []
}

/**
 * @param {string} resource @param {string} key @param {Endpoint} endpoint @param {Models} models @param {Set<string>} used
 * @param {boolean} unwrapped
 */
function method(resource, key, endpoint, models, used, unwrapped) {
  const base = resource + pascal([key])
  const file = fileMember(endpoint)
  const pages = pagesOf(endpoint)
  const payload = printPayload(`${base}Payload`, endpoint, file, models, used)
  const responseName = `${base}Response`
  const hasResponse = endpoint.envelope !== 'binary' && endpoint.envelope !== 'redirect'
  const types = [...payload.types]
  if (hasResponse) {
    const model = printType(endpoint.response, models, used, '')
    const isModel = models.nameOf(endpoint.response) !== undefined
    types.push(
      isModel
        ? `export type ${responseName} = ${model}\n`
        : printInterface(responseName, endpoint.response, models, used),
    )
  }

  const imports = file ? ['FileInput'] : []
  let call = 'call'
  let result = ''
  if (endpoint.envelope === 'redirect') {
    call = 'address'
    result = 'string'
  } else if (endpoint.envelope === 'binary') {
    call = 'download'
    result = 'ApiPromise<Download>'
    imports.push('ApiPromise', 'Download')
  } else if (pages) {
    const item = printType(endpoint.response.properties[pages.items].items, models, new Set(), '')
    const itemType = models.nameOf(endpoint.response.properties[pages.items].items)
      ? item
      : `NonNullable<${responseName}['${pages.items}']>[number]`
    result = `PagePromise<${responseName}, ${itemType}>`
    call = 'list'
    imports.push('PagePromise')
  } else if (endpoint.envelope === 'flat') {
    result = `ApiPromise<FlatReply<${responseName}>>`
    imports.push('ApiPromise', 'FlatReply')
  } else if (endpoint.envelope === 'bare' || unwrapped) {
    result = `ApiPromise<${responseName}>`
    imports.push('ApiPromise')
  } else {
    result = file
      ? `ApiPromise<Reply<${responseName}> & ${responseName}>`
      : `ApiPromise<Reply<${responseName}>>`
    imports.push('ApiPromise', 'Reply')
  }
  const takesOptions = call !== 'address'
  if (takesOptions) imports.push('RequestOptions')
  const parameters = [
    `payload${payload.required ? '' : '?'}: ${payload.name}`,
    ...(takesOptions ? ['options?: RequestOptions'] : []),
  ]
  const passed = ['payload', ...(takesOptions ? ['options'] : [])].join(', ')
  const source = [
    ...printDoc(documentation(endpoint, call), '  '),
    signature(key, parameters, result),
    `    return this.caller.${call}(endpoints.${key}, ${passed})`,
    '  }',
  ]
  if (pages) {
    source.push(
      '',
      `  /** The pages of \`${key}\`, as the official SDK names it. */`,
      signature(`${key}WithIterator`, parameters, `AsyncIterable<${responseName}>`),
      `    return this.${key}(${passed}).pages()`,
      '  }',
    )
  }
  return { source: source.join('\n'), types, imports, endpoint: printEndpoint(key, endpoint, file, pages) }
}

/** @param {string} key @param {string[]} parameters @param {string} result */
function signature(key, parameters, result) {
  const line = `  ${key}(${parameters.join(', ')}): ${result} {`
  if (line.length <= 110) return line
  return [`  ${key}(`, ...parameters.map((parameter) => `    ${parameter},`), `  ): ${result} {`].join('\n')
}

/** What the runtime needs to know. */
function printEndpoint(
  /** @type {string} */ key,
  /** @type {Endpoint} */ endpoint,
  /** @type {string | undefined} */ file,
  /** @type {{ items: string, by: string } | undefined} */ pages,
) {
  // Console endpoints aside, the contract knows these three kinds of token.
  const tokens = endpoint.tokens.filter((token) => token !== 'session').map((token) => `'${token}'`)
  const members = [
    `method: '${endpoint.method}'`,
    `path: '${endpoint.path}'`,
    `tokens: [${tokens.join(', ')}]`,
    ...(endpoint.helpdesk ? ['helpdesk: true'] : []),
    ...(['flat', 'bare', 'binary'].includes(endpoint.envelope ?? '')
      ? [`envelope: '${endpoint.envelope}'`]
      : []),
    ...(file ? [`file: '${file}'`] : []),
    ...(pages ? [`pages: { items: '${pages.items}', by: '${pages.by}' }`] : []),
  ]
  return `  ${key}: {\n${members.map((member) => `    ${member},\n`).join('')}  },`
}

/** @param {string} name @param {Endpoint} endpoint @param {string | undefined} file @param {Models} models @param {Set<string>} used */
function printPayload(name, endpoint, file, models, used) {
  const parts = [
    { key: 'path', schema: /** @type {Schema | undefined} */ (endpoint.params) },
    { key: 'params', schema: /** @type {Schema | undefined} */ (endpoint.query) },
    { key: 'data', schema: /** @type {Schema | undefined} */ (endpoint.body) },
  ].filter(({ schema }) => schema !== undefined)
  if (parts.length === 0) return { name: 'Record<string, never>', required: false, types: [] }
  const required = (/** @type {Schema} */ schema) => (schema.required ?? []).length > 0
  const lines = parts.map(({ key, schema = {} }) => {
    const types = key === 'data' && file ? { [file]: 'FileInput' } : {}
    const model = models.nameOf(schema)
    if (model) used.add(model)
    const type = schema.properties
      ? (model ?? printMembers(schema, models, used, '  ', types))
      : printType(schema, models, used, '  ')
    return `  ${key}${required(schema) ? '' : '?'}: ${type}`
  })
  return {
    name,
    required: parts.some(({ schema = {} }) => required(schema)),
    types: [`export interface ${name} {\n${lines.join('\n')}\n}\n`],
  }
}

/** The member that holds the file of an upload. @param {Endpoint} endpoint @returns {string | undefined} */
function fileMember({ body }) {
  const members = Object.entries(/** @type {Schema} */ (body)?.properties ?? {})
  const isFile = (/** @type {Schema} */ { format, contentMediaType, type, description }) =>
    format === 'binary' ||
    contentMediaType !== undefined ||
    (type === undefined && description === 'file part')
  return members.find(([, schema]) => isFile(/** @type {Schema} */ (schema)))?.[0]
}

/** How a list is walked, by the members that say so. @param {Endpoint} endpoint */
function pagesOf({ envelope, query, response }) {
  if (envelope !== undefined) return undefined
  const asked = /** @type {Schema} */ (query)?.properties ?? {}
  const given = /** @type {Schema} */ (response).properties ?? {}
  const lists = Object.keys(given).filter((name) => given[name].type === 'array')
  const items = lists.length === 1 ? lists[0] : undefined
  if (!items) return undefined
  if (asked.page_token && given.has_more) return { items, by: 'token' }
  return asked.page && given.total ? { items, by: 'number' } : undefined
}

/** @param {Endpoint} endpoint @param {string} call */
function documentation(endpoint, call) {
  const { method, path, summary, tokens, scopes = [], helpdesk, limit } = endpoint
  const facts = [`\`${method} ${path}\``]
  const kinds = tokens.filter((token) => token !== 'session')
  if (kinds.length > 0) facts.push(`Token: ${kinds.join(' or ')}.`)
  if (helpdesk) facts.push('Help desk credential.')
  if (scopes.length > 0) facts.push(`Scope: ${scopes.map((scope) => `\`${scope}\``).join(' or ')}.`)
  const rates = [
    ...(limit?.perMinute ? [`${limit.perMinute} a minute`] : []),
    ...(limit?.perSecond ? [`${limit.perSecond} a second`] : []),
  ]
  if (rates.length > 0) facts.push(`At most ${rates.join(' and ')}.`)
  const opening = call === 'address' ? `${summary}: the address to send the browser to.` : `${summary}.`
  return `${opening}\n\n${facts[0]}${facts.length > 1 ? `\n${facts.slice(1).join(' ')}` : ''}`
}
