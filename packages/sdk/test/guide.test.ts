import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok, stub, type Answer, type Seen, type Stub } from './stub.ts'

// Every TypeScript example of the guide is compiled in strict mode and run against a stub server.
const require = createRequire(import.meta.url)
const sdk = fileURLToPath(new URL('..', import.meta.url))
const guide = fileURLToPath(new URL('../../../docs/guide', import.meta.url))
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
const run = promisify(execFile)
const { WebSocketServer } = require('ws') as {
  WebSocketServer: new (options: object) => { on(event: 'connection', listener: () => void): void }
}

const root = mkdtempSync(join(tmpdir(), 'pipit-guide-'))
let server: Stub
let connections = 0

const tickets = [{ ticket_id: '1', status: 51, guest: { name: 'Guest' } }]

function answer({ url }: Seen): Answer {
  const { pathname } = new URL(url, 'http://x')
  if (pathname.endsWith('/tickets/404'))
    return { status: 404, body: { code: 154004, msg: 'resource not found' } }
  if (pathname.endsWith('/images')) return ok({ image_key: 'img_1' })
  if (pathname.includes('/images/')) {
    return {
      headers: { 'Content-Disposition': 'attachment; filename="photo.png"' },
      body: Buffer.from('png'),
    }
  }
  if (pathname === '/callback/ws/endpoint') {
    return ok({
      URL: `${server.url.replace('http', 'ws')}/ws?a=1&device_id=d&service_id=1`,
      ClientConfig: {},
    })
  }
  return ok({
    ticket: tickets[0],
    tickets,
    total: 1,
    items: [{ name: 'a' }],
    has_more: false,
    agent_skills: [],
  })
}

beforeAll(async () => {
  server = await stub(answer)
  new WebSocketServer({ server: server.server }).on('connection', () => connections++)
  await run(process.execPath, [tsc, '-b', sdk])
  mkdirSync(join(root, 'node_modules/@pipit'), { recursive: true })
  symlinkSync(sdk, join(root, 'node_modules/@pipit/sdk'))
  mkdirSync(join(root, 'node_modules/@types'))
  symlinkSync(dirname(require.resolve('@types/node/package.json')), join(root, 'node_modules/@types/node'))
  writeFileSync(join(root, 'photo.png'), 'png')
})

afterAll(async () => {
  rmSync(root, { recursive: true })
  await server.close()
})

/** The examples of a page, each a module; those that make no client use the one the page began with. */
function examples(path: string): string[] {
  const blocks = [...readFileSync(path, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
    ([, code]) => code ?? '',
  )
  const shared = `import { Client } from '@pipit/sdk'
const client = new Client({
  appId: 'cli_a1b2c3d4e5f60718', appSecret: 's', domain: '${server.url}', helpDeskId: '1', helpDeskToken: 't',
})
`
  return blocks.map((code) => {
    const here = code
      .replaceAll('https://desk.example.com', server.url)
      .replaceAll('listen(3000)', 'listen(0)')
    const importsClient = /import \{[^}]*\bClient\b/.test(here)
    const needs = /\bclient\./.test(here) && !/const client\b/.test(here)
    return `${needs ? (importsClient ? shared.replace(/^import.*\n/, '') : shared) : ''}${here}\nexport {}\n`
  })
}

describe.each(['en', 'zh'])('the guide in %s', (language) => {
  test.each(['sdk', 'sdk-moving', 'sdk-feishu'])('%s: the examples compile and run', async (page) => {
    const blocks = examples(join(guide, language, `${page}.md`))
    expect(blocks.length).toBeGreaterThan(1)
    const folder = join(root, `${language}-${page}`)
    mkdirSync(folder)
    for (const [i, code] of blocks.entries()) writeFileSync(join(folder, `${i}.ts`), code)
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const compilerOptions = {
      strict: true,
      noUncheckedIndexedAccess: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023'],
      types: ['node'],
      outDir: 'out',
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch(
      (error: { stdout: string }) => error,
    )
    expect(stdout).toBe('')
    const main = blocks.map((_, i) => `await import('./out/${i}.js')\n`).join('')
    writeFileSync(join(folder, 'main.js'), `${main}process.exit(0)\n`)
    await run(process.execPath, [join(folder, 'main.js')], { cwd: root })
  })
})

test('the long connection of the guide was opened', () => {
  expect(connections).toBe(2)
})

test('both languages have the same examples, comments and texts aside', () => {
  const bare = (code: string) => code.replaceAll(/ ?\/\/.*$/gm, '').replaceAll(/'[^'\n]*'/g, "''")
  for (const page of ['sdk', 'sdk-moving', 'sdk-feishu']) {
    const [en, zh] = ['en', 'zh'].map((language) => examples(join(guide, language, `${page}.md`)).map(bare))
    expect(zh).toEqual(en)
  }
})
