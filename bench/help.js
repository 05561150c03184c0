// The help centre of a desk with 100,000 FAQs: how long its pages take, one request after the other.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from '../packages/server/dist/app.js'
import { countShown } from '../packages/server/dist/db/help-center.js'
import { newCx } from '../packages/server/dist/domain/cx.js'
import { setHelpCenter } from '../packages/server/dist/domain/help-center.js'
import { indexDesk } from '../packages/server/dist/domain/search-rebuild.js'
import { open } from '../packages/server/dist/open.js'
import { newId } from '../packages/server/dist/platform/ids.js'
import { createOrganisation } from '../packages/server/dist/seed/organisation.js'
import { startPostgres } from '../scripts/postgres.js'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, engine: { type: 'string' } },
})
const rows = Number(values.rows)
const batch = 500
const categories = 40

const subjects = '订单 物流 发票 地址 会员 密码 退货 支付 预售 包装'.split(' ')
const words = 'delivery refund invoice address member password return payment preorder packing'.split(' ')
const questionOf = (n) =>
  n % 2 === 0
    ? `如何处理第 ${n} 号${subjects[n % 10]}的问题？`
    : `How do I handle ${words[n % 10]} number ${n}?`
const answerOf = (n) =>
  `${questionOf(n)} ${'请在「我的订单」里打开它，按提示操作。Open it in your orders and follow the steps. '.repeat(4)}`

async function fill(services) {
  const system = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
  const made = await services.engine.transaction((db) =>
    createOrganisation(
      { ...system, db, inTransaction: true },
      { tenant: 'Bench', app: 'Bench', helpdesk: 'Bench' },
    ),
  )
  const { tenantId, helpdeskId } = made.cx
  const cx = newCx(services, { tenantId, helpdeskId, actor: { kind: 'system' }, now: Date.now() })
  const same = { tenant_id: tenantId, helpdesk_id: helpdeskId, created_at: cx.now, updated_at: cx.now }
  const ids = Array.from({ length: categories }, () => newId())
  await services.engine.transaction((db) =>
    db
      .insertInto('categories')
      .values(
        ids.map((id, i) => ({
          ...same,
          id,
          parent_id: '0',
          name: `${subjects[i % 10]} ${i}`,
          language: i % 2 === 0 ? 'zh_cn' : 'en_us',
          position: i,
        })),
      )
      .execute(),
  )
  let last = ''
  for (let from = 0; from < rows; from += batch)
    await services.engine.transaction((db) =>
      db
        .insertInto('faqs')
        .values(
          Array.from({ length: Math.min(batch, rows - from) }, (_, i) => {
            const n = from + i
            last = newId()
            const [question, answer] = [questionOf(n), answerOf(n)]
            return {
              ...same,
              id: last,
              category_id: ids[n % categories],
              question,
              answer,
              tags: '[]',
              status: 'online',
            }
          }),
        )
        .execute(),
    )
  await indexDesk(cx)
  await setHelpCenter(cx, true)
  return { cx, category: ids[1], faq: last }
}

async function time(work, milliseconds = 1000) {
  for (let i = 0; i < 3; i++) await work()
  const times = []
  const begun = performance.now()
  for (const end = begun + milliseconds; performance.now() < end;) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  const perSecond = Math.round((times.length / (performance.now() - begun)) * 1000)
  times.sort((a, b) => a - b)
  return { p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)], perSecond }
}

async function benchEngine(kind, databaseUrl) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pipit-bench-'))
  const services = await open({ dataDir, databaseUrl, secretKey: undefined, baseUrl: undefined, port: 0 })
  const { cx, category, faq } = await fill(services)
  if (kind === 'postgres') await services.engine.script('vacuum analyze')
  const app = await buildApp(services, { rateLimit: 0, logLevel: 'silent', jobs: false })
  const get = async (url) => {
    const reply = await app.inject({ url })
    if (reply.statusCode >= 400) throw new Error(`${url}: ${reply.statusCode}`)
    return reply.statusCode === 301 ? get(reply.headers.location) : reply.body.length
  }
  const addressOf = async (url) => (await app.inject({ url })).headers.location ?? url
  const search = (query) => `/help/zh/search?q=${encodeURIComponent(query)}`
  const pages = [
    ['home', '/help/zh'],
    ['category, 50 of 2,500', await addressOf(`/help/en/categories/${category}`)],
    ['article', await addressOf(`/help/en/articles/${faq}`)],
    ['search: 发票 (in 10,000)', search('发票')],
    ['search: refund (in 10,000)', search('refund')],
    ['search: number 4243 (one)', search('number 4243')],
    ['search: zebra (none)', search('zebra')],
    ['suggestions: refu…', '/help/en/suggest?q=refu'],
    ['sitemap of 5,000', '/help/sitemaps/0.xml'],
    ['list of sitemaps', '/help/sitemap.xml'],
  ]
  console.log(`\n## ${kind}: ${rows.toLocaleString('en')} FAQs\n`)
  console.log('| page | p50 ms | p99 ms | per second | bytes |')
  console.log('| --- | --- | --- | --- | --- |')
  const print = (name, { p50, p99, perSecond }, bytes) =>
    console.log(`| ${name} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${perSecond} | ${bytes} |`)
  for (const [name, url] of pages) print(name, await time(() => get(url)), await get(url))
  const count = () => countShown(cx.db, cx.tenantId, cx.helpdeskId, Date.now())
  print('the numbers of all categories, once a minute', await time(count), '')
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
}

if (values.engine !== 'postgres') await benchEngine('sqlite')
if (values.engine !== 'sqlite') {
  const postgres = await startPostgres()
  if (!postgres)
    console.log('\nPostgreSQL was not found: left out. apt-get install postgresql, or set PG_BIN.')
  else
    try {
      await benchEngine('postgres', postgres.url)
    } finally {
      await postgres.stop()
    }
}
