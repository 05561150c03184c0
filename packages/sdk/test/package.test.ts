import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok, stub, type Stub } from './stub.ts'

// Consumers of the packed tarball, as npm would install it; nothing comes from the network.
const sdk = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
const run = promisify(execFile)

const root = mkdtempSync(join(tmpdir(), 'pipit-consumer-'))
const installed = join(root, 'node_modules/@pipit/sdk')
let server: Stub
let packed: { size: number; unpackedSize: number; files: { path: string }[] }

beforeAll(async () => {
  server = await stub(() => ok({ ticket: { ticket_id: '1', status: 51 } }))
  await run(process.execPath, [tsc, '-b', sdk])
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', root], { cwd: sdk })
  const [info] = JSON.parse(stdout) as [typeof packed & { filename: string }]
  packed = info
  mkdirSync(installed, { recursive: true })
  await run('tar', ['-xzf', join(root, info.filename), '--strip-components=1', '-C', installed])
  mkdirSync(join(root, 'node_modules/@types'))
  const types = dirname(require.resolve('@types/node/package.json'))
  symlinkSync(types, join(root, 'node_modules/@types/node'))
  symlinkSync(
    dirname(require.resolve('undici-types/package.json', { paths: [types] })),
    join(root, 'node_modules/undici-types'),
  )
})

afterAll(async () => {
  rmSync(root, { recursive: true })
  await server.close()
})

const write = (name: string, source: string): string => {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, source)
  return path
}

const node = async (path: string, ...flags: string[]) => {
  const { stdout, stderr } = await run(process.execPath, [...flags, path, server.url])
  return { stdout: stdout.trim(), stderr }
}

const body = (url: string) => `
const client = new Client({ appId: 'cli_1', appSecret: 's', domain: ${url}, helpDeskId: '1', helpDeskToken: 't' })
client.helpdesk.v1.ticket.get({ path: { ticket_id: '1' } }).then(({ data }) => console.log(data.ticket?.status))
`

describe('the tarball', () => {
  test('holds the program, its types, the licence and the readme, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toContain('dist/index.js')
    expect(paths).toContain('dist/index.d.ts')
    expect(paths).toContain('LICENSE')
    expect(
      paths.filter((path) => !/^(dist\/.+\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(path)),
    ).toEqual([])
    expect(paths.filter((path) => path.includes('.test.'))).toEqual([])
  })

  test('is small: a fiftieth of the official SDK installed, types below 300 KB', () => {
    const types = packed.files.filter(({ path }) => path.endsWith('.d.ts'))
    const size = types.reduce((sum, { path }) => sum + readFileSync(join(installed, path)).length, 0)
    expect(size).toBeLessThan(300_000)
    expect(packed.unpackedSize).toBeLessThan(600_000)
  })

  test('every export and import leads to a file', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >
    const targets =
      JSON.stringify([manifest['exports'], manifest['imports'], manifest['main']]).match(
        /\.\/dist\/[^"]+/g,
      ) ?? []
    const paths = new Set(packed.files.map(({ path }) => `./${path}`))
    expect(targets.filter((target) => !paths.has(target))).toEqual([])
    const { version } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as { version: string }
    expect(readFileSync(join(installed, 'dist/version.js'), 'utf8')).toContain(`'${version}'`)
  })
})

