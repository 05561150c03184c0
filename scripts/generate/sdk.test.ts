import { expect, test } from 'vitest'
import { generateSdk, printClient } from './sdk.js'

const object = (properties: object, required: string[] = []) => ({ type: 'object', required, properties })
const thread = object(
  { uid: { type: 'string', description: 'Thread */ id' }, 'odd-name': { enum: ['a', "b'c"] } },
  ['uid'],
)

test('the committed files are what the contract says', async () => {
  expect(await generateSdk({ check: true })).toEqual([])
})

test('any tree of endpoints makes a client', () => {
  const tree = {
    thread: {
      query: {
        method: 'GET',
        path: '/api/v1/thread/query',
        summary: 'List threads',
        tokens: ['user'],
        query: object({ page_token: { type: 'string' } }),
        response: object({ has_more: { type: 'boolean' }, items: { type: 'array', items: thread } }),
      },
      get: {
        method: 'GET',
        path: '/api/v1/thread/:uid',
        summary: 'Get a thread',
        tokens: ['user'],
        params: object({ uid: { type: 'string' } }, ['uid']),
        envelope: 'bare',
        response: thread,
      },
    },
  } as unknown as Parameters<typeof printClient>[0]['tree']
  const ping = { method: 'GET', path: '/api/ping', summary: 'Ping', tokens: [], response: object({}) }
  const print = (mixed: object) =>
    printClient({ name: 'x', className: 'X', tree: mixed as typeof tree, schemas: new Map() })
  expect(() => print({ ping })).toThrow('The root holds endpoints')
  expect(() => print({ a: { ping, b: { ping } } })).toThrow('a holds endpoints beside groups')

  const schemas = new Map([['Thread', thread]])
  const files = printClient({ name: 'access-token', className: 'AccessToken', tree, schemas })
  expect([...files.keys()]).toEqual(['thread.ts', 'models.ts', 'index.ts'])
  expect(files.get('models.ts')).toContain(
    "export interface Thread {\n  /** Thread *\\/ id */\n  uid: string\n  'odd-name'?: 'a' | 'b\\'c'\n}",
  )
  const source = files.get('thread.ts') ?? ''
  expect(source).toContain(
    'query(payload?: ThreadQueryPayload, options?: RequestOptions): PagePromise<ThreadQueryResponse, Thread> {',
  )
  expect(source).toContain(
    'get(payload: ThreadGetPayload, options?: RequestOptions): ApiPromise<ThreadGetResponse> {',
  )
  expect(source).toContain('export type ThreadGetResponse = Thread')
  expect(files.get('index.ts')).toContain('readonly thread: ThreadResource')
})
