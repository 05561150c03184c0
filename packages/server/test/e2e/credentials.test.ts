import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { newContext, signInByForm } from './owner.ts'

describe.skipIf(noBrowser)('credentials in the console', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    context = await newContext(browser)
    page = await context.newPage()
    await page.goto(`${server.url}/admin/credentials`)
    await signInByForm(page, server.firstRun.owner)
    await page.getByRole('heading', { name: 'API credentials' }).waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await place?.remove()
  })

  const history = (): Promise<string[]> => page.locator('.audit li').allInnerTexts()
  const row = (name: string) => page.locator('.token-table tbody tr').filter({ hasText: name })

  async function choose(name: string, action: string): Promise<void> {
    await page.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }

  async function callDesk(authorization: string): Promise<number> {
    const { app_id, app_secret } = server.firstRun
    const token = await fetch(`${server.url}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id, app_secret }),
    })
    const { tenant_access_token } = (await token.json()) as { tenant_access_token: string }
    const answer = await fetch(`${server.url}/open-apis/helpdesk/v1/tickets`, {
      headers: {
        authorization: `Bearer ${tenant_access_token}`,
        'x-lark-helpdesk-authorization': authorization,
      },
    })
    return ((await answer.json()) as { code: number }).code
  }

  test('secrets stay covered until the owner looks, and each look is written down', async () => {
    const { helpdesk_id, helpdesk_token, app_id, app_secret } = server.firstRun
    await page.getByText(helpdesk_id, { exact: true }).waitFor()
    await page.getByText(app_id, { exact: true }).waitFor()
    // The token of the first start.
    await expect.poll(history).toEqual([expect.stringMatching(/created the access token/)])
    const [first] = await history()
    expect(await page.content()).not.toContain(helpdesk_token)

    await page.getByRole('button', { name: 'Show Help desk token' }).click()
    await page.getByText(helpdesk_token, { exact: true }).waitFor()
    await expect.poll(history).toEqual([expect.stringMatching(/looked at the token of/), first])
    await page.getByRole('button', { name: 'Show App Secret' }).click()
    await page.getByText(app_secret, { exact: true }).waitFor()
    await expect
      .poll(history)
      .toEqual([
        expect.stringMatching(/looked at the secret of/),
        expect.stringMatching(/looked at the token of/),
        first,
      ])
    // Looking at other pages of the console is no look at a secret.
    await page.goto(`${server.url}/admin/apps`)
    await page.getByText(app_id, { exact: true }).waitFor()
    await page.goto(`${server.url}/admin/logs`)
    await page.getByRole('heading', { name: 'Request log' }).waitFor()
    await page.goto(`${server.url}/admin/helpdesk`)
    await page.waitForURL('**/admin/credentials')
    await expect.poll(async () => (await history()).length).toBe(3)
  })

  test('a reset names what breaks, asks for the name, and works at once', async () => {
    const { helpdesk_id, helpdesk_token } = server.firstRun
    const header = Buffer.from(`${helpdesk_id}:${helpdesk_token}`).toString('base64')
    expect(await callDesk(header)).toBe(0)
    await page.getByRole('button', { name: 'Reset token' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Every service that calls help desk endpoints').waitFor()
    expect(await dialog.getByRole('button', { name: 'Reset token' }).isDisabled()).toBe(true)
    const title = await dialog.locator('.ant-modal-title').innerText()
    await dialog.getByRole('textbox').fill(/“(.+)”/.exec(title)![1]!)
    await dialog.getByRole('button', { name: 'Reset token' }).click()
    await page.getByText('This is the new token.').waitFor()
    expect(await callDesk(header)).not.toBe(0)
    await page.getByRole('button', { name: 'Show Header value' }).click()
    const shown = await page
      .locator('.credential')
      .filter({ hasText: 'Header value' })
      .locator('code')
      .innerText()
    expect(await callDesk(shown)).toBe(0)
    await expect.poll(async () => (await history())[0]).toMatch(/reset the token of/)
  })

  test('a token is made, shown once, opens the workspace, and can be switched off, on, and away', async () => {
    await page.getByRole('link', { name: 'Access tokens' }).click()
    await page.getByRole('button', { name: 'Create token' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: 'Create token' }).click()
    await form.getByText('Give it a name').waitFor()
    await form.getByLabel('Name').fill('CRM')
    await form.getByLabel('Allowed domains').fill('not a/host')
    await form.getByRole('button', { name: 'Create token' }).click()
    await form.getByText(/must be a host/).waitFor()
    await form.getByLabel('Allowed domains').fill('help.example.com\n*.example.org')
    await form.getByRole('button', { name: 'Create token' }).click()

    const once = page.getByRole('dialog', { name: 'Copy the token now' })
    const value = await once.getByLabel('Access token', { exact: true }).locator('code').innerText()
    const link = await once.getByLabel('Link to the workspace').locator('code').innerText()
    const frame = await once.getByLabel('Frame').locator('code').innerText()
    expect(value.split('.')).toHaveLength(3)
    expect(new URL(link).searchParams.get('accessToken')).toBe(value)
    expect(frame).toContain(`<iframe src="${link}"`)
    await once.getByRole('button', { name: 'I have copied it' }).click()
    await once.waitFor({ state: 'hidden' })
    expect(await page.content()).not.toContain(value)
    await row('CRM').getByText('help.example.com +1').waitFor()
    await row('CRM').getByText('Active').waitFor()

    const opened = async (): Promise<string> => {
      const guest = await newContext(browser)
      const tab = await guest.newPage()
      await tab.goto(link.replace(/^https?:\/\/[^/]+/, server.url))
      const where = new URL(tab.url()).pathname
      await guest.close()
      return where
    }
    expect(await opened()).toBe('/agent')
    await choose('CRM', 'Disable')
    await row('CRM').getByText('Disabled').waitFor()
    await expect.poll(opened).toBe('/agent/auth/refused')
    await choose('CRM', 'Enable')
    await row('CRM').getByText('Active').waitFor()
    expect(await opened()).toBe('/agent')

    await choose('CRM', 'Rotate')
    await page.getByRole('dialog').getByRole('textbox').fill('CRM')
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()
    const renewed = await once.getByLabel('Access token', { exact: true }).locator('code').innerText()
    expect(renewed).not.toBe(value)
    await once.getByRole('button', { name: 'I have copied it' }).click()
    expect(await opened()).toBe('/agent/auth/refused')

    await choose('CRM', 'History')
    const verbs = /(created|signed in|disabled|enabled|rotated)/
    await expect
      .poll(async () => (await history()).map((line) => verbs.exec(line)?.[1]))
      .toEqual(['rotated', 'signed in', 'enabled', 'disabled', 'signed in', 'created'])
    await page.getByRole('button', { name: 'Close' }).click()

    await choose('CRM', 'Delete')
    const asked = page.getByRole('dialog')
    await asked.getByText('Every link and frame that carries this token.').waitFor()
    expect(await asked.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
    await asked.getByRole('textbox').fill('CRM')
    await asked.getByRole('button', { name: 'Delete' }).click()
    await row('CRM').waitFor({ state: 'detached' })
  })

  test('an agent is told whose these pages are', async () => {
    const other = await newContext(browser)
    const tab = await other.newPage()
    await tab.goto(`${server.url}/admin/tokens`)
    await signInByForm(tab, server.firstRun.agent!)
    await tab.getByText('The console is for owners and admins').waitFor()
    expect(await tab.getByRole('button', { name: 'Create token' }).count()).toBe(0)
    await other.close()
  })
})
