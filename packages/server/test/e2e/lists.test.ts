import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLook, signIn } from '../../../../scripts/screenshots/visit.js'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { findings } from './findings.ts'

describe.skipIf(noBrowser)('the lists of the workspace', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let page: Page
  const errors: string[] = []

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    const context = await openLook(browser, { language: 'en', scheme: 'light', width: 1440 })
    await signIn(context, server.url, server.firstRun.owner)
    page = await context.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await place?.remove()
  })

  const rows = () => page.locator('[data-ticket]')
  const idsShown = () =>
    rows().evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset.ticket!))

  test('a filter is in the address: it survives a reload, and Back takes it away', async () => {
    await page.goto(`${server.url}/agent?view=open`)
    await rows().first().waitFor()
    const before = await idsShown()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('combobox', { name: 'Agent' }).selectOption('none')
    await expect.poll(() => new URL(page.url()).searchParams.get('agent')).toBe('none')
    await page.keyboard.press('Escape')
    const chip = page.getByRole('button', { name: 'Remove filter: Agent: Nobody' })
    await chip.waitFor()
    await expect.poll(async () => (await idsShown()).length).toBeLessThan(before.length)
    const filtered = await idsShown()
    await page.reload()
    await chip.waitFor()
    await expect.poll(idsShown).toEqual(filtered)
    await page.goBack()
    await expect.poll(idsShown).toEqual(before)
    await page.goForward()
    await chip.click()
    await expect.poll(idsShown).toEqual(before)
  })

  test('a filter becomes a view with a name, a count and a place beside the others', async () => {
    await page.goto(`${server.url}/agent?view=open&agent=none`)
    await page.getByRole('button', { name: 'Save view' }).click()
    const dialog = page.getByRole('dialog', { name: 'New view' })
    await dialog.getByLabel('Name').fill('Nobody has these')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const link = page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'Nobody has these' })
    await link.waitFor()
    await expect.poll(() => link.getAttribute('aria-current')).toBe('page')
    await page.getByRole('link', { name: 'Closed', exact: false }).first().click()
    await link.click()
    await expect.poll(() => new URL(page.url()).searchParams.get('agent')).toBe('none')
    await page.getByRole('button', { name: 'Change the view “Nobody has these”' }).click()
    await page.getByRole('button', { name: 'Delete view' }).click()
    await link.waitFor({ state: 'detached' })
  })

  test('selected tickets change together, and Undo gives them back', async () => {
    await page.goto(`${server.url}/agent?view=open&sort=created`)
    await rows().first().waitFor()
    const before = await idsShown()
    const boxes = page.locator('.row-check')
    await boxes.nth(0).click()
    await boxes.nth(1).click({ modifiers: ['Shift'] })
    await page.getByText('2 tickets selected').waitFor()
    await page
      .getByRole('region', { name: 'Change the selected tickets' })
      .getByRole('button', { name: 'Close', exact: true })
      .click()
    await page.getByText('2 tickets changed').waitFor()
    await expect.poll(async () => (await idsShown()).includes(before[0]!)).toBe(false)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('2 changes undone').waitFor()
    await expect.poll(idsShown).toEqual(before)
  })

  test('the table sorts by its heads and is remembered', async () => {
    await page.goto(`${server.url}/agent?view=open`)
    await page.getByRole('button', { name: 'Show as table' }).click()
    await page.getByRole('table').waitFor()
    await page.getByRole('button', { name: 'Waiting', exact: true }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('waiting')
    expect(await page.getByRole('columnheader', { name: 'Waiting' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
    await page.reload()
    await page.getByRole('table').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Show as list' }).click()
    await page.getByRole('table').waitFor({ state: 'detached' })
  })

  test('two Chinese characters find messages, with the characters marked', async () => {
    await page.goto(`${server.url}/agent`)
    await page.getByRole('link', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('发票')
    const tickets = page.getByRole('region', { name: 'Tickets' })
    await tickets.locator('mark', { hasText: '发票' }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('发票')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.closest('.found') !== null)).toBe(true)
    expect(errors).toEqual([])
  })
})
