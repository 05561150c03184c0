import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runCli } from '../../src/cli.ts'
import { newPlace } from '../harness.ts'
import { challengeOf, verifier } from '../oauth.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'

const silent = () => {}
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }

describe.skipIf(noBrowser)('signing in to an app with the browser', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  /** The app somebody signs in to; answers every address with its own query. */
  let target: Server
  let callback: string

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    target = createServer((request, reply) => reply.end(`<h1>Welcome</h1><p>${request.url?.length}</p>`))
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
    callback = `http://127.0.0.1:${(target.address() as AddressInfo).port}/callback`
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    target?.close()
    await place?.remove()
  })

  async function newPage(language: 'en' | 'zh'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1024, height: 800 } })
    await context.addInitScript((value) => localStorage.setItem('pipit.language', value), language)
    return context.newPage()
  }

  async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
    await page.locator('input[name=email]').fill(who.email)
    await page.locator('input[name=password]').fill(who.password)
    await page.locator('button[type=submit]').click()
  }

  const address = (more: Record<string, string> = {}): string =>
    `${server.url}/open-apis/authen/v1/authorize?${new URLSearchParams({
      client_id: server.firstRun.app_id,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'helpdesk:all contact:user.email:readonly offline_access',
      state: '0123',
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      ...more,
    })}`

  test('the owner registers the address in the admin console', async () => {
    const page = await newPage('en')
    await page.goto(`${server.url}/admin/apps`)
    await signIn(page, server.firstRun.owner)
    await page.getByLabel('New redirect URI').fill(callback)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText(callback).waitFor()
    expect(await page.getByLabel('New redirect URI').inputValue()).toBe('')
    await page.context().close()
  })

  test('an agent signs in, reads what the app wants, allows it; the app gets tokens and is not asked about again', async () => {
    const page = await newPage('zh')
    await page.goto(address())
    await page.waitForURL('**/login?**')
    await signIn(page, server.firstRun.agent!)
    await page.getByRole('heading', { name: '「Help desk integration」申请代表你操作' }).waitFor()
    await page.getByText('在你离开后继续代表你操作').waitFor()
    await page.getByText('helpdesk:all', { exact: true }).waitFor()
    expect(await page.locator('.lone-scopes li').count()).toBe(3)
    await page.getByRole('button', { name: '同意授权' }).click()
    await page.waitForURL(`${callback}?**`)
    const answer = new URL(page.url()).searchParams
    expect(answer.get('state')).toBe('0123')

    const client = new lark.Client({
      appId: server.firstRun.app_id,
      appSecret: server.firstRun.app_secret,
      domain: server.url,
      oauthBaseUrl: server.url,
      logger,
    })
    const made = await client.accessToken.retrieveByAuthorizationCode({
      code: answer.get('code')!,
      redirectUri: callback,
      codeVerifier: verifier,
    })
    const me = await client.authen.userInfo.get({}, lark.withUserAccessToken(made.accessToken))
    expect(me.data?.open_id).toBe(server.firstRun.agent_open_id)

    await page.goto(address())
    expect(page.url().startsWith(`${callback}?code=`)).toBe(true)

    await page.goto(address({ prompt: 'consent' }))
    await page.getByRole('button', { name: '不同意' }).click()
    await page.waitForURL(`${callback}?error=access_denied&state=0123`)

    await page.goto(`${server.url}/account`)
    await page.getByRole('button', { name: /^移除/ }).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: '移除' }).click()
    await page.getByText('还没有应用可以代表你操作').waitFor()
    const gone = await client.authen.userInfo
      .get({}, lark.withUserAccessToken(made.accessToken))
      .catch((error: { response: { data: { code: number } } }) => error.response.data)
    expect(gone.code).toBe(20005)
    await page.context().close()
  })

  test('whoever serves on no desk has a page for their account, and nothing else', async () => {
    vi.stubEnv('DATA_DIR', place.dataDir)
    vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '')
    let password = ''
    const output = vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => ((password += String(text)), true))
    const email = 'wang.siyuan@example.com'
    const code = await runCli(['password', email])
    output.mockRestore()
    vi.unstubAllEnvs()
    expect(code).toBe(0)
    const page = await newPage('en')
    for (const path of ['/login', '/agent', '/admin/apps']) {
      await page.goto(`${server.url}${path}`)
      if (path === '/login') await signIn(page, { email, password: password.trim() })
      await page.getByText('No app may act for you').waitFor()
      expect(new URL(page.url()).pathname).toBe('/account')
    }
    expect(await page.getByRole('link', { name: 'To the workspace' }).count()).toBe(0)
    await page.context().close()
  })

  test('a link with an address that is not registered says so and leads nowhere', async () => {
    const page = await newPage('en')
    await page.goto(address({ redirect_uri: 'https://evil.example.com/' }))
    await signIn(page, server.firstRun.agent!)
    await page.getByText('The address the app wants you to return to is not registered').waitFor()
    expect(await page.getByRole('button', { name: 'Allow' }).count()).toBe(0)
    expect(page.url().startsWith(server.url)).toBe(true)
    await page.context().close()
  })
})
