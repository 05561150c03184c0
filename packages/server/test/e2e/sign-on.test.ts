import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { type NewToken, type Owner, historyOf, newContext, signInOwner } from './owner.ts'
import { type Site, startSite } from './sites.ts'

describe.skipIf(noBrowser)('signing on with an access token', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let site: Site
  let owner: Owner
  const made: NewToken[] = []

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    site = await startSite()
    owner = await signInOwner(server)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    site?.close()
    await place?.remove()
  })

  async function newToken(more: Record<string, unknown> = {}): Promise<NewToken> {
    const token = await owner.newToken({ name: 'CRM', scopes: ['agent:login', 'admin:login'], ...more })
    made.push(token)
    return token
  }

  const login = (area: 'agent' | 'admin', token: NewToken): string =>
    `${server.url}/${area}/auth/login?accessToken=${token.access_token}`

  async function openSite(html: string): Promise<Page> {
    site.pages.set('/', `<!doctype html><title>CRM</title>${html}`)
    const context = await newContext(browser)
    const page = await context.newPage()
    await page.goto(site.url)
    return page
  }

  async function popupOf(page: Page, click: string): Promise<Page> {
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click(click)])
    return popup
  }

  /** Waits for the workspace or console. @returns what the page can see that names the token. */
  async function tracesIn(page: Page, path: string, token: NewToken): Promise<string[]> {
    await page.waitForURL(`${server.url}${path}`)
    await page.getByRole('button', { name: /^Account/ }).waitFor()
    const stored = await page.evaluate(() => [JSON.stringify(localStorage), JSON.stringify(sessionStorage)])
    const seen = [...(await historyOf(page)), ...stored]
    return seen.filter((text) => text.includes('accessToken') || text.includes(token.access_token))
  }

  test('a link opens the workspace, and the token is gone from the address bar and the history', async () => {
    const token = await newToken()
    const page = await openSite(`<a id="go" target="_blank" href="${login('agent', token)}">Open</a>`)
    expect(await tracesIn(await popupOf(page, '#go'), '/agent', token)).toEqual([])
    await page.context().close()
  })

  test('a link in the same tab leads back to where it came from, not to the token', async () => {
    const token = await newToken()
    const page = await openSite(`<a id="go" href="${login('agent', token)}">Open</a>`)
    await page.click('#go')
    expect(await tracesIn(page, '/agent', token)).toEqual([])
    await page.goBack()
    expect(page.url()).toBe(`${site.url}/`)
    await page.context().close()
  })

  test('window.open and a GET form open the console', async () => {
    const token = await newToken({ allowed_domains: [site.host] })
    const page = await openSite(
      `<button id="open">Open</button>
       <form action="${server.url}/admin/auth/login" method="GET" target="_blank">
         <input type="hidden" name="accessToken" value="${token.access_token}"><button id="send">Send</button>
       </form>
       <script>
         document.querySelector('#open').onclick = () => window.open('${login('admin', token)}', '_blank')
       </script>`,
    )
    expect(await tracesIn(await popupOf(page, '#open'), '/admin/overview', token)).toEqual([])
    expect(await tracesIn(await popupOf(page, '#send'), '/admin/overview', token)).toEqual([])
    await page.context().close()
  })

  test('any page below takes the token, and keeps the rest of its address', async () => {
    const token = await newToken()
    const { ticket_id } = server.firstRun
    const page = await openSite('')
    await page.goto(`${server.url}/agent/tickets/${ticket_id}?view=all&accessToken=${token.access_token}`)
    expect(await tracesIn(page, `/agent/tickets/${ticket_id}?view=all`, token)).toEqual([])
    await page.getByRole('textbox', { name: 'Reply' }).waitFor()
    await page.context().close()
  })

  test('a token that means nothing any more says so, in both languages, without naming itself', async () => {
    const disabled = await newToken()
    const deleted = await newToken()
    const agentOnly = await newToken({ scopes: ['agent:login'] })
    const elsewhere = await newToken({ allowed_domains: ['help.example.com'] })
    const path = (token: NewToken): string => `/console/v1/admin/access_tokens/${token.token.token_id}`
    await owner.call('PATCH', path(disabled), { enabled: false })
    await owner.call('DELETE', path(deleted))
    const forged: NewToken = { ...disabled, access_token: `${disabled.access_token.slice(0, -4)}AAAA` }
    const cases: [string, string, RegExp, RegExp][] = [
      ['forged', login('agent', forged), /not valid/, /无效/],
      ['deleted', login('agent', deleted), /not valid/, /无效/],
      ['disabled', login('agent', disabled), /disabled/, /停用/],
      ['console', login('admin', agentOnly), /No permission/, /没有权限/],
      ['other website', login('agent', elsewhere), /Not allowed from this website/, /不允许/],
    ]
    for (const language of ['en', 'zh'] as const) {
      const context = await newContext(browser, language)
      const page = await context.newPage()
      for (const [name, address, en, zh] of cases) {
        site.pages.set('/', `<a id="go" href="${address}">Open</a>`)
        await page.goto(site.url)
        await page.click('#go')
        await page.getByRole('heading', { name: language === 'en' ? en : zh }).waitFor()
        for (const known of await historyOf(page)) expect(known, name).not.toContain('accessToken')
        expect(await context.cookies(server.url), name).toEqual([])
      }
      await context.close()
    }
  })

  test('nothing that was written down names a token', async () => {
    expect(made.length).toBeGreaterThan(5)
    const { items } = await owner.call<{ items: unknown[] }>('GET', '/console/v1/admin/logs?limit=200')
    expect(items.length).toBeGreaterThan(0)
    const written = JSON.stringify(items) + server.output()
    for (const { access_token } of made) expect(written).not.toContain(access_token.split('.')[2])
  })
})
