import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { catalogue, type Listed } from '@pipit/contract/catalogue'
import type { JsonObject } from '@pipit/contract/openapi/json'
import { type SampleCall, formFields, isProgramToken, target } from '@pipit/contract/samples/call'
import { exampleOf } from '@pipit/contract/samples/example'
import { type SampleKind, sampleKinds } from '@pipit/contract/samples/samples'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// The code samples of every endpoint are run against a server that writes down what arrives.
const require = createRequire(import.meta.url)
const sdk = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
const run = promisify(execFile)
const environment = {
  APP_SECRET: 'secret',
  HELPDESK_TOKEN: 'ht-1',
  HELPDESK_AUTHORIZATION: 'NzpodC0x',
  TENANT_ACCESS_TOKEN: 't-1',
  APP_ACCESS_TOKEN: 't-1',
  USER_ACCESS_TOKEN: 'u-1',
  ACCESS_TOKEN: 'a.b.c',
}

interface Seen {
  readonly method: string
  readonly url: string
  readonly authorization: string | undefined
  readonly helpdesk: string | undefined
  readonly body: string
}

const seen = new Map<string, Seen[]>()
let current: Seen[] = []
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = '', url = '', headers } = request
    if (typeof headers['x-sample'] === 'string') seen.set(headers['x-sample'], (current = []))
    if (url.startsWith('/sample/')) seen.set(url.slice(8), (current = []))
    else
      current.push({
        method,
        url,
        authorization: headers.authorization,
        helpdesk: headers['x-lark-helpdesk-authorization'] as string | undefined,
        body: Buffer.concat(chunks).toString(),
      })
    const token = { tenant_access_token: 't-1', app_access_token: 't-1', expire: 7200 }
    const code = url.startsWith('/api/') || url.startsWith('/auth/') ? 200 : 0
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ code, msg: '', message: '', data: {}, ...token }))
  })
})

const root = mkdtempSync(join(tmpdir(), 'pipit-samples-'))
let baseUrl = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await run(process.execPath, [tsc, '-b', sdk])
  for (const scope of ['@pipit', '@types', '@larksuiteoapi'])
    mkdirSync(join(root, 'node_modules', scope), { recursive: true })
  symlinkSync(sdk, join(root, 'node_modules/@pipit/sdk'))
  symlinkSync(dirname(require.resolve('@types/node/package.json')), join(root, 'node_modules/@types/node'))
  const official = require.resolve('@larksuiteoapi/node-sdk').replace(/(node-sdk).*$/, '$1')
  symlinkSync(official, join(root, 'node_modules/@larksuiteoapi/node-sdk'))
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  writeFileSync(join(root, "it's a photo.png"), 'png')
})

afterAll(async () => {
  rmSync(root, { recursive: true })
  await new Promise((resolve) => server.close(resolve))
})

/** A call with every member filled in, texts that need escaping among them. */
function callOf(listed: Listed): SampleCall {
  const { endpoint } = listed
  const example = (schema: unknown, name: string) =>
    schema === undefined
      ? {}
      : (exampleOf(JSON.parse(JSON.stringify(schema)) as JsonObject, 'all', name) as JsonObject)
  const body = { ...example(endpoint.body, 'body') }
  for (const [name, value] of Object.entries(body))
    if (value === name) body[name] = `it's "${name}" \\ $HOME \`x\` 你好\n?&#`
  return {
    listed,
    baseUrl,
    appId: 'cli_a1b2c3d4e5f60718',
    helpdeskId: '7',
    token: endpoint.tokens.find(isProgramToken),
    path: example(endpoint.params, 'path') as Record<string, string>,
    query: example(endpoint.query, 'query'),
    body: endpoint.body ? body : undefined,
    file: "it's a photo.png",
  }
}

const authorization = { tenant: 'Bearer t-1', app: 'Bearer t-1', user: 'Bearer u-1', access: 'Bearer a.b.c' }

/** The request that a sample is to send. */
const wanted = (call: SampleCall): Record<string, unknown> => ({
  method: call.listed.endpoint.method,
  url: new URL(target(call), baseUrl).href,
  ...(call.token && { authorization: authorization[call.token] }),
  ...(call.listed.endpoint.helpdesk && { helpdesk: 'NzpodC0x' }),
})

