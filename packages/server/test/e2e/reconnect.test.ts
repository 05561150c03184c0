import * as lark from '@larksuiteoapi/node-sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { type Line, newLine } from './line.ts'
import { type Owner, newContext, signInByForm, signInOwner } from './owner.ts'

const cuts = 50
/** So much of the screen is compared after each cut: what is in view of a tall window. */
const shownRows = 6
const shownMessages = 5

const silent = () => {}
const quiet = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }

interface Seen {
  readonly rows: readonly { readonly id: string; readonly name: string; readonly preview: string }[]
  readonly counts: readonly string[]
  readonly messages: readonly string[]
  readonly agent: string
  readonly tags: readonly string[]
  readonly isClosed: boolean
}

describe.skipIf(noBrowser)('a connection that is cut again and again', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let line: Line
  let owner: Owner
  let page: Page
  let ticketId: string

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    line = await newLine(server.url)
    browser = await openBrowser()
    owner = await signInOwner(server)
    ticketId = server.firstRun.ticket_id!
    const context = await newContext(browser)
    page = await context.newPage()
    await page.setViewportSize({ width: 1440, height: 1200 })
    await page.goto(`${line.url}/login`)
    await signInByForm(page, server.firstRun.agent!)
    await page.waitForURL('**/agent**')
    await page.goto(`${line.url}/agent/tickets/${ticketId}?view=all`)
  })
  afterAll(async () => {
    await browser?.close()
    await line?.close()
    await server?.stop()
    await place?.remove()
  })

  /** A new ticket by one of the demo's guests, through the public API. */
  async function newTicket(): Promise<void> {
    const run = server.firstRun
    const client = new lark.Client({
      appId: run.app_id,
      appSecret: run.app_secret,
      domain: server.url,
      helpDeskId: run.helpdesk_id,
      helpDeskToken: run.helpdesk_token,
      logger: quiet,
    })
    const desk = lark.withHelpDeskCredential()
    const listed = await client.helpdesk.v1.ticket.list({ params: { guest_name: '孙佳怡' } }, desk)
    const open_id = listed.data!.tickets![0]!.guest!.id!
    await client.helpdesk.v1.ticket.startService({ data: { open_id, human_service: true } }, desk)
  }

  const on = (path: string, body: unknown = {}): Promise<unknown> =>
    owner.call('POST', `/console/v1/tickets/${ticketId}/${path}`, body)

  /** What happens at the desk around the n-th cut; over fifty of them everything comes up. */
  async function happen(n: number): Promise<void> {
    await on('messages', { text: `Answer ${n}`, client_id: `reconnect-${n}` })
    if (n % 5 === 1) await on('take')
    if (n % 5 === 2) await on('tags', { add: [`tag ${n}`] })
    if (n % 5 === 3) await newTicket()
    if (n % 5 === 4) {
      await on('close')
      if (n % 10 === 4) return
      await on('reopen')
    }
    if (n % 5 === 0) await on('remarks', { content: `Remark ${n}` })
  }

  /** What the server would show. */
  async function expected(): Promise<Seen> {
    type Row = { ticket_id: string; preview: string; guest: { name: string } }
    type Detail = Row & { agent?: { name: string }; tags: { name: string }[]; status: string }
    const get = <T>(path: string) => owner.call<T>('GET', `/console/v1${path}`)
    const [list, detail, thread] = await Promise.all([
      get<{ items: Row[] }>('/tickets?view=all&limit=20'),
      get<Detail>(`/tickets/${ticketId}`),
      get<{ items: { text: string }[] }>(`/tickets/${ticketId}/messages`),
    ])
    return {
      rows: list.items
        .slice(0, shownRows)
        .map((row) => ({ id: row.ticket_id, name: row.guest.name, preview: row.preview })),
      counts: await countsOf(),
      messages: thread.items
        .slice(0, shownMessages)
        .map(({ text }) => text)
        .toReversed(),
      agent: detail.agent?.name ?? '',
      tags: detail.tags.map(({ name }) => name).toSorted(),
      isClosed: detail.status.startsWith('closed'),
    }
  }

  /** Counts are of one person: they are asked for with the cookie of the page, beside the line. */
  async function countsOf(): Promise<string[]> {
    const cookies = await page.context().cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const response = await fetch(`${server.url}/console/v1/ticket_counts`, { headers: { cookie } })
    const counts = (await response.json()) as Record<string, number>
    return ['mine', 'unassigned', 'open', 'closed', 'all'].map((view) => String(counts[view]))
  }

  /** What the page shows, in the same form; the texts of rows only as far as they should be there. */
  const shown = (wanted: Seen): Promise<Seen> =>
    page.evaluate(
      ({ wanted, shownRows, shownMessages }) => {
        const texts = (selector: string) =>
          [...document.querySelectorAll<HTMLElement>(selector)].map((element) => element.textContent.trim())
        const rows = [...document.querySelectorAll<HTMLElement>('.ticket-list a[href*="/tickets/"]')]
        const views = texts('nav.views a')
        // The words of the panel, whatever stands around them.
        const panel = texts('.panel *:not(:has(*)), .panel span, .panel li').flatMap((text) => [
          text,
          text.replace(/[×✕]$/, '').trim(),
        ])
        return {
          rows: rows.slice(0, shownRows).map((row, i) => {
            const has = (text: string | undefined) =>
              text !== undefined && row.textContent.includes(text) ? text : row.textContent
            const want = wanted.rows[i]
            const id = /\/tickets\/(\d+)/.exec(row.getAttribute('href')!)![1]!
            return { id, name: has(want?.name), preview: has(want?.preview) }
          }),
          counts: ['Mine', 'Unassigned', 'Open', 'Closed', 'All'].map((label) => {
            const view = views.find((text) => text.startsWith(label))
            return view?.slice(label.length).trim() ?? ''
          }),
          messages: texts('.thread .bubble').slice(-shownMessages),
          agent: wanted.agent && texts('.ticket-header').join().includes(wanted.agent) ? wanted.agent : '?',
          tags: wanted.tags.filter((tag) => panel.some((text) => text === tag)),
          isClosed: texts('.ticket-header button').includes('Reopen'),
        }
      },
      { wanted, shownRows, shownMessages },
    )

  async function compare(what: string): Promise<void> {
    const wanted = await expected()
    await expect.poll(() => shown(wanted), { message: what, timeout: 20_000, interval: 20 }).toEqual(wanted)
  }

  test('shows what the server has after each of fifty cuts, two of them a restart', async () => {
    await compare('before the first cut')
    await page.evaluate(() => Object.assign(window, { notReloaded: true }))
    for (let n = 1; n <= cuts; n += 1) {
      if (n % 10 === 7) {
        // Away for as long as it takes for things to happen unseen.
        line.down()
        await happen(n)
        line.to(server.url)
      } else if (n % 25 === 0) {
        line.down()
        await happen(n)
        await (n === cuts ? server.kill() : server.stop())
        server = await startProcess(place)
        owner = await signInOwner(server)
        line.to(server.url)
      } else {
        const happening = happen(n)
        line.cut()
        await happening
      }
      // oxlint-disable-next-line no-await-in-loop -- one cut after the other is what is tested
      await compare(`after cut ${n}`)
      if (n % 10 === 4) await on('reopen')
    }
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
    // Pages wait longer after each try while a server is away, and a busy machine starts one slowly.
  }, 120_000)
})
