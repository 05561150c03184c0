// Pictures of every page in both languages, wide and phone, light and dark: `npm run screenshots [-- <part of a name>]`
// writes them to screenshots/. With --url and --first-run it looks at a server that runs already.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { build, root } from './build.js'
import { serve, serverProgram } from './serve.js'
import { openLook, pagesFor, signIn, visit } from './screenshots/visit.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, 'first-run': { type: 'string' }, out: { type: 'string' } },
})
const out = values.out ?? join(root, 'screenshots')
const isChosen = ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part))

async function startServer() {
  if (values.url)
    return {
      url: values.url,
      run: JSON.parse(readFileSync(values['first-run'], 'utf8')),
      stop: async () => {},
    }
  build()
  const folder = mkdtempSync(join(tmpdir(), 'pipit-screenshots-'))
  const server = await serve(serverProgram, { DATA_DIR: folder })
  const run = JSON.parse(readFileSync(join(folder, 'first-run.json'), 'utf8'))
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: server.url, run, stop }
}

const { url, run, stop } = await startServer()
const browser = await chromium.launch({
  executablePath: process.env.PIPIT_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
mkdirSync(out, { recursive: true })
let failed = 0
let taken = 0
for (const language of ['en', 'zh'])
  for (const scheme of ['light', 'dark'])
    for (const width of [1440, 390])
      for (const as of ['nobody', 'agent', 'owner']) {
        const context = await openLook(browser, { language, scheme, width })
        if (as !== 'nobody') await signIn(context, url, run[as])
        for (const entry of pagesFor(as, width).filter(isChosen)) {
          const page = await context.newPage()
          const file = `${entry.name}-${language}-${scheme}-${width === 390 ? 'phone' : 'wide'}.png`
          try {
            await visit(page, url, entry, run)
            await page.screenshot({ path: join(out, file) })
            taken++
          } catch (error) {
            failed++
            console.error(`${file}: ${error.message.split('\n')[0]}`)
          }
          await page.close()
        }
        await context.close()
      }
await browser.close()
await stop()
console.log(`${taken} pictures in ${out}${failed > 0 ? `; ${failed} FAILED` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
