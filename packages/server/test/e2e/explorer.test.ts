import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, newDesk, newServer, password } from '../harness.ts'
import { closeListeners, plainReceiver, subscribe } from '../receivers.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { findings } from './findings.ts'
import { newContext, signInByForm } from './owner.ts'

describe.skipIf(noBrowser)('the API in the console', async () => {
  const server = await newServer({
    allowPrivateWebhooks: true,
    events: { retryPauses: [20, 20], timeoutMs: 400, connectTimeoutMs: 400 },
  })
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    closeListeners()
  })

  /** What is wrong with the page; the frame around it is looked at elsewhere. */
  const ownFindings = async (page: Page): Promise<string[]> =>
    (await findings(page)).filter((one) => !one.includes('rail-account'))

  async function ownersPage(desk: Desk, path: string, language: 'en' | 'zh' = 'en'): Promise<Page> {
    const owner = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.ownerId)
      .executeTakeFirstOrThrow()
    const context = await newContext(browser, language)
    const page = await context.newPage()
    await page.goto((await server.listen()) + path)
    await signInByForm(page, { email: owner.email!, password })
    return page
  }

  test('an endpoint is found, filled in, called; the reply leads to the request log', async () => {
    const desk = await newDesk(server)
    const ticket = await desk.newTicket()
    const page = await ownersPage(desk, '/admin/explorer')
    await page.getByLabel('Search endpoints').fill('tickets/:ticket_id GET')
    await page.locator('a[href$="/explorer/helpdesk.v1.ticket.get"]').click()
    await page.waitForURL('**/admin/explorer/helpdesk.v1.ticket.get')
    const call = page.getByRole('button', { name: 'Call', exact: true })
    await call.click()
    await page.getByText('The address needs this.').waitFor()
    await page.getByLabel('ticket_id').fill(ticket)
    await page.getByRole('region', { name: 'curl' }).getByText(`/tickets/${ticket}'`).waitFor()
    await call.click()
    const reply = page.getByRole('region', { name: 'Reply' }).last()
    await reply.getByText(`"ticket_id": "${ticket}"`).waitFor()
    await page.getByText('Success', { exact: true }).waitFor()
    expect(await ownFindings(page)).toEqual([])

    await page.getByRole('button', { name: 'Pipit SDK' }).click()
    await page.getByText(`client.helpdesk.v1.ticket.get`).waitFor()
    // Code is pasted to places where no secret belongs.
    expect(await page.locator('.ex-samples').innerText()).not.toMatch(/t-[\w-]{20}/)
    await page.getByRole('tab', { name: 'Needs and errors' }).click()
    await page.getByText('helpdesk:all:readonly').waitFor()
    await page.getByText('granted').first().waitFor()
    await page.getByRole('tab', { name: 'Calls' }).click()
    expect(await page.locator('.ex-past').count()).toBe(1)
    await server.app.requestLog.flush()
    await page.getByRole('link', { name: 'Open in the request log' }).click()
    await page.getByRole('dialog').getByText(`/open-apis/helpdesk/v1/tickets/${ticket}`).waitFor()
    await page.context().close()
  })

  test('a fault stands at its field; what deletes is asked about first; in Chinese', async () => {
    const desk = await newDesk(server)
    const page = await ownersPage(desk, '/admin/explorer', 'zh')
    await page.getByLabel('搜索接口').fill('列出工单')
    await page.getByRole('link', { name: '列出工单', exact: false }).first().click()
    await page.getByLabel('page_size').fill('3000')
    await page.getByRole('button', { name: '调用', exact: true }).click()
    await page.getByText('参数缺失或格式不对').waitFor()
    const field = page.getByLabel('page_size')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const fault = page.locator('[data-at="query.page_size"] .field-error')
    expect(await fault.innerText()).toContain('200')
    await page.locator('.ex-faults button').click()
    await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true)

    const base = await server.listen()
    await page.goto(`${base}/admin/explorer/helpdesk.v1.faq.delete`)
    await page.getByLabel('id', { exact: false }).last().fill('7')
    await page.getByRole('button', { name: '调用', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('无法撤销').waitFor()
    await dialog.getByRole('button', { name: '取消' }).click()
    expect(await page.locator('.ex-outcome').count()).toBe(0)
    await page.context().close()
  })

  test('the other face is called with a token that is made there', async () => {
    const desk = await newDesk(server)
    const page = await ownersPage(desk, '/admin/explorer/api.tickets.create')
    await page.getByRole('button', { name: 'Make one for a day' }).click()
    await page.getByText('listed among the access tokens').waitFor()
    await page.getByRole('button', { name: 'Write as JSON' }).click()
    const json = page.getByLabel('Body as JSON')
    await json.fill('{"title": ')
    await page.getByText('This is not a JSON object.').waitFor()
    await json.fill('{"title": "From the explorer"}')
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    await page.getByText('Success', { exact: true }).waitFor()
    expect(await page.locator('.ex-reply pre').innerText()).toContain('"title": "From the explorer"')
    await page.context().close()
  })

  test('events that were given up raise an alarm, show why, and are sent again', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    let isWell = false
    const { url, received } = await plainReceiver((_event, response) => {
      response.statusCode = isWell ? 200 : 503
      response.end(isWell ? '{}' : 'out of order')
    })
    const page = await ownersPage(desk, '/admin/events')
    await page.getByText('No events yet').waitFor()
    await page.getByLabel('Request URL').check()
    await page.getByRole('textbox', { name: 'Request URL' }).fill('http://127.0.0.1:1/none')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.field-error').waitFor()
    await page.getByRole('textbox', { name: 'Request URL' }).fill(url)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()

    await desk.newTicket()
    await expect
      .poll(
        async () => {
          await page.reload()
          await page.getByRole('heading', { name: 'Delivery log' }).waitFor()
          return page.locator('.event-alarm').count()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(1)
    await page
      .getByText(/events were given up$/)
      .first()
      .waitFor({ state: 'attached' })
    await page.locator('.log-open').first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Answer 503').first().waitFor()
    await drawer.getByText('out of order').first().waitFor()
    await drawer.getByRole('button', { name: 'Close' }).click()
    isWell = true
    const before = received.length
    await page.getByRole('button', { name: 'Send all of them again' }).click()
    await page.getByText(/sent again\.$/).waitFor()
    await expect.poll(() => received.length).toBeGreaterThan(before)
    expect(await ownFindings(page)).toEqual([])
    await page.context().close()
  })
})
