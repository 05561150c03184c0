import * as lark from '@larksuiteoapi/node-sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'

const silent = () => {}

describe.skipIf(noBrowser)('a conversation between a program and an agent', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await place?.remove()
  })

  async function signIn(page: Page, language: 'en' | 'zh'): Promise<void> {
    await page.addInitScript((value) => localStorage.setItem('pipit.language', value), language)
    await page.goto(`${server.url}/`)
    const { email, password } = server.firstRun.agent!
    await page.getByLabel(language === 'en' ? 'E-mail' : '邮箱').fill(email)
    await page.getByLabel(language === 'en' ? 'Password' : '密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: language === 'en' ? 'Sign in' : '登录' }).click()
    await page.waitForURL('**/agent**')
  }

  test('the ticket appears without reload, is answered and closed in the browser, and the SDK sees it all', async () => {
    const run = server.firstRun
    const client = new lark.Client({
      appId: run.app_id,
      appSecret: run.app_secret,
      domain: server.url,
      helpDeskId: run.helpdesk_id,
      helpDeskToken: run.helpdesk_token,
      logger: { error: silent, warn: silent, info: silent, debug: silent, trace: silent },
    })
    const desk = lark.withHelpDeskCredential()
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await signIn(page, 'en')
    await page.goto(`${server.url}/agent?view=open`)
    await page
      .getByRole('link', { name: /王思远/ })
      .first()
      .waitFor()
    // Set now, gone after a reload: what comes next has to arrive by itself.
    await page.evaluate(() => Object.assign(window, { notReloaded: true }))

    // Of the demo's people, the one whose tickets are all closed.
    const listed = await client.helpdesk.v1.ticket.list({ params: { guest_name: '孙佳怡' } }, desk)
    const guest = listed.data!.tickets![0]!.guest!.id!
    const started = await client.helpdesk.v1.ticket.startService(
      { data: { open_id: guest, human_service: true } },
      desk,
    )
    const ticketId = started.data!.ticket_id!
    const path = { ticket_id: ticketId }
    await client.helpdesk.v1.ticketMessage.create(
      { path, data: { msg_type: 'text', content: JSON.stringify({ text: 'Hello from the API 你好' }) } },
      desk,
    )

    const row = page.getByRole('link', { name: /孙佳怡/ }).first()
    await row.waitFor()
    await row.click()
    await page.getByText('Hello from the API 你好').last().waitFor()
    await page.getByRole('textbox', { name: 'Reply' }).fill('An answer from the browser')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('button', { name: 'Now' }).click()
    await expect
      .poll(async () => {
        const messages = await client.helpdesk.v1.ticketMessage.list({ path }, desk)
        return messages.data!.messages!.map((m) => JSON.parse(m.content!).content.text)
      })
      .toEqual(['Hello from the API 你好', 'An answer from the browser'])

    await page.getByRole('button', { name: 'Close ticket' }).click()
    await expect
      .poll(async () => (await client.helpdesk.v1.ticket.get({ path }, desk)).data!.ticket!.status)
      .toBe(51)
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
    expect(errors).toEqual([])
    await page.close()
  })

  test('the workspace speaks Chinese as well', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await signIn(page, 'zh')
    await page.goto(`${server.url}/agent/tickets/${server.firstRun.ticket_id}`)
    await page.getByText('物流停在杭州转运中心两天了，转人工。').waitFor()
    await page.getByRole('button', { name: '关闭工单' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^zh/)
    await page.close()
  })
})
