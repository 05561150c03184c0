import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDesk, newServer, password } from '../harness.ts'
import { newPush } from '../pushes.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { newContext, signInByForm } from './owner.ts'

describe.skipIf(noBrowser)('pushes in the console', async () => {
  const server = await newServer()
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test('a push is read, rejected with a reason, or approved', async () => {
    const desk = await newDesk(server)
    const url = await server.listen()
    for (const name of ['Maintenance on Sunday', 'Free lunch']) {
      const id = await newPush(desk, { job_name: name }, desk.ownerId)
      await desk.call(
        'POST',
        `/open-apis/helpdesk/v1/notifications/${id}/submit_approve`,
        { reason: 'Everybody asks' },
        await desk.user(desk.ownerId),
      )
    }
    const owner = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.ownerId)
      .executeTakeFirstOrThrow()
    const context = await newContext(browser)
    const page = await context.newPage()
    await page.goto(`${url}/admin/pushes`)
    await signInByForm(page, { email: owner.email!, password })

    await page.getByRole('button', { name: 'Open Free lunch' }).click()
    await page.getByText('Welcome!').waitFor()
    await page.getByText('Everybody asks').first().waitFor()
    await page.getByRole('button', { name: 'Reject' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reject “Free lunch”?' })
    await dialog.getByRole('button', { name: 'Reject' }).click()
    await dialog.getByText('Say why').waitFor()
    await dialog.getByLabel('Why').fill('There is none')
    await dialog.getByRole('button', { name: 'Reject' }).click()
    await page.getByText('There is none').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()

    await page.getByRole('button', { name: 'Open Maintenance on Sunday' }).click()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('dialog').getByText('Approved').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Nothing to approve').waitFor()

    const tab = page.locator('.app-tab[aria-current]')
    expect(await tab.allInnerTexts()).toEqual(['To approve'])
    await page.getByRole('link', { name: 'All' }).click()
    await expect.poll(() => tab.allInnerTexts()).toEqual(['All'])
    await expect
      .poll(() => page.locator('.push-row .state').allInnerTexts())
      .toEqual(expect.arrayContaining(['Approved', 'Rejected']))
    await context.close()
  })
})
