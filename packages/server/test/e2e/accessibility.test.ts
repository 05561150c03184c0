import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Look, openLook, pagesFor, signIn, visit } from '../../../../scripts/screenshots/visit.js'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { findings } from './findings.ts'

describe.skipIf(noBrowser)('every page is usable by everybody', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await place?.remove()
  })

  const looks: Look[] = [
    { language: 'en', scheme: 'light', width: 1440 },
    { language: 'zh', scheme: 'dark', width: 390 },
  ]
  describe.each(looks)('$language, $scheme, $width px', (look) => {
    test.each(['nobody', 'agent', 'owner'] as const)('the pages of %s', async (as) => {
      const context = await openLook(browser, look)
      if (as !== 'nobody') await signIn(context, server.url, server.firstRun[as]!)
      const page = await context.newPage()
      const found: Record<string, string[]> = {}
      for (const entry of pagesFor(as, look.width)) {
        await visit(page, server.url, entry, server.firstRun)
        const list = await findings(page)
        if (list.length > 0) found[entry.name] = list
      }
      expect(found).toEqual({})
      await context.close()
    })
  })
})
