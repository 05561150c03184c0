import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDesk, newServer, password } from '../harness.ts'
import { start, ticketOf } from '../routing-desk.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { newContext, signInByForm } from './owner.ts'

describe.skipIf(noBrowser)('the team in the console', async () => {
  const server = await newServer()
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test('somebody is added, gets hours over midnight and a skill with a condition; a decision is explained', async () => {
    const desk = await newDesk(server)
    const url = await server.listen()
    const mei = await desk.addPerson({ name: 'Mei Lin', email: `mei-${desk.helpdeskId}@example.com` })
    const owner = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.ownerId)
      .executeTakeFirstOrThrow()
    const context = await newContext(browser)
    const page = await context.newPage()
    await page.goto(`${url}/admin/team`)
    await signInByForm(page, { email: owner.email!, password })

    await page.getByRole('button', { name: 'Add agent', exact: true }).click()
    await page.getByLabel('Name or e-mail').fill('mei')
    await page.getByRole('button', { name: 'Add agent: Mei Lin' }).click()

    // Their settings open at once.
    const drawer = page.getByRole('dialog', { name: 'Mei Lin' })
    await drawer.getByLabel('Tickets at once').fill('4')
    await drawer.getByRole('button', { name: 'Monday to Friday, 9:00–18:00' }).click()
    await drawer.getByRole('button', { name: 'Add hours' }).click()
    await drawer.getByLabel('From 2').fill('22:00')
    await drawer.getByLabel('To 2').fill('02:00')
    await drawer.getByText('next day').waitFor()
    await drawer.getByText('65 hours a week').waitFor()
    await drawer.getByRole('button', { name: 'Save' }).click()
    await drawer.waitFor({ state: 'hidden' })
    const row = page.getByRole('row').filter({ hasText: 'Mei Lin' })
    await expect.poll(() => row.innerText()).toContain('65 hours a week')
    const wire = await desk.call('GET', `/open-apis/helpdesk/v1/agents/${mei}/schedules`)
    expect(wire.body.data.agent_schedule.schedule).toMatchObject([
      { weekday: 10, start_time: '09:00', end_time: '18:00' },
      { weekday: 10, start_time: '22:00', end_time: '02:00' },
    ])

    await page.getByRole('link', { name: 'Skills', exact: true }).click()
    await page.getByRole('button', { name: 'New skill' }).click()
    const skill = page.getByRole('dialog', { name: 'New skill' })
    await skill.getByLabel('Name').fill('English')
    await skill.getByRole('button', { name: 'Add condition' }).click()
    await skill.getByRole('button', { name: 'Save' }).click()
    await skill.getByText('Every condition needs a value.').waitFor()
    await skill.getByLabel('With what, condition 1').click()
    await page.getByTitle('English', { exact: true }).click()
    await page.keyboard.press('Escape')
    await skill.getByLabel('Agents with this skill').click()
    await page.getByTitle('Mei Lin', { exact: true }).click()
    await page.keyboard.press('Escape')
    await skill.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Language of the guest is one of English').waitFor()
    const skills = await desk.call('GET', '/open-apis/helpdesk/v1/agent_skills')
    expect(skills.body.data.agent_skills).toMatchObject([
      {},
      { name: 'English', agents: [{ id: mei }], rules: [{ operand: '["en_us"]' }] },
    ])

    const ticket = await start(desk)
    expect(await ticketOf(desk, ticket)).toMatchObject({ owner: desk.agentId })
    await page.getByRole('link', { name: 'Routing' }).click()
    await page.getByLabel('Ticket ID').fill(ticket)
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByRole('heading', { name: 'Given to Ada Agent' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Ada Agent' }).getByText('Chosen').waitFor()
    await context.close()
  })
})
