import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDesk, newServer, password } from '../harness.ts'
import { imageOf } from '../images.ts'
import { officialClient, withDesk } from '../official.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { findings } from './findings.ts'
import { newContext, signInByForm } from './owner.ts'

describe.skipIf(noBrowser)('knowledge', async () => {
  const server = await newServer()
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test('what an owner writes is read by guests, with and without scripts, and by the official SDK', async () => {
    const desk = await newDesk(server)
    const url = await server.listen()
    const owner = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.ownerId)
      .executeTakeFirstOrThrow()
    const context = await newContext(browser)
    const page = await context.newPage()
    await page.goto(`${url}/admin/knowledge`)
    await signInByForm(page, { email: owner.email!, password })

    // A category, for English only.
    await page.getByRole('button', { name: 'New category' }).click()
    const dialog = page.getByRole('dialog', { name: 'New category' })
    await dialog.getByLabel('Name').fill('Delivery')
    await dialog.getByLabel('Language').click()
    await page.getByTitle('English', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Delivery' }).click()
    await page.getByText('Nothing in this category').waitFor()
    await page.getByRole('switch').click()
    await page.getByText('Everybody with the address can read it.').waitFor()

    // A FAQ with a picture; the preview is the page that guests get.
    await page.getByRole('button', { name: 'New FAQ' }).click()
    await page.getByRole('textbox', { name: 'Question', exact: true }).fill('How long does delivery take?')
    await page.getByLabel('Answer', { exact: true }).fill('Two days.\n\nor less, by bike')
    await page.getByLabel('Answer', { exact: true }).press('Home')
    await page.getByRole('button', { name: 'List', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'map.png',
      mimeType: 'image/png',
      buffer: imageOf('png'),
    })
    await page.getByRole('img', { name: 'Picture of the answer' }).waitFor()
    const preview = page.frameLocator('iframe')
    await preview.getByRole('listitem').getByText('or less, by bike').waitFor()
    await expect
      .poll(() => preview.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Publish FAQ' }).click()
    await page.getByRole('link', { name: 'Open in the help centre' }).waitFor()

    // The official SDK has it.
    const client = officialClient(desk, url)
    const { data } = await client.helpdesk.v1.faq.search({ params: { query: 'delivery' } }, withDesk())
    expect(data!.items).toMatchObject([
      { question: 'How long does delivery take?', categories: [{ name: 'Delivery' }] },
    ])

    // A guest whose browser speaks Chinese and runs no scripts.
    const plain = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })
    const reader = await plain.newPage()
    await reader.goto(`${url}/help/${desk.helpdeskId}`)
    await reader.getByRole('heading', { name: '需要什么帮助？' }).waitFor()
    await reader.getByRole('link', { name: 'English' }).click()
    await reader.getByRole('searchbox').fill('delivery')
    await reader.getByRole('button', { name: 'Search' }).click()
    await reader.locator('mark').first().waitFor()
    await reader.getByRole('link', { name: 'How long does delivery take?' }).click()
    await reader.getByRole('heading', { level: 1, name: 'How long does delivery take?' }).waitFor()
    expect(await reader.getByRole('navigation', { name: 'You are here' }).innerText()).toContain('Delivery')
    const picture = await reader.request.get(url + (await reader.locator('.answer img').getAttribute('src')))
    expect(await picture.body()).toEqual(imageOf('png'))
    await reader.getByRole('button', { name: 'No' }).click()
    await reader.getByText('Thank you. We will improve this article.').waitFor()
    await plain.close()

    // The same with scripts: suggestions by keyboard, nothing that the policy stops.
    const guest = await newContext(browser)
    const help = await guest.newPage()
    const complaints: string[] = []
    help.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
    await help.goto(`${url}/help/${desk.helpdeskId}/en`)
    await help.getByRole('combobox').pressSequentially('deliv')
    await help.getByRole('option', { name: 'How long does delivery take?' }).waitFor()
    await help.keyboard.press('ArrowDown')
    await help.keyboard.press('Enter')
    await help.getByText('Two days.').waitFor()
    expect(complaints).toEqual([])
    await guest.close()
    const checked = await browser.newContext({ bypassCSP: true, locale: 'en-US', colorScheme: 'dark' })
    const article = await checked.newPage()
    await article.goto(help.url())
    expect(await findings(article)).toEqual([])
    await checked.close()

    // The owner sees what did not help, deletes it, and takes that back.
    await page.getByRole('link', { name: 'All FAQs', exact: true }).click()
    await page.getByRole('link', { name: 'Did not help', exact: true }).click()
    await page.getByText('Helped 0, did not help 1').waitFor({ state: 'attached' })
    await page.getByRole('link', { name: 'All FAQs', exact: true }).click()
    await page.getByRole('button', { name: 'Delete “How long does delivery take?”' }).click()
    await page.getByText('No FAQs yet').waitFor()
    await expect.poll(async () => (await page.request.get(help.url())).status()).toBe(410)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: /How long does delivery take/ }).waitFor()
    await expect.poll(async () => (await page.request.get(help.url())).status()).toBe(200)
    await context.close()
  })
})