function arrived(call: SampleCall, one: Seen): boolean {
  const { upload } = call.listed.endpoint
  const expected = wanted(call)
  const actual: Record<string, unknown> = {
    method: one.method,
    url: new URL(one.url, baseUrl).href,
    ...('authorization' in expected && { authorization: one.authorization }),
    // The official Node client writes a word before it.
    ...('helpdesk' in expected && { helpdesk: one.helpdesk?.replace('Bearer ', '') }),
  }
  const sameQuery = (url: unknown) =>
    [...new URL(String(url)).searchParams].toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (JSON.stringify(sameQuery(actual.url)) !== JSON.stringify(sameQuery(expected.url))) return false
  actual.url = new URL(String(actual.url)).pathname
  expected.url = new URL(String(expected.url)).pathname
  if (JSON.stringify(actual) !== JSON.stringify(expected)) return false
  if (upload)
    return formFields(call).every(([, value]) => one.body.includes(value)) && one.body.includes('png')
  if (call.body === undefined) return true
  return one.body !== '' && JSON.stringify(sorted(JSON.parse(one.body))) === JSON.stringify(sorted(call.body))
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)]),
        )
      : value

const pairs = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const

const all = [...catalogue()]
const sampleOf = (listed: Listed, key: SampleKind['key']): string | undefined =>
  sampleKinds[listed.face].find((kind) => kind.key === key)?.write(callOf(listed))

/** Which of the endpoints a sample did not call as it should have. */
const missed = (key: string, among: readonly Listed[]) =>
  among
    .filter((listed) => !seen.get(`${key}.${listed.id}`)?.some((one) => arrived(callOf(listed), one)))
    .map((listed) => ({
      id: listed.id,
      wanted: wanted(callOf(listed)),
      seen: seen.get(`${key}.${listed.id}`),
    }))

describe('code samples of every endpoint', () => {
  test.each(['pipit', 'node', 'fetch'] as const)('in %s call it, with what is filled in', async (key) => {
    const among = all.filter(
      (listed) => sampleOf(listed, key) !== undefined && listed.endpoint.envelope !== 'redirect',
    )
    expect(among.length).toBeGreaterThan(50)
    const main = among.map((listed) => {
      writeFileSync(join(root, `${key}.${listed.id}.mjs`), sampleOf(listed, key)!)
      const name = `${key}.${listed.id}`
      return `await fetch('${baseUrl}/sample/${name}')
await import('./${name}.mjs').catch((error) => console.error('${name}', error.message))\n`
    })
    writeFileSync(join(root, `${key}.mjs`), main.join(''))
    await run(process.execPath, [join(root, `${key}.mjs`)], {
      cwd: root,
      env: { ...process.env, ...environment },
      maxBuffer: 1 << 26,
    })
    expect(missed(key, among)).toEqual([])
  })

  test('for our own client compile', async () => {
    const folder = join(root, 'types')
    mkdirSync(folder)
    for (const listed of all)
      writeFileSync(join(folder, `${listed.id}.ts`), `${sampleOf(listed, 'pipit')}export {}\n`)
    const compilerOptions = {
      strict: true,
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2023'],
      types: ['node'],
      noEmit: true,
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch(
      (error: { stdout: string }) => error,
    )
    expect(stdout).toBe('')
  })

  test('in curl call it', async () => {
    // A process for each takes its time: all uploads, bodies with GET, and every fourth of the rest.
    const among = all.filter(
      ({ endpoint }, i) =>
        endpoint.envelope !== 'redirect' &&
        (i % 4 === 0 || endpoint.upload || (endpoint.method === 'GET' && endpoint.body)),
    )
    const script = among.map((listed) =>
      sampleOf(listed, 'curl')!.replace(/^curl/, `curl -s -H 'X-Sample: curl.${listed.id}'`),
    )
    writeFileSync(join(root, 'curl.sh'), script.join('\n'))
    await run('sh', ['-e', 'curl.sh'], { cwd: root, env: { ...process.env, ...environment } })
    expect(missed('curl', among)).toEqual([])
  })

  test('in the other languages name method and path, and close what they open', () => {
    for (const listed of all)
      for (const { key, write } of sampleKinds[listed.face]) {
        const code = write(callOf(listed))
        const { endpoint, id } = listed
        const bare = code.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""')
        if (key !== 'curl')
          for (const [open, close] of pairs)
            expect([id, key, bare.split(open).length]).toEqual([id, key, bare.split(close).length])
        if (!['python', 'go', 'java', 'requests'].includes(key)) continue
        if (
          endpoint.upload ||
          endpoint.envelope === 'redirect' ||
          (key === 'python' && endpoint.envelope === 'binary')
        )
          continue
        const path = key === 'go' ? endpoint.path : target(callOf(listed)).split('?')[0]!
        expect(code).toContain(path)
        expect(code.toLowerCase()).toMatch(
          new RegExp(`(method\\.?|requests\\.|client\\.)${endpoint.method.toLowerCase()}`),
        )
      }
  })
})
