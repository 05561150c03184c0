import { describe, expect, test } from 'vitest'
import { subscribersOf } from '../src/domain/subscriptions.ts'
import { asUser, officialClient, withDesk } from './official.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'

const path = (what: 'subscribe' | 'unsubscribe') => `/open-apis/helpdesk/v1/events/${what}`
const created = { type: 'helpdesk.ticket', subtype: 'ticket.created_v1' }
const message = { type: 'helpdesk.ticket_message', subtype: 'ticket_message.created_v1' }

describe.skipIf(noDatabase)('event subscriptions', async () => {
  const server = await newServer({ jobs: false })

  test('an app is subscribed once, however often it asks, and only until it unsubscribes', async () => {
    const desk = await newDesk(server)
    const subscribers = () => subscribersOf(desk.fresh(), 'helpdesk.ticket.created_v1')
    expect(await subscribers()).toEqual([])
    for (const events of [
      [created, message],
      [created, created],
    ])
      expect((await desk.call('POST', path('subscribe'), { events })).body).toEqual({
        code: 0,
        msg: 'success',
        data: {},
      })
    expect(await subscribers()).toEqual([desk.appId])
    expect((await desk.call('POST', path('unsubscribe'), { events: [created] })).body.code).toBe(0)
    expect((await desk.call('POST', path('unsubscribe'), { events: [created] })).body.code).toBe(0)
    expect(await subscribers()).toEqual([])
    expect(await subscribersOf(desk.fresh(), 'helpdesk.ticket_message.created_v1')).toEqual([desk.appId])
    expect(await desk.events()).toEqual(Array(4).fill('subscription.changed'))
  })

  test("subscriptions of one desk are nobody else's", async () => {
    const [one, two] = [await newDesk(server), await newDesk(server)]
    await one.call('POST', path('subscribe'), { events: [created] })
    expect(await subscribersOf(two.fresh(), 'helpdesk.ticket.created_v1')).toEqual([])
    expect(
      await subscribersOf(one.fresh({ helpdeskId: two.helpdeskId }), 'helpdesk.ticket.created_v1'),
    ).toEqual([])
  })

  test.each([
    [{ type: 'helpdesk.tickets', subtype: 'ticket.created_v1' }, 'events.1.type', 'helpdesk.tickets'],
    [
      { type: 'helpdesk.ticket', subtype: 'ticket_message.created_v1' },
      'events.1.subtype',
      'ticket_message.created_v1',
    ],
    [{ type: 'helpdesk.ticket', subtype: 'ticket.deleted_v1' }, 'events.1.subtype', 'ticket.deleted_v1'],
    [{ type: 'helpdesk.ticket' }, 'events.1.subtype', ''],
    [{ type: 7, subtype: 'ticket.created_v1' }, 'events.1.type', '7'],
  ])('%j is refused with its field, and nothing is subscribed', async (wrong, field, value) => {
    const desk = await newDesk(server)
    const reply = await desk.call('POST', path('subscribe'), { events: [created, wrong] })
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({
      code: 154000,
      error: {
        field_violations: [{ field, value }],
      },
    })
    expect(await subscribersOf(desk.fresh(), 'helpdesk.ticket.created_v1')).toEqual([])
  })

  test('a list without events is refused', async () => {
    const desk = await newDesk(server)
    expect((await desk.call('POST', path('unsubscribe'), { events: [] })).body.code).toBe(154000)
    expect((await desk.call('POST', path('unsubscribe'), {})).body.code).toBe(154000)
  })

  test('the official SDK subscribes, and is refused with a user token', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, await server.listen())
    const payload = { data: { events: [message] } }
    expect(await client.helpdesk.v1.event.subscribe(payload, withDesk())).toMatchObject({ code: 0 })
    expect(await subscribersOf(desk.fresh(), 'helpdesk.ticket_message.created_v1')).toEqual([desk.appId])
    expect(await client.helpdesk.v1.event.unsubscribe(payload, withDesk())).toMatchObject({ code: 0 })
    const token = (await desk.user()).authorization!.slice('Bearer '.length)
    await expect(client.helpdesk.v1.event.subscribe(payload, asUser(token))).rejects.toMatchObject({
      response: { status: 400, data: { code: 99991668 } },
    })
  })
})
