import { beforeAll, describe, expect, test } from 'vitest'
import { toJson } from '../src/db/json.ts'
import type { TicketRow } from '../src/db/tickets.ts'
import { postAsAgent, postAsGuest } from '../src/domain/messages.ts'
import { createSkill } from '../src/domain/skills.ts'
import { setTags } from '../src/domain/tags.ts'
import { idAt, newChatId } from '../src/platform/ids.ts'
import { type Call, browserOf } from './console-browser.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

const day = 24 * 60 * 60_000

describe.skipIf(noDatabase)('lists of tickets', async () => {
  const server = await newServer()
  let desk: Desk
  let agent: Call
  let rows: TicketRow[]
  let vip: string

  /** Tickets of every kind; more than can be called few, and many with the same times. */
  const count = 1300
  const statuses = ['processing', 'queueing', 'waiting_for_guest', 'closed_by_agent', 'created'] as const
  const priorities = ['medium', 'urgent', 'low'] as const

  beforeAll(async () => {
    desk = await newDesk(server)
    agent = await browserOf(server, desk, desk.agentId)
    const now = Date.now()
    rows = Array.from({ length: count }, (_, i) => {
      const at = now - (count - i) * 60_000
      const status = statuses[i % statuses.length]!
      const closed = status === 'closed_by_agent'
      const owned = status !== 'queueing' && status !== 'created'
      return {
        tenant_id: desk.cx.tenantId,
        helpdesk_id: desk.helpdeskId,
        id: idAt(at),
        chat_id: newChatId(),
        guest_id: desk.guestId,
        stage: status === 'created' ? 'bot' : 'human',
        status,
        channel: i % 2 === 0 ? 9 : 1,
        agent_id: owned ? (i % 3 === 0 ? desk.ownerId : desk.agentId) : null,
        agent_ids: '[]',
        collaborator_ids: '[]',
        closed_by: null,
        solved: null,
        score: null,
        dissatisfaction_reason: null,
        customized_info: null,
        tags: '[]',
        fields: '{}',
        title: `ticket ${i}`,
        description: null,
        priority: priorities[i % priorities.length]!,
        remark: null,
        preview: '',
        version: 1,
        created_at: at,
        updated_at: at,
        closed_at: closed ? at : null,
        agent_entered_at: null,
        first_response_at: null,
        last_response_at: null,
        pending_since: null,
        pending_ms: 0,
        // Ten tickets share each time: a page may end between two of them.
        waiting_since:
          status === 'queueing' || status === 'processing' ? now - Math.floor(i / 10) * 1000 : null,
        last_message_at: now - Math.floor(i / 10) * 1000,
        guest_message_at: null,
        sla_spent_ms: 0,
        sla_since: null,
        due_at: status === 'processing' ? now - day + Math.floor(i / 7) * 500_000 : null,
        due_kind: status === 'processing' ? 'next_response' : null,
      } as unknown as TicketRow
    })
    await server.services.engine.transaction(async (db) => {
      for (let i = 0; i < count; i += 100)
        await db
          .insertInto('tickets')
          .values(rows.slice(i, i + 100))
          .execute()
      const cx = desk.fresh({ db, inTransaction: true })
      for (const i of [3, 700, 1001, 1250]) {
        const [tag] = await setTags(cx, rows[i]!.id, ['VIP'])
        vip = tag!.id
        await db
          .updateTable('tickets')
          .set({ tags: toJson([tag]) })
          .where('id', '=', rows[i]!.id)
          .execute()
      }
    })
  })

  /** Every page of a list, one after the other. */
  async function all(query: string, limit = 100): Promise<string[]> {
    const ids: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 200; pages++) {
      const page = await agent('GET', `/tickets?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
      expect(page.status, JSON.stringify(page.body)).toBe(200)
      ids.push(...page.body.items.map((item: { ticket_id: string }) => item.ticket_id))
      if (!page.body.next_cursor) return ids
      cursor = page.body.next_cursor
    }
    throw new Error('the list has no end')
  }

  const isOpen = (row: TicketRow) => !row.status.startsWith('closed')
  const keyOf: Record<string, (row: TicketRow) => (number | string)[]> = {
    newest: (row) => [-row.last_message_at],
    waiting: (row) =>
      row.waiting_since !== null ? [0, row.waiting_since] : [isOpen(row) ? 1 : 2, -row.last_message_at],
    due: (row) => (row.due_at !== null ? [0, row.due_at] : [isOpen(row) ? 1 : 2, -row.last_message_at]),
    created: (row) => [-row.created_at],
  }
  /** The same by the plainest means: filter all rows, sort them. */
  function expected(sort: string, fits: (row: TicketRow) => boolean): (number | string)[][] {
    return rows
      .filter(fits)
      .map((row) => keyOf[sort]!(row))
      .sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1] ?? 0) - Number(b[1] ?? 0))
  }
  const keysOf = (sort: string, ids: readonly string[]) =>
    ids.map((id) => keyOf[sort]!(rows.find((row) => row.id === id)!))

  const cases: [query: string, fits: (row: TicketRow) => boolean][] = [
    ['view=open', isOpen],
    ['view=closed', (row) => !isOpen(row)],
    ['view=all', () => true],
    ['view=mine', (row) => isOpen(row) && row.agent_id === desk.agentId],
    ['view=unassigned', (row) => isOpen(row) && row.agent_id === null && row.stage === 'human'],
    ['view=queue', (row) => row.status === 'queueing'],
    [
      'view=open&priority=urgent&priority=low&channel=9',
      (row) => isOpen(row) && row.priority !== 'medium' && row.channel === 9,
    ],
    [
      'view=all&status=processing&status=closed_by_agent',
      (row) => row.status === 'processing' || !isOpen(row),
    ],
    [
      'view=open&agent=none&agent=me',
      (row) => isOpen(row) && (row.agent_id === null || row.agent_id === desk.agentId),
    ],
  ]

  test.each(['newest', 'waiting', 'due', 'created'])(
    'by %s, every list has exactly its tickets, each once, in order, both ways',
    async (sort) => {
      for (const [query, fits] of sort === 'newest' ? cases : cases.slice(0, 4)) {
        const ids = await all(`${query}&sort=${sort}`)
        expect(new Set(ids).size, query).toBe(ids.length)
        expect(keysOf(sort, ids), query).toEqual(expected(sort, fits))
        const back = await all(`${query}&sort=${sort}&reversed=true`)
        expect(keysOf(sort, back), query).toEqual(expected(sort, fits).reverse())
      }
    },
    60_000,
  )

  test('pages end between tickets of the same time without losing or repeating one', async () => {
    const whole = await all('view=open&sort=waiting', 100)
    expect(await all('view=open&sort=waiting', 7)).toEqual(whole)
    const few = await all(`view=all&tag=${vip}`, 1)
    expect(few).toHaveLength(4)
    expect(new Set(few).size).toBe(4)
  }, 60_000)

  test('spans of time, text and what is owed', async () => {
    const now = Date.now()
    const from = rows[500]!.created_at
    const to = rows[600]!.created_at
    expect(await all(`view=all&created=${from}..${to}`)).toHaveLength(101)
    expect(await all('view=all&created=1d')).toHaveLength(
      rows.filter((row) => row.created_at >= now - day).length,
    )
    expect(await all(`view=all&updated=${to}..`)).toHaveLength(count - 600)
    const overdue = rows.filter((row) => row.due_at !== null && row.due_at <= now)
    expect((await all('view=open&sla=overdue')).sort()).toEqual(overdue.map((row) => row.id).sort())

    const id = await desk.newTicket()
    await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: '发票抬头写错了' } })
    expect(await all(`view=open&text=${encodeURIComponent('抬头')}`)).toEqual([id])
    expect(await all(`view=closed&text=${encodeURIComponent('抬头')}`)).toEqual([])
    const refused = await agent('GET', '/tickets?created=yesterday')
    expect([refused.status, refused.body.field_violations[0].field]).toEqual([400, 'created'])
    expect((await agent('GET', '/tickets?cursor=1')).status).toBe(400)
  })

  test('counts stop at a thousand, and follow the lists', async () => {
    const counts = (await agent('GET', '/ticket_counts')).body
    expect(counts).toMatchObject({
      all: 1000,
      closed: rows.filter((row) => !isOpen(row)).length,
      mine: (await all('view=mine')).length,
      queue: (await all('view=queue')).length,
      unassigned: (await all('view=unassigned')).length,
    })
  })

  test('a skill has a list and a count of its own, which closed tickets leave', async () => {
    const own = await newDesk(server)
    const call = await browserOf(server, own, own.agentId)
    const owner = { kind: 'user', userId: own.ownerId, role: 'owner' } as const
    const id = await createSkill(own.fresh({ actor: owner }), {
      name: 'Chinese',
      rules: [{ fact: 'channel', operator: 'in', operand: '["9"]' }],
      agentIds: [own.agentId],
    })
    const ticket = await own.newTicket()
    const listed = async (view: string) =>
      (await call('GET', `/tickets?view=${view}&skill=${id}`)).body.items.map(
        (t: { ticket_id: string }) => t.ticket_id,
      )
    const counted = async () => (await call('GET', '/ticket_counts')).body.skills
    expect(await listed('open')).toEqual([ticket])
    expect(await counted()).toEqual([{ id, name: 'Chinese', open: 1 }])
    await call('POST', `/tickets/${ticket}/close`, {})
    expect([await listed('open'), await listed('closed')]).toEqual([[], [ticket]])
    expect(await counted()).toMatchObject([{ open: 0 }])
    await call('POST', `/tickets/${ticket}/reopen`)
    expect(await listed('open')).toEqual([ticket])
  })

  test("a ticket is unread from the guest's message until it is read, for each agent alone", async () => {
    const own = await newDesk(server)
    const ada = await browserOf(server, own, own.agentId)
    const olga = await browserOf(server, own, own.ownerId)
    const id = await own.newTicket()
    const unread = async (call: Call) => (await call('GET', '/tickets?view=all')).body.items[0].unread
    const write = (now = Date.now()) =>
      postAsGuest(own.fresh({ now }), id, { type: 'text', content: { text: 'hello?' } })
    expect(await unread(ada)).toBe(false)
    const { created_at: first } = await write()
    expect([await unread(ada), await unread(olga)]).toEqual([true, true])
    expect((await ada('POST', `/tickets/${id}/read`, { up_to: first })).status).toBe(200)
    expect([await unread(ada), await unread(olga)]).toEqual([false, true])
    await ada('POST', `/tickets/${id}/read`, { up_to: first - 5000 })
    expect(await unread(ada)).toBe(false)
    // What a colleague has answered needs no look of those who never had one.
    const actor = { kind: 'user', userId: own.agentId, role: 'agent' } as const
    await postAsAgent(own.fresh({ actor, now: first + 1 }), id, { type: 'text', content: { text: 'hi' } })
    expect(await unread(olga)).toBe(false)
    await write(first + 2)
    expect([await unread(ada), await unread(olga)]).toEqual([true, true])
    const other = await newDesk(server)
    const stranger = await browserOf(server, other, other.agentId)
    expect((await stranger('POST', `/tickets/${id}/read`, { up_to: first })).status).toBe(404)
  })
})
