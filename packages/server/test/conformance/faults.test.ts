import { describe, expect, test } from 'vitest'
import { engineKind, newDesk, newServer } from '../harness.ts'
import { runConformance } from './conformance.ts'
import { type Fault, faultyProxy } from './proxy.ts'
import { type Check, problemsOf } from './report.ts'
import type { Scenario } from './scenario.ts'
import { categories } from './scenarios/categories.ts'
import { documents } from './scenarios/documents.ts'
import { faqs } from './scenarios/faqs.ts'
import type { World } from './world.ts'

const category = (method: string) => `helpdesk.v1.category.${method}`
const isCategory = (path: string) => path.startsWith('/open-apis/helpdesk/v1/categories')

/** The suite itself: for each check a server that is wrong in one thing, and the check that finds it. One engine does. */
describe.skipIf(engineKind !== 'sqlite')('the suite finds a server that', async () => {
  const server = await newServer()
  const url = await server.listen()
  const desk = await newDesk(server)
  const neighbour = await newDesk(server)
  const tokenOf = async ({ user, ownerId }: typeof desk) =>
    (await user(ownerId)).authorization!.slice('Bearer '.length)
  const userToken = await tokenOf(desk)
  const other = { ...neighbour, userToken: await tokenOf(neighbour) }
  const good = desk.helpdesk['x-lark-helpdesk-authorization']!

  const faults: readonly (readonly [what: string, Scenario, id: string, Check, Fault])[] = [
    [
      'says yes and does nothing',
      categories,
      category('patch'),
      'effect',
      {
        request: (c) => {
          if (c.method === 'PATCH' && c.body?.name === '退款') c.body = { language: c.body.language }
        },
      },
    ],
    [
      'writes a number where a text is documented',
      categories,
      category('get'),
      'types',
      {
        reply: (body, { path }) =>
          isCategory(path) && body.data?.id
            ? { ...body, data: { ...body.data, id: Number(body.data.id) } }
            : body,
      },
    ],
    [
      'answers with members that nobody knows',
      documents,
      'docx.v1.document.raw_content',
      'types',
      {
        reply: (body, { path }) =>
          path.includes('raw_content') && body.data ? { ...body, data: { ...body.data, more: 1 } } : body,
      },
    ],
    ['writes header names in lower case', documents, 'docx.v1.document.get', 'types', { lowerCase: true }],
    [
      'has numbers of its own for errors',
      categories,
      category('get'),
      'errors',
      { reply: (body) => (body.code === 154004 ? { ...body, code: 154099 } : body) },
    ],
    [
      'believes every token',
      categories,
      category('list'),
      'token',
      {
        request: (c) => {
          if (isCategory(c.path) && c.method === 'GET') c.headers.authorization = desk.tenant.authorization!
        },
      },
    ],
    [
      'needs no help desk header',
      categories,
      category('create'),
      'desk',
      {
        request: (c) => {
          c.headers['x-lark-helpdesk-authorization'] = good
        },
      },
    ],
    [
      'mixes up its tenants',
      documents,
      'docx.v1.document.get',
      'tenant',
      {
        request: (c) => {
          if (c.headers.authorization !== undefined) c.headers.authorization = desk.tenant.authorization!
        },
      },
    ],
    [
      'makes up what is missing',
      categories,
      category('create'),
      'missing',
      {
        request: (c) => {
          if (c.method === 'POST' && isCategory(c.path) && c.body && !c.body.name) c.body.name = 'Untitled'
        },
      },
    ],
    [
      'takes a number for a text',
      categories,
      category('patch'),
      'mistyped',
      {
        request: (c) => {
          if (c.method === 'PATCH' && typeof c.body?.name === 'number') c.body.name = String(c.body.name)
        },
      },
    ],
    [
      'does not name the field that is wrong',
      categories,
      category('create'),
      'missing',
      {
        reply: (body) => {
          if (body?.error === undefined) return body
          const { field_violations: _, ...error } = body.error
          return { ...body, error }
        },
      },
    ],
    [
      'finds what does not exist',
      categories,
      category('get'),
      'unknown',
      {
        reply: (body, { method }) =>
          method === 'GET' && body.code === 154004 ? { code: 0, msg: 'success', data: {} } : body,
      },
    ],
    [
      'gives the first page for ever',
      faqs,
      'helpdesk.v1.faq.list',
      'paging',
      {
        request: (c) => {
          c.path = c.path.replace(/page_token=[^&]+&?/, '')
        },
      },
    ],
    [
      'forgets the last page',
      faqs,
      'helpdesk.v1.faq.search',
      'paging',
      {
        reply: (body, { path }) =>
          path.includes('page_token') && body.data?.has_more !== undefined
            ? { ...body, data: { ...body.data, items: [], has_more: false, page_token: undefined } }
            : body,
      },
    ],
  ]

  test.each(faults)('%s', async (_, scenario, id, check, fault) => {
    const proxy = await faultyProxy(url, fault)
    const world: World = { ...desk, url: proxy.url, userToken, other }
    const report = await runConformance(world, { scenario })
    await proxy.close()
    const cell = report.rows().find((row) => row.id === id)!.cells[check]
    expect(cell).toMatchObject({ mark: 'fail' })
  })

  test.each([
    ['categories', categories, category('')],
    ['documents', documents, 'docx.'],
    ['faqs', faqs, 'helpdesk.v1.faq.'],
  ] as const)('has no fault: %s', async (_, scenario, prefix) => {
    const proxy = await faultyProxy(url, {})
    const report = await runConformance({ ...desk, url: proxy.url, userToken, other }, { scenario })
    await proxy.close()
    const rows = report.rows().filter((row) => row.id.startsWith(prefix))
    expect(rows.flatMap((row) => problemsOf(row, 'fail'))).toEqual([])
    expect(rows.map((row) => row.cells.works.mark)).toEqual(rows.map(() => 'ok'))
  })
})