describe('a consumer', () => {
  test('in ESM', async () => {
    const path = write('esm.mjs', `import { Client } from '@pipit/sdk'\n${body('process.argv[2]')}`)
    expect((await node(path)).stdout).toBe('51')
  })

  test('in CommonJS', async () => {
    const path = write('cjs.cjs', `const { Client } = require('@pipit/sdk')\n${body('process.argv[2]')}`)
    const { stdout, stderr } = await node(path)
    expect({ stdout, stderr }).toEqual({ stdout: '51', stderr: '' })
  })

  test('with the conditions of an edge runtime, by fetch', async () => {
    const path = write(
      'edge.mjs',
      `import { Client } from '@pipit/sdk'\nconst { fetch } = globalThis\nglobalThis.fetch = (...args) => { console.log('fetch'); return fetch(...args) }\n${body('process.argv[2]')}`,
    )
    expect((await node(path, '--conditions=workerd')).stdout).toBe('fetch\nfetch\n51')
  })

  const program = `import { Client, ApiError, EventDispatcher, type Ticket, type Result } from '@pipit/sdk'

const client = new Client({ appId: 'cli_1', appSecret: 's', domain: String(process.argv[2]), helpDeskId: '1', helpDeskToken: 't' })
const { data } = await client.helpdesk.v1.ticket.get({ path: { ticket_id: '1' } })
const status: number | undefined = data.ticket?.status
for await (const ticket of client.helpdesk.v1.ticket.list({ params: { page_size: 1, ticket_id: '1' } })) {
  const one: Ticket = ticket
  if (one.ticket_id) break
}
const result: Result<{ data: object }> = await client.helpdesk.v1.agentSkill.list().result()
if (!result.ok && result.error instanceof ApiError) console.log(result.error.code)
new EventDispatcher({ client }).register({
  'helpdesk.ticket.updated_v1': ({ object, old_object }) => [object.ticket_id, old_object.status],
  'im.message.receive_v1': ({ event_id }) => event_id,
})
// @ts-expect-error a path value is required
client.helpdesk.v1.ticket.get().catch(() => {})
// @ts-expect-error statuses are numbers
client.helpdesk.v1.ticket.list({ params: { status_list: ['51'] } }).catch(() => {})
console.log(status)
`
  const strict = {
    strict: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    target: 'es2023',
    outDir: 'out',
  }
  const compile = async (name: string, options: object, files: Record<string, string>) => {
    for (const [file, source] of Object.entries(files)) write(`${name}/${file}`, source)
    write(`${name}/package.json`, '{"type":"module"}')
    const path = write(
      `${name}/tsconfig.json`,
      JSON.stringify({ compilerOptions: { ...strict, ...options } }),
    )
    const { stdout } = await run(process.execPath, [tsc, '-p', path]).catch(
      (error: { stdout: string }) => error,
    )
    return stdout
  }

  test('in strict TypeScript without the DOM and without @types/node', async () => {
    const globals =
      'declare const process: { argv: string[] }\ndeclare const console: { log(...x: unknown[]): void }\n'
    const errors = await compile(
      'bare',
      { lib: ['es2023'], types: [], module: 'nodenext' },
      { 'main.ts': globals + program },
    )
    expect(errors).toBe('')
    expect((await node(join(root, 'bare/out/main.js'))).stdout).toContain('51')
  })

  test('in strict TypeScript that compiles to CommonJS', async () => {
    const globals =
      'declare const process: { argv: string[] }\ndeclare const console: { log(x: unknown): void }\n'
    const source = `${globals}import { Client } from '@pipit/sdk'\n${body('String(process.argv[2])')}`
    const options = { lib: ['es2023'], types: [], module: 'nodenext' }
    expect(await compile('cts', options, { 'main.cts': source })).toBe('')
    expect(readFileSync(join(root, 'cts/out/main.cjs'), 'utf8')).toContain('require("@pipit/sdk")')
    expect((await node(join(root, 'cts/out/main.cjs'))).stdout).toBe('51')
  })

  test('in strict TypeScript with @types/node, for what touches Node', async () => {
    const source = `import http from 'node:http'
import { createReadStream, createWriteStream } from 'node:fs'
import { adaptDefault, adaptFetch, Client, EventDispatcher } from '@pipit/sdk'
import { nodeTransport } from '@pipit/sdk/node'

const dispatcher = new EventDispatcher()
http.createServer(adaptDefault('/events', dispatcher))
export const serve: (request: Request) => Promise<Response> = adaptFetch(dispatcher)
const client = new Client({ disableTokenCache: true, fetch, logger: console, transport: nodeTransport({ agent: new http.Agent() }) })
export const upload = () => client.im.v1.image.create({ data: { image_type: 'message', image: createReadStream('x') } }, { signal: AbortSignal.timeout(1) })
export const bytes = () => client.im.v1.image.create({ data: { image_type: 'message', image: Buffer.from('') } })
export const save = async () => {
  const download = await client.im.v1.image.get({ path: { image_key: 'x' } })
  download.getReadableStream().pipe(createWriteStream('x'))
  await download.writeFile('x')
}
`
    expect(
      await compile('node', { lib: ['es2023'], types: ['node'], module: 'nodenext' }, { 'main.ts': source }),
    ).toBe('')
  })

  test('in strict TypeScript with the DOM and a bundler', async () => {
    const source = `import { adaptFetch, Client, EventDispatcher } from '@pipit/sdk'
export const client = new Client({ disableTokenCache: true, fetch: window.fetch.bind(window), logger: console })
export const serve: (request: Request) => Promise<Response> = adaptFetch(new EventDispatcher())
export const upload = (image: File) => client.im.v1.image.create({ data: { image_type: 'avatar', image } }, { signal: new AbortController().signal })
`
    const options = {
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      module: 'esnext',
      moduleResolution: 'bundler',
    }
    expect(await compile('dom', options, { 'main.ts': source })).toBe('')
  })

  test('bundled for the browser, with nothing of Node in it', async () => {
    write('web/main.js', `import { Client } from '@pipit/sdk'\n${body('globalThis.stubUrl')}`)
    const entry = join(root, 'web/main.js')
    const output = await build({
      root: join(root, 'web'),
      logLevel: 'silent',
      configFile: false,
      build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'bundle' } },
    })
    const [result] = [output].flat()
    if (!result || !('output' in result)) throw new Error('nothing was built')
    const code = result.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('')
    expect(code.match(/node:|\brequire\(|\bBuffer\.|\bprocess\b|getBuiltinModule/)).toBeNull()
    expect(code.length).toBeLessThan(100_000)

    const {
      fetch,
      URL,
      TextEncoder,
      TextDecoder,
      AbortController,
      performance,
      btoa,
      atob,
      crypto,
      setTimeout,
      clearTimeout,
    } = globalThis
    const logged = new Promise((resolve) => {
      const console = { log: resolve }
      const web = {
        fetch,
        URL,
        TextEncoder,
        TextDecoder,
        AbortController,
        performance,
        btoa,
        atob,
        crypto,
        setTimeout,
        clearTimeout,
      }
      runInContext(code, createContext({ ...web, console, stubUrl: server.url }))
    })
    expect(await logged).toBe(51)
  })
})
