// Search on a desk of 100,000 FAQs and 100,000 tickets, and on a small desk beside it: times, and the plans.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toJson } from '../packages/server/dist/db/json.js'
import { newCx } from '../packages/server/dist/domain/cx.js'
import { answerFor, searchFaqs } from '../packages/server/dist/domain/faq-search.js'
import { listFaqs } from '../packages/server/dist/domain/faqs.js'
import { postAsGuest } from '../packages/server/dist/domain/messages.js'
import { indexDesk } from '../packages/server/dist/domain/search-rebuild.js'
import { searchTickets } from '../packages/server/dist/domain/ticket-search.js'
import { startService } from '../packages/server/dist/domain/tickets.js'
import { open } from '../packages/server/dist/open.js'
import { newId, newMessageId } from '../packages/server/dist/platform/ids.js'
import { addPerson, createOrganisation } from '../packages/server/dist/seed/organisation.js'
import { startPostgres } from '../scripts/postgres.js'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    engine: { type: 'string' },
    plans: { type: 'boolean', default: false },
  },
})
const rows = Number(values.rows)
const batch = 500

const chinese =
  '订单 物流 发货 退款 发票 地址 会员 密码 支付 优惠券 快递 包裹 签收 换货 预售 图书 阅读器 充电 激活码 下载 登录 账号 抬头 税号 客服 退货 破损 补寄 积分 礼品卡'.split(
    ' ',
  )
const verbs =
  '如何查询 怎么修改 无法使用 一直没有收到 想要申请 请问什么时候 能不能取消 已经提交了 不知道怎么 希望尽快处理'.split(
    ' ',
  )
const english =
  'order delivery refund invoice address member password payment coupon parcel tracking return exchange preorder book reader charge code download account'.split(
    ' ',
  )

/** The first words of a list are chosen most often, as in any language. */
const pick = (list) => list[Math.floor(Math.random() ** 2 * list.length)]
const any = (list) => list[Math.floor(Math.random() * list.length)]

/** A sentence in which every thousandth has `snowdrop` and 雪滴花. */
function sentence(n) {
  const parts = [any(verbs) + pick(chinese), `${any(verbs)}${pick(chinese)}和${pick(chinese)}`]
  if (n % 2 === 0) parts.push(`${pick(english)} ${pick(english)} item${n}`)
  if (n % 1000 === 7) parts.push('雪滴花 snowdrop')
  return parts.join('，')
}

const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i)

async function addDesk(services, count) {
  const system = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
  const { tenantId, helpdeskId, guestId } = await services.engine.transaction(async (db) => {
    const { cx } = await createOrganisation(
      { ...system, db, inTransaction: true },
      { tenant: 'Bench', app: 'Bench', helpdesk: 'Bench' },
    )
    const guestId = await addPerson(cx, { name: '王思远 Guest' })
    return { tenantId: cx.tenantId, helpdeskId: cx.helpdeskId, guestId }
  })
  const cx = newCx(services, { tenantId, helpdeskId, actor: { kind: 'system' }, now: Date.now() })
  const ticket = await startService(cx, { guestId, human: false, appointedAgents: [], channel: 9 })
  for (let from = 0; from < count; from += batch)
    await services.engine.transaction((db) =>
      addRows({ ...cx, db }, ticket, from, Math.min(from + batch, count)),
    )
  const started = performance.now()
  await indexDesk(cx)
  return { cx, ticket, seconds: (performance.now() - started) / 1000 }
}

async function addRows(cx, template, from, to) {
  const same = { tenant_id: cx.tenantId, created_at: cx.now, updated_at: cx.now }
  const numbers = range(from, to)
  const faqs = numbers.map((n) => ({
    ...same,
    helpdesk_id: cx.helpdeskId,
    id: newId(),
    question: sentence(n),
    answer: `${sentence(n + 1)}。${sentence(n + 2)}。`,
    tags: toJson([sentence(n + 3)]),
    status: 'online',
  }))
  await cx.db.insertInto('faqs').values(faqs).execute()
  const tickets = numbers.map((n) => ({ ...template, id: newId(), preview: sentence(n) }))
  await cx.db.insertInto('tickets').values(tickets).execute()
  const messages = tickets.map((ticket) => ({
    ...same,
    id: newId(),
    chat_id: ticket.chat_id,
    ticket_id: ticket.id,
    message_id: newMessageId(),
    sender_type: 'guest',
    type: 'text',
    content: toJson({ text: ticket.preview }),
    text: ticket.preview,
  }))
  await cx.db.insertInto('messages').values(messages).execute()
}

