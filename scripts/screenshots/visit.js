// The pages of Pipit as a person opens them; the screenshots and the accessibility test go the same way.
import { readFileSync } from 'node:fs'

const pages = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'))

const heights = { 390: 844, 1024: 768, 1440: 900 }

/** What a screen of a width (px) shows to somebody. */
export const pagesFor = (as, width) => pages.filter((page) => page.as === as && (width > 767 || !page.wide))

/** A browser without a past that looks one way. */
export async function openLook(browser, { language, scheme, width }) {
  const context = await browser.newContext({
    viewport: { width, height: heights[width] ?? 900 },
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    // Only so that the checker can be put into the page; the pages' own policy has tests of its own.
    bypassCSP: true,
  })
  await context.addInitScript((value) => localStorage.setItem('pipit.language', value), language)
  return context
}

/** Gives a context the session of a person of the first run. */
export async function signIn(context, url, who) {
  const response = await context.request.post(`${url}/console/v1/session`, {
    data: who,
    headers: { 'x-pipit-csrf': '1' },
  })
  if (!response.ok()) throw new Error(`Signing in as ${who.email}: ${response.status()}`)
}

/** Opens a page, waits until it shows what it has loaded, and presses the entry's keys. */
export async function visit(page, url, entry, firstRun) {
  await page.goto(url + entry.path.replace('{ticket}', firstRun.ticket_id ?? ''), { waitUntil: 'load' })
  await page.waitForFunction(
    () =>
      document.querySelector('main, [role=main]') !== null &&
      document.querySelector('.skeleton, [aria-busy=true]') === null,
  )
  for (const keys of entry.press ?? []) await page.keyboard.press(keys)
  if (entry.shows) await page.locator(entry.shows).first().waitFor()
  await page.evaluate(async () => {
    await document.fonts.ready
    const late = [...document.images].filter((image) => !image.complete)
    await Promise.all(late.map((image) => image.decode().catch(() => {})))
  })
}
