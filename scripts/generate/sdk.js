// Prints packages/sdk/src/generated from a contract tree: readable interfaces and one class for each resource.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nameModels, printModels } from './sdk-models.js'
import { printResource } from './sdk-resource.js'
import { camelToKebab, pascal } from './sdk-names.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const contract = `${root}packages/contract/dist/`
const header = '// Generated from the contract by scripts/generate/sdk.js; edit the contract instead.\n'

/**
 * @typedef {import('../../packages/contract/src/endpoint.ts').Endpoint} Endpoint
 * @typedef {import('../../packages/contract/src/endpoint.ts').Endpoints} Endpoints
 * @typedef {{ segments: string[], name: string, file: string, endpoints: [string, Endpoint][], children: Node[] }} Node
 * @typedef {{ name: string, className: string, tree: Endpoints, schemas: Map<string, Record<string, unknown>>, unwrapped?: boolean }} Target
 */

/** @param {Endpoint | Endpoints} x @returns {x is Endpoint} */
const isEndpoint = (x) => typeof x.path === 'string'

/** Every file of one client, by its path below `src/generated/<target>`. @param {Target} target */
export function printClient({ className, tree, schemas, unwrapped = false }) {
  const models = nameModels(schemas)
  const nodes = readTree(tree)
  nameResources(nodes)
  /** @type {Map<string, string>} */
  const files = new Map()
  const used = new Set()
  for (const node of nodes.filter(({ endpoints }) => endpoints.length > 0)) {
    const depth = '../'.repeat(node.file.split('/').length + 1)
    files.set(node.file, header + printResource(node, models, used, depth, unwrapped))
  }
  const withModels = used.size > 0
  if (withModels) files.set('models.ts', header + printModels(models, used))
  files.set('index.ts', header + printIndex(className, nodes, withModels))
  return files
}

/** All nodes of a tree, parents after their children. @param {Endpoints} tree @returns {Node[]} */
function readTree(tree) {
  /** @type {Node[]} */
  const all = []
  /** @param {Endpoints} branch @param {string[]} segments @returns {Node} */
  const read = (branch, segments) => {
    const entries = Object.entries(branch)
    const children = entries.flatMap(([key, value]) =>
      isEndpoint(value) ? [] : [read(value, [...segments, key])],
    )
    const endpoints = entries.flatMap(([key, value]) => (isEndpoint(value) ? [[key, value]] : []))
    const node = {
      segments,
      name: '',
      file: `${segments.map(camelToKebab).join('/')}.ts`,
      endpoints,
      children,
    }
    if (endpoints.length > 0 && (children.length > 0 || segments.length === 0)) {
      throw new Error(
        `${segments.join('.') || 'The root'} holds endpoints beside groups: give them a group of their own.`,
      )
    }
    all.push(/** @type {Node} */ (node))
    return /** @type {Node} */ (node)
  }
  read(tree, [])
  return all
}

/** Short names (`Ticket`) where they are unique, longer ones (`HelpdeskTicket`) otherwise. @param {Node[]} nodes */
function nameResources(nodes) {
  const short = (/** @type {Node} */ { segments }) => {
    const version = segments.findIndex((segment) => /^v\d+$/.test(segment))
    return pascal(version >= 0 && version < segments.length - 1 ? segments.slice(version + 1) : segments)
  }
  const holders = nodes.filter(({ endpoints }) => endpoints.length > 0)
  for (const node of nodes) {
    const clashes = holders.filter((other) => short(other) === short(node)).length > 1
    const isContainer = node.endpoints.length === 0
    node.name = clashes || isContainer ? pascal(node.segments) : short(node)
  }
}

