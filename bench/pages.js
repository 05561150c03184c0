// The pages against their budgets, in headless Chromium on a desk with 100,000 tickets and a thread of 5,000 messages.
// `npm run bench -- pages`. Times are printed, never asserted: they are this machine's.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { openEngine } from '../packages/server/dist/db/engine.js'
import { serve, serverProgram } from '../scripts/serve.js'
import { openLook, signIn } from '../scripts/screenshots/visit.js'
import { fill, fillThread } from './fill.js'

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '9' },
  },
})
const rounds = Number(values.rounds)
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`
const row = 'a[href*="/agent/tickets/"]'

/** Installed before the page: when the first ticket of the list stood there, and every long task since. */
function watch(selector) {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  const seen = new MutationObserver(() => {
    if (!document.querySelector(selector)) return
    seen.disconnect()
    requestAnimationFrame(() => (window.listShown = performance.now()))
  })
  seen.observe(document, { childList: true, subtree: true })
}

/** Clicks a row and waits, in the page, until its messages are painted. @returns ms */
const openTicket = ({ href, text }) =>
  new Promise((resolve) => {
    const started = performance.now()
    const seen = new MutationObserver(check)
    function check() {
      if (!document.querySelector('.thread, [role=log]')?.textContent.includes(text)) return
      seen.disconnect()
      requestAnimationFrame(() => resolve(performance.now() - started))
    }
    seen.observe(document, { childList: true, subtree: true, characterData: true })
    document.querySelector(`a[href="${href}"]`).click()
  })

async function scroll(page, selector, { by, times }) {
  await page.locator(selector).first().hover()
  await page.evaluate(() => (window.longTasks = []))
  for (let i = 0; i < times; i++) {
    await page.mouse.wheel(0, by)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
  }
  const tasks = await page.evaluate(() => window.longTasks)
  return { longest: Math.max(0, ...tasks), over: tasks.filter((ms) => ms > 100).length }
}

/** Bytes of JavaScript that a page asks for until it is at rest, gzipped. */
async function javascriptOf(browser, url, sign) {
  const context = await openLook(browser, { language: 'en', scheme: 'light', width: 1440 })
  await sign(context)
  const page = await context.newPage()
  let bytes = 0
  const reads = []
  page.on('response', (response) => {
    if (!/javascript/.test(response.headers()['content-type'] ?? '')) return
    reads.push(response.body().then((body) => (bytes += gzipSync(body).length)))
  })
  await page.goto(url, { waitUntil: 'load' })
  await page.locator(row).first().waitFor()
  await Promise.all(reads)
  await context.close()
  return bytes
}

const dataDir = mkdtempSync(join(tmpdir(), 'pipit-pages-'))
let server = await serve(serverProgram, { DATA_DIR: dataDir })
const run = JSON.parse(readFileSync(join(dataDir, 'first-run.json'), 'utf8'))
await server.stop()
const engine = await openEngine({ dataDir })
const { tenant_id: tenantId } = await engine.db
  .selectFrom('helpdesks')
  .select('tenant_id')
  .where('id', '=', run.helpdesk_id)
  .executeTakeFirstOrThrow()
const started = performance.now()
const { ids } = await fill(engine, {
  tenantId,
  helpdeskId: run.helpdesk_id,
  agentId: run.agent_open_id,
  guests: 20_000,
  tickets: Number(values.tickets),
})
await fillThread(engine, { tenantId, ticketId: ids.at(-1), messages: Number(values.messages) })
await engine.close()
console.log(`filled in ${((performance.now() - started) / 1000).toFixed(1)} s`)
server = await serve(serverProgram, { DATA_DIR: dataDir })

const browser = await chromium.launch({
  executablePath: process.env.PIPIT_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
const report = []
try {
  const sign = (context) => signIn(context, server.url, run.agent)
  const list = `${server.url}/agent?view=all`
  report.push([
    'first load, JavaScript gzipped',
    kilobytes(await javascriptOf(browser, list, sign)),
    '300 KB',
  ])

  const shown = []
  for (let i = 0; i < rounds; i++) {
    const context = await openLook(browser, { language: 'zh', scheme: 'light', width: 1440 })
    await context.addInitScript(watch, row)
    await sign(context)
    const page = await context.newPage()
    await page.goto(list)
    shown.push(await page.waitForFunction(() => window.listShown).then((handle) => handle.jsonValue()))
    await context.close()
  }
  report.push(['list shown, cold browser cache', `${Math.round(median(shown))} ms`, '1,500 ms'])

  const context = await openLook(browser, { language: 'zh', scheme: 'light', width: 1440 })
  await context.addInitScript(watch, row)
  await sign(context)
  const page = await context.newPage()
  await page.goto(list)
  await page.locator(row).nth(rounds).waitFor()
  const rows = await page.locator(row).evaluateAll((links) =>
    links.map((link) => ({
      href: link.getAttribute('href'),
      text: /message of ticket \d+/.exec(link.textContent)?.[0],
    })),
  )
  const opened = []
  for (const one of rows.filter(({ text }) => text).slice(1, rounds + 1))
    opened.push(await page.evaluate(openTicket, one))
  report.push(['ticket opened, not hovered before', `${Math.round(median(opened))} ms`, '150 ms'])

  const scrolled = await scroll(page, row, { by: 1200, times: 200 })
  report.push(['longest task while scrolling the list', `${Math.round(scrolled.longest)} ms`, '100 ms'])
  await page.goto(`${server.url}/agent/tickets/${ids.at(-1)}?view=all`)
  await page
    .getByText(/^line \d+ of the long thread/)
    .first()
    .waitFor()
  const read = await scroll(page, 'text=/^line \\d+ of the long thread/', { by: -1500, times: 200 })
  report.push([
    `longest task while scrolling ${values.messages} messages`,
    `${Math.round(read.longest)} ms`,
    '100 ms',
  ])
  await context.close()
} finally {
  await browser.close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
console.log('\n| what | measured | budget |\n| --- | --- | --- |')
for (const line of report) console.log(`| ${line.join(' | ')} |`)
