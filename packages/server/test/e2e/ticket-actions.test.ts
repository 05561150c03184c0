import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { findings } from './findings.ts'
import { type Owner, newContext, signInByForm, signInOwner } from './owner.ts'

interface Ticket {
  readonly ticket_id: string
  readonly status: string
  readonly priority: string
  readonly agent?: { readonly name: string }
  readonly tags: readonly { readonly name: string }[]
  readonly fields: readonly { readonly id: string; readonly stored: string }[]
  readonly snoozed_until?: number
  readonly split_from?: string
}

const words = {
  en: {
    close: 'Close ticket',
    undo: 'Undo',
    reopen: 'Reopen',
    assign: 'Assign',
    snooze: 'Snooze',
    tags: 'Tags',
    merge: 'Merge',
    split: 'Split off messages',
    more: 'More actions',
    tomorrow: 'Tomorrow morning',
    assigned: /^Assigned to /,
    history: 'History',
    takeOut: 'Take out',
  },
  zh: {
    close: '关闭工单',
    undo: '撤销',
    reopen: '重新打开',
    assign: '分配',
    snooze: '定时挂起',
    tags: '标签',
    merge: '合并工单',
    split: '拆分消息',
    more: '更多操作',
    tomorrow: '明天上午',
    assigned: /^已分配给/,
    history: '历史记录',
    takeOut: '移出',
  },
} as const

