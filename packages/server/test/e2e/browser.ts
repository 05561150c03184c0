import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const candidates = [
  process.env.PIPIT_TEST_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const found = candidates.find((path) => path !== undefined && existsSync(path))

/** Whether there is no browser here; said once, and an error in CI, where nothing may be left out. */
export const noBrowser = found === undefined
if (noBrowser) {
  const hint =
    'Chromium was not found: the browser tests are LEFT OUT. apt-get install chromium, or set PIPIT_TEST_CHROMIUM.'
  if (process.env.CI) throw new Error(hint)
  console.warn(`\n  ${hint}\n`)
}

/** Headless, and without the background traffic that a machine without a network would wait for. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: found!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