const faqs = (query) => async (cx) => (await searchFaqs(cx, query, undefined, 20)).faqs.length
const tickets = (query) => async (cx) => (await searchTickets(cx, query, { limit: 20 })).tickets.length

const scenarios = [
  ['FAQs: 退款 (two characters, common)', faqs('退款')],
  ['FAQs: 雪滴 (two characters, rare)', faqs('雪滴')],
  ['FAQs: 怎么修改 (a phrase)', faqs('怎么修改')],
  ['FAQs: refund (English, common)', faqs('refund')],
  ['FAQs: snowdrop (English, rare)', faqs('snowdrop')],
  ['FAQs: refund 退款 (mixed)', faqs('refund 退款')],
  ['FAQs: 雪 (one character)', faqs('雪')],
  ['FAQs: zebra (nothing like it)', faqs('zebra')],
  [
    'FAQ list: 退款, with the total',
    async (cx) => (await listFaqs(cx, { status: 'online', search: '退款' }, undefined, 20)).faqs.length,
  ],
  [
    'the bot: 请问我的包裹什么时候能签收',
    async (cx) => (await answerFor(cx, '请问我的包裹什么时候能签收')).length,
  ],
  ['tickets: 退款 (two characters, common)', tickets('退款')],
  ['tickets: 雪滴 (two characters, rare)', tickets('雪滴')],
  ['tickets: 怎么修改 (a phrase)', tickets('怎么修改')],
  ['tickets: refund (English, common)', tickets('refund ')],
  ['tickets: item4242 (a number)', tickets('item4242 ')],
  ['tickets: refund 退款 (mixed, both common)', tickets('refund 退款')],
  ['tickets: snowdrop 退款 (mixed, one rare)', tickets('snowdrop 退款')],
  ['tickets: ref… (unfinished)', tickets('ref')],
]

async function time(work) {
  for (let i = 0; i < 3; i++) await work()
  const times = []
  for (const end = performance.now() + 500; performance.now() < end && times.length < 500;) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return { p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] }
}

/** The search queries that run while `work` does, each text once. */
async function queriesOf(cx, work) {
  const found = new Map()
  const bound = (target, name) =>
    typeof target[name] === 'function' ? target[name].bind(target) : target[name]
  const executor = new Proxy(cx.db.getExecutor(), {
    get: (target, name) =>
      name !== 'executeQuery'
        ? bound(target, name)
        : (query) => {
            if (query.sql.includes('search_fts')) found.set(query.sql, query)
            return target.executeQuery(query)
          },
  })
  const db = new Proxy(cx.db, {
    get: (target, name) => (name === 'getExecutor' ? () => executor : bound(target, name)),
  })
  await work({ ...cx, db })
  return [...found.values()]
}

async function printPlans({ engine }, cx) {
  const explain = engine.kind === 'sqlite' ? 'explain query plan' : 'explain (analyze, buffers)'
  for (const [name, work] of scenarios) {
    console.log(`\n### ${name}`)
    for (const query of await queriesOf(cx, work)) {
      const plan = await engine.read({ ...query, sql: `${explain} ${query.sql}` })
      console.log(`${query.sql.replace(/\s+/g, ' ').trim()}`)
      for (const line of plan) console.log(`    ${line.detail ?? line['QUERY PLAN']}`)
    }
  }
}

async function benchEngine(kind, databaseUrl) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pipit-bench-'))
  const services = await open({ dataDir, databaseUrl, secretKey: undefined, baseUrl: undefined, port: 0 })
  const small = await addDesk(services, 100)
  const large = await addDesk(services, rows)
  if (kind === 'postgres') await services.engine.script('vacuum analyze')
  console.log(
    `\n## ${kind}: ${rows.toLocaleString('en')} FAQs and tickets, indexed in ${large.seconds.toFixed(1)} s\n`,
  )
  console.log('| search | found | p50 ms | p99 ms | small desk p50 ms |')
  console.log('| --- | --- | --- | --- | --- |')
  for (const [name, work] of scenarios) {
    const count = await work(large.cx)
    const { p50, p99 } = await time(() => work(large.cx))
    const beside = await time(() => work(small.cx))
    console.log(`| ${name} | ${count} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${beside.p50.toFixed(2)} |`)
  }
  const post = (cx, ticket) => () =>
    postAsGuest({ ...cx, now: Date.now() }, ticket.id, { type: 'text', content: { text: sentence(2) } })
  const posted = await time(post(large.cx, large.ticket))
  console.log(
    `| one message, indexed and durable | | ${posted.p50.toFixed(2)} | ${posted.p99.toFixed(2)} | |`,
  )
  if (values.plans) await printPlans(services, large.cx)
  await services.engine.close()
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