describe.skipIf(noBrowser)('what an agent does with a ticket in the browser', () => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: ServerProcess
  let browser: Browser
  let owner: Owner

  beforeAll(async () => {
    place = await newPlace()
    server = await startProcess(place)
    browser = await openBrowser()
    owner = await signInOwner(server)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await place?.remove()
  })

  const ticketOf = (id: string) => owner.call<Ticket>('GET', `/console/v1/tickets/${id}`)
  const openTickets = async () =>
    (await owner.call<{ items: Ticket[] }>('GET', '/console/v1/tickets?view=open&limit=50')).items

  async function openAs(language: 'en' | 'zh', ticketId: string): Promise<{ page: Page; errors: string[] }> {
    const context = await newContext(browser, language)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`${server.url}/agent/tickets/${ticketId}?view=open`)
    await signInByForm(page, server.firstRun.agent!)
    await page.waitForURL(`**/agent/tickets/${ticketId}**`)
    await page.locator('.panel [data-field]').first().waitFor()
    return { page, errors }
  }
  const toast = (page: Page) => page.locator('.toast').last()

  test.each(['en', 'zh'] as const)(
    'by keys and buttons, at once and with a way back (%s)',
    async (language) => {
      const t = words[language]
      const id = server.firstRun.ticket_id!
      const { page, errors } = await openAs(language, id)
      const before = await ticketOf(id)

      await page.keyboard.press('e')
      await page.getByRole('button', { name: t.reopen }).first().waitFor()
      await expect.poll(async () => (await ticketOf(id)).status).toBe('closed_by_agent')
      await toast(page).getByRole('button', { name: t.undo }).click()
      await page.getByRole('button', { name: t.close }).waitFor()
      await expect.poll(async () => (await ticketOf(id)).status).toBe('processing')

      await page.keyboard.press('z')
      const snooze = page.getByRole('dialog', { name: t.snooze })
      await snooze.getByRole('option', { name: t.tomorrow }).click()
      await expect.poll(async () => (await ticketOf(id)).snoozed_until).toBeGreaterThan(Date.now())
      await toast(page).getByRole('button', { name: t.undo }).click()
      await expect.poll(async () => (await ticketOf(id)).status).toBe('processing')

      await page.keyboard.press('t')
      const tags = page.getByRole('dialog', { name: t.tags })
      await tags.getByRole('combobox').fill(`new-${language}`)
      await tags.getByRole('option').last().click()
      await page.locator('.panel .chip', { hasText: `new-${language}` }).waitFor()
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect
        .poll(async () => (await ticketOf(id)).tags.map((tag) => tag.name))
        .toContain(`new-${language}`)

      const field = page.locator('.panel textarea[data-field]').first()
      await field.fill(`note ${language}`)
      await field.blur()
      await expect
        .poll(async () => (await ticketOf(id)).fields.map(({ stored }) => stored))
        .toContain(`note ${language}`)

      await page.keyboard.press('a')
      const assign = page.getByRole('dialog', { name: t.assign })
      await assign.getByRole('option').first().click()
      await page.getByText(t.assigned).waitFor()
      await expect.poll(async () => (await ticketOf(id)).agent?.name).not.toBe(before.agent!.name)
      await page.keyboard.press('u')
      await expect.poll(async () => (await ticketOf(id)).agent?.name).toBe(before.agent!.name)

      await page.getByRole('heading', { name: t.history }).click()
      await page.locator('.history-item').nth(4).waitFor()
      expect(await findings(page)).toEqual([])
      expect(errors).toEqual([])
      await page.context().close()
    },
  )

  test('a colleague who was quicker is named, and can be overruled', async () => {
    const id = server.firstRun.ticket_id!
    const { page } = await openAs('en', id)
    // The page does not hear of it: its stream is cut off before.
    await page.route('**/console/v1/**', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    )
    await owner.call('PATCH', `/console/v1/tickets/${id}`, { priority: 'low' })
    await page.keyboard.press('p')
    await page.getByRole('option', { name: 'Urgent' }).click()
    const notice = page.locator('.conflict-notice')
    await notice.getByText(/changed the priority at/).waitFor()
    expect((await ticketOf(id)).priority).toBe('low')
    await notice.getByRole('button', { name: 'Apply anyway' }).click()
    await expect.poll(async () => (await ticketOf(id)).priority).toBe('urgent')
    await page.context().close()
  })

  test('a field that must be filled in stops the closing, and is shown', async () => {
    const id = server.firstRun.ticket_id!
    await owner.call('PATCH', `/console/v1/tickets/${id}`, { priority: 'medium' })
    const { items } = await owner.call<{ items: { id: string; type: string }[] }>(
      'GET',
      '/console/v1/ticket_fields',
    )
    const text = items.find((item) => item.type === 'string')!
    const { page } = await openAs('en', id)
    await page.route('**/close', (route) =>
      route.fulfill({
        status: 409,
        json: {
          code: 'fields_required',
          message: 'empty',
          log_id: 'L',
          field_violations: [{ field: `fields.${text.id}`, value: '', description: 'is required' }],
        },
      }),
    )
    await page.getByRole('button', { name: 'Close ticket' }).click()
    await page.getByRole('button', { name: 'Show the fields' }).click()
    await page.getByText('Fill this in before closing the ticket.').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field')))
      .toBe(text.id)
    await page.getByRole('button', { name: 'Close ticket' }).waitFor()
    await page.context().close()
  })

  test.each(['en', 'zh'] as const)(
    'two tickets become one thread, and messages a new ticket (%s)',
    async (language) => {
      const t = words[language]
      const id = server.firstRun.ticket_id!
      const { page, errors } = await openAs(language, id)
      const other = (await openTickets()).find((ticket) => ticket.ticket_id !== id && ticket.agent)!
      await page.keyboard.press('m')
      const merge = page.getByRole('dialog', { name: t.merge })
      await merge.getByRole('combobox').fill(other.ticket_id)
      await merge.getByRole('option').last().click()
      await merge.getByRole('button', { name: language === 'en' ? 'Merge' : '合并' }).click()
      await page.waitForURL(`**/agent/tickets/${other.ticket_id}**`)
      await page.locator('.thread').getByText('物流停在杭州转运中心两天了，转人工。').waitFor()
      // The old address leads on.
      await page.goto(`${server.url}/agent/tickets/${id}?view=open`)
      await page.waitForURL(`**/agent/tickets/${other.ticket_id}**`)
      await page.getByRole('button', { name: t.takeOut }).click()
      await page.waitForURL(`**/agent/tickets/${id}**`)
      await expect.poll(async () => (await ticketOf(id)).status).toBe('processing')

      await page.getByRole('button', { name: t.more }).click()
      await page.getByRole('menuitem', { name: new RegExp(t.split) }).click()
      const split = page.getByRole('dialog', { name: t.split })
      await split.getByRole('checkbox').nth(2).check()
      await split.locator('button[type=submit]').click()
      await page.waitForURL((url) => !url.pathname.endsWith(id))
      const part = new URL(page.url()).pathname.split('/').at(-1)!
      expect((await ticketOf(part)).split_from).toBe(id)
      await toast(page).getByRole('button', { name: t.undo }).click()
      await page.waitForURL(`**/agent/tickets/${id}**`)
      await page.locator('.thread').getByText('物流停在杭州转运中心两天了，转人工。').waitFor()
      expect(errors).toEqual([])
      await page.context().close()
    },
  )
})
