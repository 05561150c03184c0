import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { type NewToken, type Owner, signInOwner } from './owner.ts'
import { type Site, startSite } from './sites.ts'

interface Sample {
  create(title: string): Promise<{ id: string; title: string }>
  rename(id: string, title: string): Promise<number>
  remove(id: string): Promise<number>
}

/** The sample's script, with React and the axios that the vendor's own SDK uses. */
async function buildSample(): Promise<string> {
  const vendor = createRequire(createRequire(import.meta.url).resolve('@larksuiteoapi/node-sdk'))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('sample', import.meta.url)),
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: { axios: vendor.resolve('axios').replace(/dist\/.*$/, 'dist/esm/axios.js') } },
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('sample/main.ts', import.meta.url)), formats: ['es'] },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('The sample was not built')
  return output.output[0].code
}

describe.skipIf(noBrowser)("a customer's React page", () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let site: Site
  let owner: Owner

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    site = await startSite()
    owner = await signInOwner(server)
    site.pages.set('/main.js', await buildSample())
    site.pages.set('/', '<!doctype html><div id="root"></div><script type="module" src="/main.js"></script>')
    site.pages.set('/login', '<h1>Sign in to the CRM</h1>')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    site?.close()
    await place?.remove()
  })

  const newToken = (): Promise<NewToken> =>
    owner.newToken({ name: 'Page', scopes: ['api:read', 'api:write'], allowed_domains: [site.host] })

  async function open(token: string, url = site.url): Promise<Page> {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${url}/login`)
    await page.evaluate((value) => localStorage.setItem('accessToken', value), token)
    await page.goto(`${url}/?pipit=${encodeURIComponent(server.url)}`)
    return page
  }

  const tokenOf = (page: Page): Promise<string | null> =>
    page.evaluate(() => localStorage.getItem('accessToken'))

  test('lists, makes, changes and deletes tickets from its own origin', async () => {
    const page = await open((await newToken()).access_token)
    await page.locator('li').first().waitFor()
    const made = await page.evaluate(() => (window as unknown as Sample).create('A ticket of the page'))
    await page.reload()
    await page.getByText('A ticket of the page').waitFor()
    expect(await page.evaluate((id) => (window as unknown as Sample).rename(id, 'Renamed'), made.id)).toBe(
      200,
    )
    await page.reload()
    await page.getByText('Renamed').waitFor()
    expect(await page.evaluate((id) => (window as unknown as Sample).remove(id), made.id)).toBe(200)
    await page.reload()
    await page.locator('li').first().waitFor()
    expect(await page.getByText('Renamed').count()).toBe(0)
    await page.context().close()
  })

  test('a token that has ended is forgotten, and the page goes to its sign-in', async () => {
    const { access_token, token } = await newToken()
    await owner.call('PATCH', `/console/v1/admin/access_tokens/${token.token_id}`, { enabled: false })
    const page = await open(access_token)
    await page.waitForURL(`${site.url}/login`)
    await page.getByText('Sign in to the CRM').waitFor()
    expect(await tokenOf(page)).toBeNull()
    await page.context().close()
  })

  test('a page of another origin reads nothing with the same token', async () => {
    const { access_token } = await newToken()
    const warned: string[] = []
    const context = await browser.newContext()
    const page = await context.newPage()
    page.on('console', (message) => warned.push(message.text()))
    await page.goto(`${site.foreignUrl}/login`)
    await page.evaluate((value) => localStorage.setItem('accessToken', value), access_token)
    await page.goto(`${site.foreignUrl}/?pipit=${encodeURIComponent(server.url)}`)
    await expect.poll(() => warned.join('\n')).toContain('no tickets')
    expect(await page.locator('li').count()).toBe(0)
    await context.close()
  })
})
