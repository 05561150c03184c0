import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { newContext, signInByForm } from './owner.ts'

describe.skipIf(noBrowser)('two agents at once', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let lin: Page
  let olga: Page
  const errors: string[] = []

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    const open = async (who: { email: string; password: string }) => {
      const page = await (await newContext(browser)).newPage()
      page.on('pageerror', (error) => errors.push(error.message))
      await page.goto(`${server.url}/login`)
      await signInByForm(page, who)
      await page.waitForURL('**/agent**')
      await page.goto(`${server.url}/agent/tickets/${server.firstRun.ticket_id}?view=all`)
      await page.locator('.ticket-header').waitFor()
      return page
    }
    lin = await open(server.firstRun.agent!)
    olga = await open(server.firstRun.owner)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await place?.remove()
  })

  const box = (page: Page) => page.getByRole('textbox', { name: 'Reply', exact: true })

  test('each sees that the other is there and writes, and who was slower is warned before sending', async () => {
    await olga.locator('.ticket-header').getByRole('img', { name: '林晓 is looking at this' }).waitFor()
    await olga.locator('.ticket-list').getByRole('img', { name: '林晓 is looking at this' }).waitFor()

    await box(lin).pressSequentially('A slow answer')
    await olga.getByRole('status').getByText('林晓 is writing').waitFor()
    await box(olga).fill('A quick answer')
    await olga.keyboard.press('Control+Enter')

    const warning = lin.getByRole('alert').filter({ hasText: 'answered while you were writing' })
    await warning.waitFor()
    await lin.locator('.thread .bubble', { hasText: 'A quick answer' }).waitFor()
    await box(lin).focus()
    await lin.keyboard.press('Control+Enter')
    await warning.getByRole('button', { name: 'Read it first' }).waitFor()
    expect(await lin.locator('.thread .bubble', { hasText: 'A slow answer' }).count()).toBe(0)
    await warning.getByRole('button', { name: 'Send anyway' }).click()
    await olga.locator('.thread .bubble', { hasText: 'A slow answer' }).waitFor()
    await warning.waitFor({ state: 'detached' })
  })

  test('a ticket that one takes is theirs on the screen of the other, who may leave', async () => {
    await olga.getByRole('button', { name: 'Take', exact: true }).click()
    // Lin, whose it was, can take it back now.
    await lin.getByRole('button', { name: 'Take', exact: true }).waitFor()
    expect(await olga.locator('.ticket-header').textContent()).not.toContain('林晓')
    await lin.goto(`${server.url}/agent?view=all`)
    await olga
      .locator('.ticket-header')
      .getByRole('img', { name: /林晓 is/ })
      .waitFor({ state: 'detached' })
  })

  test('keys do what the list says, not while somebody writes; they can be changed and switched off', async () => {
    await lin.goto(`${server.url}/agent?view=all`)
    await lin.locator('.ticket-link').first().waitFor()
    await lin.keyboard.press('?')
    const help = lin.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await help.getByText('Next ticket').waitFor()
    await lin.keyboard.press('g')
    await lin.keyboard.press('u')
    await lin.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    expect(lin.url()).toContain('view=all')
    await lin.keyboard.press('g')
    await lin.keyboard.press('u')
    await lin.waitForURL('**view=unassigned**')

    await lin.keyboard.press('Control+k')
    const bar = lin.getByRole('combobox', { name: 'Command or search' })
    await bar.pressSequentially('g u')
    expect(lin.url()).toContain('view=unassigned')
    await bar.fill('closed')
    await lin.getByRole('option', { name: 'Go to Closed' }).waitFor()
    await lin.keyboard.press('Enter')
    await lin.waitForURL('**view=closed**')

    await lin.goto(`${server.url}/preferences`)
    await lin.getByRole('button', { name: 'Go to All: G A. Change' }).click()
    await lin.keyboard.press('j')
    await lin.getByText('J is taken by “Next ticket”.').waitFor()
    await lin.getByRole('button', { name: 'Use it here' }).click()
    await lin.getByRole('button', { name: 'Next ticket: No keys. Change' }).waitFor()
    await lin.locator('h1').click()
    await lin.keyboard.press('j')
    await lin.waitForURL('**/agent?view=all')

    await lin.goto(`${server.url}/preferences`)
    const [saved] = await Promise.all([
      lin.waitForResponse((response) => response.request().method() === 'PATCH'),
      lin.getByRole('switch', { name: 'Shortcuts of single keys' }).click(),
    ])
    expect(saved.ok()).toBe(true)
    await lin.goto(`${server.url}/agent?view=mine`)
    await lin.getByRole('button', { name: /^Account/ }).waitFor()
    await lin.keyboard.press('j')
    await lin.keyboard.press('Control+k')
    await bar.waitFor()
    expect(lin.url()).toContain('view=mine')
    expect(errors).toEqual([])
  })
})
