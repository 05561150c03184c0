import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPlace } from '../harness.ts'
import { type ServerProcess, startProcess } from '../process.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { type NewToken, type Owner, newContext, signInOwner } from './owner.ts'
import { type Site, startSite } from './sites.ts'

interface Heard {
  readonly origin: string
  readonly data: { type: string; data: never; timestamp: number; source: string }
}

describe.skipIf(noBrowser)('the workspace in a frame of another site', () => {
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
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    site?.close()
    await place?.remove()
  })

  /** Pipit under the name the site does not have: the frame is a third party then. */
  const pipit = (): string => server.url.replace('localhost', '127.0.0.1')

  const newToken = (more: Record<string, unknown> = {}): Promise<NewToken> =>
    owner.newToken({
      name: 'CRM',
      scopes: ['agent:login'],
      user_id: server.firstRun.agent_open_id,
      allowed_domains: [site.host],
      ...more,
    })

  const framed = (token: NewToken, more = ''): string =>
    `<!doctype html><title>CRM</title>
     <iframe id="desk" title="Service desk" width="1400" height="800"
       src="${pipit()}/agent/auth/login?accessToken=${token.access_token}"></iframe>
     <script>
       window.heard = []
       addEventListener('message', (event) => heard.push({ origin: event.origin, data: event.data }))
     </script>
     ${more}`

  const library = `<script type="module">
      import { connectPipit } from 'PIPIT/embed/pipit-host.js'
      window.desk = connectPipit(document.getElementById('desk'))
      window.said = { unread: [], messages: [], status: [], threads: [] }
      desk.on('unread_message_count', (data) => said.unread.push(data))
      desk.on('new_visitor_message', (data) => said.messages.push(data))
      desk.on('agent_status_changed', (data) => said.status.push(data))
      desk.on('thread_status_changed', (data) => said.threads.push(data))
    </script>`

  async function openSite(html: string, url = site.url): Promise<{ page: Page; frame: FrameLocator }> {
    site.pages.set('/', html.replaceAll('PIPIT', pipit()))
    const context = await newContext(browser)
    const page = await context.newPage()
    await page.goto(url)
    return { page, frame: page.frameLocator('#desk') }
  }

  const heardBy = (page: Page): Promise<Heard[]> =>
    page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)

  const saidTo = <T>(page: Page, what: string): Promise<T[]> =>
    page.evaluate((key) => (window as unknown as { said: Record<string, T[]> }).said[key]!, what)

  async function statusOf(userId: string): Promise<string> {
    const { items } = await owner.call<{ items: { agent: { id: string }; status: string }[] }>(
      'GET',
      '/console/v1/agents',
    )
    return items.find((item) => item.agent.id === userId)!.status
  }

  test('on an allowed site it works, and both sides hear each other', async () => {
    const agentId = server.firstRun.agent_open_id!
    const { page, frame } = await openSite(framed(await newToken(), library))
    await frame.getByRole('navigation', { name: 'Views' }).waitFor()

    await expect.poll(() => saidTo<{ status: string }>(page, 'status')).not.toEqual([])
    const [first] = await saidTo<{ agentInfo: { uid: string }; status: string }>(page, 'status')
    expect(first).toMatchObject({ status: 'AVAILABLE', agentInfo: { uid: agentId } })
    await expect.poll(() => saidTo<{ totalUnreadCount: number }>(page, 'unread')).not.toEqual([])
    const before = (await saidTo<{ totalUnreadCount: number }>(page, 'unread')).at(-1)!.totalUnreadCount

    // Somebody asks, for this agent.
    const api = await owner.newToken({ name: 'API', scopes: ['api:read', 'api:write'] })
    const created = await fetch(`${server.url}/api/tickets/create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        title: 'Parcel',
        content: 'Where is it?',
        contactName: 'Grace Guest',
        assigneeUid: agentId,
      }),
    })
    expect(created.status).toBe(200)
    const { id: ticketId } = (await created.json()) as { id: string }
    await expect
      .poll(async () => (await saidTo<{ thread: { uid: string } }>(page, 'threads')).map((t) => t.thread.uid))
      .toContain(ticketId)
    await expect
      .poll(() => saidTo<{ thread: object }>(page, 'messages'))
      .toEqual([
        {
          thread: {
            uid: ticketId,
            topic: ticketId,
            type: 'AGENT',
            status: 'PROCESSING',
            user: { uid: expect.stringMatching(/^ou_/), nickname: 'Grace Guest' },
            content: 'Parcel\nWhere is it?',
            createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          },
        },
      ])
    const unread = async () =>
      (await saidTo<{ totalUnreadCount: number }>(page, 'unread')).at(-1)!.totalUnreadCount
    await expect.poll(unread).toBe(before + 1)

    // The host speaks.
    await page.evaluate(
      (id) => (window as unknown as { desk: { clearUnread(id: string): void } }).desk.clearUnread(id),
      ticketId,
    )
    await expect.poll(unread).toBe(before)
    await page.evaluate(() =>
      (window as unknown as { desk: { setStatus(s: string): void } }).desk.setStatus('BUSY'),
    )
    await expect
      .poll(async () => (await saidTo<{ status: string }>(page, 'status')).at(-1)!.status)
      .toBe('BUSY')
    expect(await statusOf(agentId)).toBe('offline')
    await page.evaluate(() =>
      (window as unknown as { desk: { setStatus(s: string): void } }).desk.setStatus('AVAILABLE'),
    )
    await expect.poll(() => statusOf(agentId)).toBe('online')

    // A colleague closes it.
    await owner.call('POST', `/console/v1/tickets/${ticketId}/close`, {})
    await expect
      .poll(async () => (await saidTo<{ action: string }>(page, 'threads')).map((t) => t.action))
      .toContain('closed')

    for (const { origin, data } of await heardBy(page)) {
      expect(origin).toBe(pipit())
      expect(data).toMatchObject({
        source: 'bytedesk-desktop',
        type: expect.any(String),
        timestamp: expect.any(Number),
      })
    }
    await page.context().close()
  })

  test('what another window of an allowed page says is not obeyed', async () => {
    const agentId = server.firstRun.agent_open_id!
    // The neighbour has the site's own origin, but is not the frame's parent.
    site.pages.set(
      '/neighbour',
      `<script>
         parent.frames[0].postMessage({ type: 'update_agent_status_offline' }, '*')
         parent.postMessage('posted', '*')
       </script>`,
    )
    const { page, frame } = await openSite(framed(await newToken(), library))
    await frame.getByRole('navigation', { name: 'Views' }).waitFor()
    await expect.poll(() => saidTo(page, 'status')).not.toEqual([])
    await page.evaluate(() => {
      const neighbour = document.createElement('iframe')
      neighbour.src = '/neighbour'
      document.body.append(neighbour)
    })
    await expect
      .poll(async () => (await heardBy(page)).map(({ data }) => data as unknown))
      .toContain('posted')
    // Messages are handled in order: when this one is answered, the other has been dropped.
    const said = (await saidTo(page, 'status')).length
    await page.evaluate(() =>
      (window as unknown as { desk: { refreshThreads(): void } }).desk.refreshThreads(),
    )
    await page.evaluate(() =>
      document
        .querySelector('iframe')!
        .contentWindow!.postMessage({ type: 'hello' }, document.querySelector('iframe')!.src),
    )
    await expect.poll(async () => (await saidTo(page, 'status')).length).toBeGreaterThan(said)
    expect(await statusOf(agentId)).toBe('online')
    await page.context().close()
  })

  test('a foreign site gets neither the workspace nor a word', async () => {
    const token = await newToken()
    const { page, frame } = await openSite(framed(token), site.foreignUrl)
    await frame.getByRole('heading', { name: 'Not allowed from this website' }).waitFor()
    expect(await heardBy(page)).toEqual([])
    await page.context().close()
  })

  test('a foreign site cannot hold the session that an allowed one has opened', async () => {
    const { page, frame } = await openSite(framed(await newToken()))
    await frame.getByRole('navigation', { name: 'Views' }).waitFor()
    // Same browser, so same cookies; the address carries no token.
    site.pages.set('/thief', `<iframe id="desk" src="${pipit()}/agent"></iframe>`)
    await page.goto(`${site.foreignUrl}/thief`)
    await page.locator('#desk').waitFor()
    const inner = page.frames().find((f) => f !== page.mainFrame())!
    await inner.waitForLoadState()
    expect(await inner.evaluate(() => document.body.innerText)).not.toContain('Views')
    expect(await inner.locator('nav').count()).toBe(0)
    await page.context().close()
  })

  test('a token without domains opens no frame', async () => {
    const { page, frame } = await openSite(framed(await newToken({ allowed_domains: [] })))
    await frame.getByRole('heading', { name: 'Not allowed from this website' }).waitFor()
    expect(await frame.locator('nav').count()).toBe(0)
    await page.context().close()
  })

  test('when the token is disabled, the frame says so and asks for no password', async () => {
    const token = await newToken()
    const { page, frame } = await openSite(framed(token))
    await frame.getByRole('navigation', { name: 'Views' }).waitFor()
    await owner.call('PATCH', `/console/v1/admin/access_tokens/${token.token.token_id}`, { enabled: false })
    await frame.getByText('You are signed out').waitFor()
    expect(await frame.locator('input[type=password]').count()).toBe(0)
    await page.context().close()
  })
})