/** The classes that lead to the resources. @param {string} className @param {Node[]} nodes @param {boolean} models */
function printIndex(className, nodes, models) {
  const resources = nodes.filter(({ endpoints }) => endpoints.length > 0)
  const lines = [
    `import { Resource, type Caller } from '../../caller.ts'`,
    ...resources.map(({ name, file }) => `import { ${name}Resource } from './${file}'`).toSorted(),
    '',
    ...(models ? [`export type * from './models.ts'`] : []),
    ...resources.map(({ file }) => `export type * from './${file}'`).toSorted(),
    '',
  ]
  for (const node of nodes) {
    if (node.endpoints.length > 0) continue
    const isRoot = node.segments.length === 0
    const name = isRoot ? className : `${node.name}Group`
    const type = (/** @type {Node} */ child) =>
      `${child.name}${child.endpoints.length > 0 ? 'Resource' : 'Group'}`
    const key = (/** @type {Node} */ child) => child.segments.at(-1)
    const fields = node.children.map((child) => `  readonly ${key(child)}: ${type(child)}`)
    const inits = node.children.map((child) => `    this.${key(child)} = new ${type(child)}(caller)`)
    lines.push(
      `export class ${name} extends Resource {`,
      ...fields,
      '',
      '  constructor(caller: Caller) {',
      '    super(caller)',
      ...inits,
      '  }',
      ...aliases(node),
      '}',
      '',
    )
  }
  return lines.join('\n')
}

/** `client.im.message` beside `client.im.v1.message`, as programs for the official SDK write it. @param {Node} node */
function aliases(node) {
  const versions = node.children.filter(({ segments }) => /^v\d+$/.test(segments.at(-1) ?? ''))
  const taken = new Set(node.children.map(({ segments }) => segments.at(-1)))
  return versions.flatMap((version) =>
    version.children.flatMap((child) => {
      const key = child.segments.at(-1)
      if (taken.has(key)) return []
      taken.add(key)
      const path = `${version.segments.at(-1)}.${key}`
      return [
        '',
        `  /** The same as \`${path}\`. */`,
        `  get ${key}(): ${child.name}Resource {`,
        `    return this.${path}`,
        '  }',
      ]
    }),
  )
}

/** The schemas a folder of the built contract exports, by name. @param {string} folder */
async function schemasOf(folder) {
  const schemas = new Map()
  const files = readdirSync(contract + folder).filter((name) => name.endsWith('.js') && name !== 'index.js')
  for (const file of files.toSorted()) {
    const module = await import(pathToFileURL(`${contract}${folder}/${file}`).href)
    for (const [name, value] of Object.entries(module)) {
      if (value?.type !== 'object') continue
      const known = schemas.get(name)
      const clashes = known && JSON.stringify(known) !== JSON.stringify(value)
      schemas.set(clashes ? pascal([file.slice(0, -3)]) + name : name, value)
    }
  }
  return schemas
}

/** The clients to print: one for each tree of the contract that is called with tokens. @returns {Promise<Target[]>} */
async function targets() {
  const { feishu, accessToken } = await import(pathToFileURL(`${contract}index.js`).href)
  return [
    { name: 'feishu', className: 'Feishu', tree: feishu, schemas: await schemasOf('feishu') },
    ...(accessToken
      ? [
          {
            name: 'access-token',
            className: 'AccessToken',
            tree: accessToken,
            schemas: await schemasOf('access-token'),
            unwrapped: true,
          },
        ]
      : []),
  ]
}

/**
 * Writes the generated files, or only compares them.
 * @param {{ check: boolean }} options
 * @returns {Promise<string[]>} the files that were out of date, relative to the repository
 */
export async function generateSdk({ check }) {
  const stale = []
  for (const target of await targets()) {
    const folder = `${root}packages/sdk/src/generated/${target.name}/`
    const wanted = new Map([...printClient(target)].map(([path, source]) => [folder + path, source]))
    for (const [path, source] of wanted) {
      if (read(path) === source) continue
      stale.push(relative(root, path))
      if (check) continue
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, source)
    }
    for (const path of existing(folder)) {
      if (wanted.has(path)) continue
      stale.push(relative(root, path))
      if (!check) rmSync(path)
    }
  }
  return stale
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string} folder @returns {string[]} */
function existing(folder) {
  try {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    return names
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('//', '/'))
  } catch {
    return []
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check')
  const stale = await generateSdk({ check })
  if (check && stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. Run \`npm run generate\`.`)
    process.exit(1)
  }
}
