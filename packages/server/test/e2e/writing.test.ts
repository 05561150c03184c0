import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { images } from '../images.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'

const texts = {
  en: {
    email: 'E-mail',
    password: 'Password',
    signIn: 'Sign in',
    reply: 'Reply',
    note: 'Internal note',
    bold: 'Bold',
    remove: 'Remove Image',
    send: 'Send',
    addNote: 'Add note',
    undo: 'Undo',
    now: 'Now',
    manage: 'New or change…',
    make: 'New',
    name: 'Name',
    text: 'Text',
    save: 'Save',
    close: 'Close',
  },
  zh: {
    email: '邮箱',
    password: '密码',
    signIn: '登录',
    reply: '回复',
    note: '内部备注',
    bold: '加粗',
    remove: '移除：图片',
    send: '发送',
    addNote: '添加备注',
    undo: '撤销',
    now: '立即发送',
    manage: '新建或修改…',
    make: '新建',
    name: '名称',
    text: '内容',
    save: '保存',
    close: '关闭',
  },
} as const

describe.skipIf(noBrowser)('an agent writes', () => {
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

  async function openTicket(language: 'en' | 'zh'): Promise<Page> {
    const t = texts[language]
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript((value) => localStorage.setItem('pipit.language', value), language)
    await page.goto(`${server.url}/`)
    const { email, password } = server.firstRun.agent!
    await page.getByLabel(t.email).fill(email)
    await page.getByLabel(t.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: t.signIn }).click()
    await page.waitForURL('**/agent**')
    await page.goto(`${server.url}/agent/tickets/${server.firstRun.ticket_id}`)
    return page
  }

  /** A picture from the clipboard. */
  const paste = (page: Page) =>
    page.evaluate((png) => {
      const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'screen.png', { type: 'image/png' }))
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement!.dispatchEvent(event)
    }, images.png)

  test.each(['en', 'zh'] as const)(
    'a formatted reply with a picture, a quick reply, a note that names somebody; in %s',
    async (language) => {
      const t = texts[language]
      const page = await openTicket(language)
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      const box = page.getByRole('textbox', { name: t.reply, exact: true })
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      const thread = page.locator('.thread-entries')

      // Kept while it is written, with its picture, and there again after a reload.
      await box.fill(`${language} first line\n`)
      await button(t.bold).click()
      await page.keyboard.type('important')
      await paste(page)
      await button(t.remove).waitFor()
      const kept = page.waitForResponse((r) => r.url().includes('/drafts/reply') && r.ok())
      await page.keyboard.type(' words')
      await kept
      await page.reload()
      await expect.poll(() => box.inputValue()).toBe(`${language} first line\n**important words**`)
      await button(t.remove).waitFor()

      // Another window of the same person follows what is written here.
      const second = await openTicket(language)
      const same = second.getByRole('textbox', { name: t.reply, exact: true })
      await expect.poll(() => same.inputValue()).toBe(await box.inputValue())
      await box.press('Control+End')
      await box.pressSequentially(' today')
      await expect.poll(() => same.inputValue()).toMatch(/ today$/)
      await second.close()

      // Taken back, and sent after all.
      await box.focus()
      await page.keyboard.press('Control+Enter')
      await button(t.undo).click()
      expect(await box.inputValue()).toContain('**important words**')
      await button(t.send).click()
      await button(t.now).click()
      await thread.locator('.is-ours strong', { hasText: 'important words' }).last().waitFor()
      await thread.locator('.rich-image img').last().waitFor()
      expect(await box.inputValue()).toBe('')

      // A quick reply is made, found by its name and filled in.
      await box.focus()
      await page.keyboard.type('/')
      await button(t.manage).click()
      await button(t.make).click()
      await page.getByLabel(t.name, { exact: true }).fill(`${language} greeting`)
      await page.getByLabel(t.text, { exact: true }).fill('Dear {{guest.name}}')
      await button(t.save).click()
      await page.getByRole('dialog').getByText(`${language} greeting`).waitFor()
      await button(t.close).click()
      await box.fill('')
      await box.pressSequentially(`/${language}`)
      await page.getByRole('option', { name: `${language} greeting` }).waitFor()
      await page.keyboard.press('Enter')
      await expect.poll(() => box.inputValue()).toBe('Dear 王思远')
      await box.fill('')

      // A note names a colleague; the guest is not told.
      await button(t.note).click()
      const note = page.getByRole('textbox', { name: t.note, exact: true })
      await note.pressSequentially('@')
      const colleague = page.getByRole('option').first()
      await colleague.waitFor()
      await page.keyboard.press('Enter')
      await note.pressSequentially(`${language} look`)
      await page.getByRole('main').getByRole('button', { name: t.addNote }).click()
      await button(t.now).click()
      await thread
        .locator('.entry-remark', { hasText: `${language} look` })
        .locator('.rich-at')
        .waitFor()
      expect(errors).toEqual([])
      await page.close()
    },
  )

  test('what is being sent when the page is left is sent', async () => {
    const page = await openTicket('en')
    const box = page.getByRole('textbox', { name: 'Reply', exact: true })
    await box.fill('on my way out')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.goto('about:blank')
    await page.goto(`${server.url}/agent/tickets/${server.firstRun.ticket_id}`)
    await page.locator('.thread-entries').getByText('on my way out').waitFor()
    await expect.poll(() => box.inputValue()).toBe('')
    await page.close()
  })
})
