import type { Output, console as api } from '@pipit/contract'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { ServerProcess } from '../process.ts'

export type NewToken = Output<typeof api.accessToken.create>

export interface Owner {
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  newToken(body: Record<string, unknown>): Promise<NewToken>
}

/** The owner of the demo desk, through the console's API. */
export async function signInOwner(server: ServerProcess): Promise<Owner> {
  let cookie = ''
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(server.url + path, {
      method,
      headers: { 'content-type': 'application/json', 'x-pipit-csrf': '1', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    const set = response.headers.getSetCookie().map((header) => header.split(';')[0]!)
    cookie ||= set.find((pair) => pair.startsWith('pipit_session=')) ?? ''
    return (await response.json()) as T
  }
  await call('POST', '/console/v1/session', server.firstRun.owner)
  return {
    call,
    newToken: (body) => call<NewToken>('POST', '/console/v1/admin/access_tokens', body),
  }
}

/** A browser without a past, in one language. */
export async function newContext(browser: Browser, language: 'en' | 'zh' = 'en'): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language === 'en' ? 'en-US' : 'zh-CN',
  })
  await context.addInitScript((value) => {
    try {
      localStorage.setItem('pipit.language', value)
    } catch {
      // A frame whose storage is switched off keeps the browser's language, which is the same.
    }
  }, language)
  return context
}

/** Every address that the history of this page knows. */
export const historyOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { navigation } = window as unknown as { navigation: { entries(): { url: string }[] } }
    return [...navigation.entries().map((entry) => entry.url), location.href, document.referrer]
  })

/** Signs in with e-mail and password, from whatever page leads there. */
export async function signInByForm(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.locator('input[name=email]').fill(who.email)
  await page.locator('input[name=password]').fill(who.password)
  await page.locator('button[type=submit]').click()
}
