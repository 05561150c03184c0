import { afterAll, describe, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { noteTyping } from '../src/domain/presence.ts'
import { Presence, type TicketPresence } from '../src/live/presence.ts'
import { open } from '../src/open.ts'
import { browserOf, sessionHeaders } from './console-browser.ts'
import { type Frame, openStream } from './event-stream.ts'
import { type Desk, engineKind, newDesk, newServer, noDatabase } from './harness.ts'

const page = 'page-0001'

/** Who is there, as a `presence` frame says of one ticket. */
const peopleOn = (ticketId: string, frame: Frame): { id: string; typing: boolean }[] | undefined =>
  frame.event === 'presence'
    ? frame.data.tickets.find((one: { ticket_id: string }) => one.ticket_id === ticketId)?.people
    : undefined

const says = (ticketId: string, expected: readonly string[]) => (frame: Frame) => {
  const people = peopleOn(ticketId, frame)?.map(({ id, typing }) => (typing ? `${id} writes` : id))
  return people !== undefined && people.join() === expected.join()
}

describe.skipIf(noDatabase)('presence', async () => {
  const server = await newServer()

  test('colleagues see who opens a ticket, writes and leaves; other desks see nothing', async () => {
    const desk = await newDesk(server)
    const stranger = await newDesk(server)
    const id = await desk.newTicket()
    const agent = await browserOf(server, desk, desk.agentId)
    const owner = await openStream(server, await sessionHeaders(server, desk, desk.ownerId))
    const outside = await openStream(server, await sessionHeaders(server, stranger, stranger.ownerId))

    expect((await agent('POST', '/presence', { page, ticket_id: id })).status).toBe(200)
    const seen = await owner.find(says(id, [desk.agentId]))
    expect(peopleOn(id, seen)).toMatchObject([{ name: 'Ada Agent', kind: 'agent', typing: false }])
    expect(seen.id).toBeUndefined()

    await agent('POST', '/presence', { page, ticket_id: id, typing: true })
    await owner.find(says(id, [`${desk.agentId} writes`]))
    const late = await openStream(server, await sessionHeaders(server, desk, desk.ownerId))
    expect((await late.find(({ event }) => event === 'presence')).data).toMatchObject({
      all: true,
      tickets: [{ ticket_id: id, people: [{ id: desk.agentId, typing: true }] }],
    })

    await agent('POST', '/presence', { page })
    await owner.find(says(id, []))
    await (
      await browserOf(server, stranger, stranger.agentId)
    )('POST', '/presence', { page, ticket_id: '77' })
    await outside.find(says('77', [stranger.agentId]))
    expect(outside.frames.some((frame) => peopleOn(id, frame) !== undefined)).toBe(false)
    for (const stream of [owner, outside, late]) stream.close()
  })

  test('a ticket in two tabs is left with the last of them, and a tab that moves on is in one place', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(server, desk, desk.agentId)
    const owner = await openStream(server, await sessionHeaders(server, desk, desk.ownerId))
    await agent('POST', '/presence', { page, ticket_id: '1' })
    await agent('POST', '/presence', { page: 'page-0002', ticket_id: '1' })
    await agent('POST', '/presence', { page, ticket_id: '2' })
    await owner.find(says('2', [desk.agentId]))
    expect(owner.frames.some(says('1', []))).toBe(false)
    await agent('POST', '/presence', { page: 'page-0002' })
    await owner.find(says('1', []))
    owner.close()
  })

  test('a guest is seen while they write', async () => {
    const desk = await newDesk(server)
    const owner = await openStream(server, await sessionHeaders(server, desk, desk.ownerId))
    const who = { id: desk.guestId, name: 'Guest' }
    noteTyping(desk.fresh(), { ticketId: '9', who, kind: 'guest' })
    const seen = await owner.find(says('9', [`${desk.guestId} writes`]))
    expect(peopleOn('9', seen)).toMatchObject([{ kind: 'guest' }])
    noteTyping(desk.fresh(), { ticketId: '9', who, kind: 'guest', typing: false })
    await owner.find(says('9', []))
    owner.close()
  })

  test('whoever goes without a word is forgotten, and writing ends sooner', async () => {
    const desk = await newDesk(server)
    let now = 0
    const presence = new Presence(server.services.engine, () => now)
    const told: TicketPresence[] = []
    presence.subscribe((change) => told.push(change))
    const agent = await browserOf(server, desk, desk.agentId)
    await agent('POST', '/presence', { page, ticket_id: '5', typing: true })
    const typing = () => told.at(-1)!.people.map((person) => person.typing)
    expect(typing()).toEqual([true])
    now = 8_000
    presence.sweep()
    expect(typing()).toEqual([false])
    await agent('POST', '/presence', { page, ticket_id: '5' })
    expect(told).toHaveLength(2)
    now = 37_999
    presence.sweep()
    expect(presence.ofDesk(desk.cx.tenantId, desk.helpdeskId)).toHaveLength(1)
    now = 38_000
    presence.sweep()
    expect(typing()).toEqual([])
    expect(presence.ofDesk(desk.cx.tenantId, desk.helpdeskId)).toEqual([])
    presence.close()
  })

  test.runIf(engineKind === 'postgres')('what one node is told, the others know', async () => {
    const desk: Desk = await newDesk(server)
    const services = await open({
      ...server.place,
      secretKey: undefined,
      baseUrl: 'http://pipit.test',
      port: 0,
    })
    const app = await buildApp(services, { rateLimit: 0, logLevel: 'silent' })
    afterAll(() => app.close())
    const address = app.listen({ port: 0, host: '127.0.0.1' })
    const elsewhere = await openStream(
      { listen: () => address },
      await sessionHeaders(server, desk, desk.ownerId),
    )
    const agent = await browserOf(server, desk, desk.agentId)
    await agent('POST', '/presence', { page, ticket_id: '3', typing: true })
    const seen = await elsewhere.find(says('3', [`${desk.agentId} writes`]))
    expect(peopleOn('3', seen)).toMatchObject([{ name: 'Ada Agent' }])
    elsewhere.close()
  })
})
