import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { imageOf } from '../images.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { findings } from './findings.ts'
import { type Owner, newContext, signInOwner } from './owner.ts'
import { type Site, startSite } from './sites.ts'

interface Row {
  readonly ticket_id: string
  readonly preview: string
}

describe.skipIf(noBrowser)("a visitor's day on a page of somebody else", () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let site: Site
  let browser: Browser
  let owner: Owner
  let widgetId: string

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    site = await startSite()
    browser = await openBrowser()
    owner = await signInOwner(server)
    const widget = await owner.call<{ widget_id: string }>('PATCH', '/console/v1/admin/widget', {
      allowed_origins: [site.host],
    })
    widgetId = widget.widget_id
    for (const locale of ['en', 'zh']) site.pages.set(`/${locale}`, pageWith(locale))
    // Nobody has room, so whoever asks for a person waits until the owner answers.
    const { items } = await owner.call<{ items: { agent: { id: string } }[] }>('GET', '/console/v1/agents')
    for (const { agent } of items)
      await owner.call('PATCH', `/console/v1/agents/${agent.id}`, { max_tickets: 0 })
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
    await server?.stop()
    await place?.remove()
  })

  /** A page that allows nothing but what the loader needs. */
  const pageWith = (locale: string) => `<!doctype html><html lang="${locale}"><head><title>Shop</title>
    <meta http-equiv="content-security-policy"
      content="default-src 'none'; script-src ${server.url}; frame-src ${server.url}; style-src 'self'">
    <script async src="${server.url}/widget/pipit.js" data-desk="${widgetId}"></script></head>
    <body><main><h1>Shop</h1></main></body></html>`

  async function openChat(
    context: BrowserContext,
    url: string,
    button: string | RegExp,
  ): Promise<{ page: Page; chat: FrameLocator; errors: string[] }> {
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await page.goto(url)
    await page.getByRole('button', { name: button }).click()
    return { page, chat: page.frameLocator('iframe'), errors }
  }
  const axe = (page: Page) => findings(page.frames().find((frame) => frame.url().includes('/widget/app'))!)
  const ticketWith = async (text: string) => {
    const { items } = await owner.call<{ items: Row[] }>('GET', '/console/v1/tickets?view=all')
    return items.find((row) => row.preview.includes(text))!.ticket_id
  }

  test('from the greeting to the rating, and the history is there after a reload', async () => {
    const context = await newContext(browser)
    const { page, chat, errors } = await openChat(context, `${site.url}/en`, 'Open chat')
    const field = chat.getByRole('textbox', { name: 'Write a message' })
    await chat.getByText('Hello. What can we help you with?').waitFor()
    expect(await axe(page)).toEqual([])

    // A topic, and one of its questions.
    await chat.getByRole('button', { name: 'Orders and delivery' }).click()
    await chat.getByRole('button', { name: 'How long does delivery take?' }).click()
    await chat.getByText('Was this helpful?').waitFor()
    // A suggestion, chosen by keys.
    await field.fill('gift')
    await chat.getByRole('option').first().waitFor()
    await field.press('ArrowDown')
    await field.press('Enter')
    await expect.poll(() => chat.getByText('Was this helpful?').count()).toBe(2)
    await chat.getByRole('button', { name: 'No', exact: true }).last().click()
    await chat.getByText('Sorry about that').waitFor()

    await chat.getByRole('button', { name: 'Talk to a person' }).last().click()
    await chat.getByText(/You are number \d+ in the queue/).waitFor()
    await field.fill('My parcel is wet')
    await field.press('Enter')
    await chat.getByText('My parcel is wet').waitFor()
    await expect.poll(() => ticketWith('My parcel is wet').catch(() => '')).not.toBe('')
    const ticketId = await ticketWith('My parcel is wet')
    const reply = (text: string) => owner.call('POST', `/console/v1/tickets/${ticketId}/messages`, { text })
    await owner.call('POST', `/console/v1/tickets/${ticketId}/remarks`, { content: 'SECRET-REMARK' })
    await reply('I am so sorry. Send us a picture?')
    await chat.getByText('I am so sorry. Send us a picture?').waitFor()
    await chat.getByRole('heading', { name: '周岚' }).waitFor()
    expect(await axe(page)).toEqual([])

    await chat
      .locator('input[type=file]')
      .setInputFiles({ name: 'wet.png', mimeType: 'image/png', buffer: imageOf('png') })
    await chat.getByRole('img', { name: 'Picture' }).waitFor()
    // Closed by the visitor's keys, the button has the focus and counts what comes.
    await field.press('Escape')
    const button = page.getByRole('button', { name: /^Open chat/ })
    await expect
      .poll(() =>
        button.evaluate((node) => node.getRootNode() instanceof ShadowRoot && node.matches(':focus')),
      )
      .toBe(true)
    await reply('A new one is on its way.')
    await page.getByRole('button', { name: 'Open chat, 1 unread' }).click()
    await chat.getByText('A new one is on its way.').waitFor()
    await page.getByRole('button', { name: 'Open chat', exact: true }).waitFor()

    await owner.call('POST', `/console/v1/tickets/${ticketId}/close`, { solved: true })
    await chat.getByRole('button', { name: 'Fair' }).click()
    await chat.getByRole('textbox', { name: 'What could we have done better?' }).fill('Drier boxes')
    await chat.getByRole('button', { name: 'Submit' }).click()
    await chat.getByText('Thank you for your rating.').waitFor()
    const { score } = await owner.call<{ score: number }>('GET', `/console/v1/tickets/${ticketId}`)
    expect(score).toBe(2)

    await page.reload()
    await page.getByRole('button', { name: 'Open chat' }).click()
    await chat.getByText('A new one is on its way.').waitFor()
    await chat.getByText('Thank you for your rating.').waitFor()
    expect(await chat.locator('body').innerText()).not.toContain('SECRET')
    await field.fill('Hello again')
    await field.press('Enter')
    await chat.getByRole('button', { name: 'End chat' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('in Chinese, in the dark and on a phone; nobody there, a message is left', async () => {
    const { items } = await owner.call<{ items: { agent: { id: string } }[] }>('GET', '/console/v1/agents')
    for (const { agent } of items)
      await owner.call('PATCH', `/console/v1/agents/${agent.id}`, { status: 'offline' })
    const context = await newContext(browser, 'zh')
    const { page, chat, errors } = await openChat(context, `${site.url}/zh`, '打开在线咨询')
    await page.setViewportSize({ width: 390, height: 780 })
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    const field = chat.getByRole('textbox', { name: '输入消息' })
    await chat.getByText('你好，想了解什么？').waitFor()
    await chat.getByRole('button', { name: '订单与配送' }).waitFor()
    await field.fill('转人工')
    await field.press('Enter')
    await chat.getByText(/排队中，你是第 \d+ 位/).waitFor()
    expect(await axe(page)).toEqual([])
    await chat.getByRole('button', { name: '用邮件接收回复' }).click()
    expect(await axe(page)).toEqual([])
    await chat.getByLabel('姓名').fill('米娅')
    await chat.getByLabel('邮箱').fill('nowhere')
    await chat.getByLabel('留言内容').fill('快递淋湿了')
    await chat.getByRole('button', { name: '发送' }).click()
    await chat.getByText('邮箱格式不对。').waitFor()
    await chat.getByLabel('邮箱').fill('mia@example.org')
    await chat.getByRole('button', { name: '发送' }).click()
    await chat.getByText('快递淋湿了').waitFor()
    await expect.poll(() => ticketWith('快递淋湿了').catch(() => '')).not.toBe('')
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a page that is not on the list, the chat says so, and the browser keeps it out', async () => {
    const context = await newContext(browser)
    const { chat, errors } = await openChat(context, `${site.foreignUrl}/en`, 'Open chat')
    await chat
      .getByText(`The page ${site.foreignUrl} is not among the pages that may hold the chat`)
      .waitFor()
    await expect.poll(() => errors.join()).toContain('is not among the pages that may hold the chat')

    // Whoever lies about where it stands is stopped by the frame's own policy.
    const address = `${server.url}/widget/app?desk=${widgetId}&origin=${encodeURIComponent(site.url)}`
    site.pages.set('/liar', `<!doctype html><title>Liar</title><iframe src="${address}"></iframe>`)
    const page = await context.newPage()
    const blocked = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await page.goto(`${site.foreignUrl}/liar`)
    await blocked
    await context.close()
  })
})
