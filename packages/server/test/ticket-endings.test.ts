import { describe, expect, test } from 'vitest'
import { closeAsBot, closeAsGuest, rateTicket } from '../src/domain/ticket-endings.ts'
import { postAsAgent, postAsGuest } from '../src/domain/messages.ts'
import { holdTicket } from '../src/domain/snooze.ts'
import { closeTicket, takeTicket } from '../src/domain/ticket-actions.ts'
import { startService } from '../src/domain/tickets.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('how tickets end', async () => {
  const server = await newServer()

  const minute = 60_000
  const guestOf = (desk: Desk) =>
    ({ actor: { kind: 'user', userId: desk.guestId, role: undefined } }) as const
  const agentOf = (desk: Desk) => ({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } }) as const
  const open = (desk: Desk, human: boolean, now = Date.now()) =>
    startService(desk.fresh({ now }), {
      guestId: desk.guestId,
      human,
      appointedAgents: human ? [desk.agentId] : [],
      channel: 9,
    })
  const read = async (desk: Desk, id: string) =>
    (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)).body.data.ticket

  test('a guest closes with 52 and rates; the rating and its reason are on the wire', async () => {
    const desk = await newDesk(server)
    const { id } = await open(desk, true)
    await expect(rateTicket(desk.fresh(guestOf(desk)), id, { score: 1 })).rejects.toMatchObject({
      code: 'ticket_open',
    })
    await closeAsGuest(desk.fresh(guestOf(desk)), id)
    await rateTicket(desk.fresh(guestOf(desk)), id, {
      score: 1,
      solved: false,
      reason: { zh_cn: '回复太慢', en_us: 'too slow' },
    })
    expect(await read(desk, id)).toMatchObject({
      status: 52,
      closed_by: { id: desk.guestId },
      score: 1,
      solve: 1,
      dissatisfaction_reason: { zh_cn: '回复太慢', en_us: 'too slow' },
    })
    await rateTicket(desk.fresh(guestOf(desk)), id, { score: 3, solved: true })
    const better = await read(desk, id)
    expect(better).toMatchObject({ score: 3, solve: 2 })
    expect(better.dissatisfaction_reason).toBeUndefined()
    const listed = await desk.call('GET', '/open-apis/helpdesk/v1/tickets?score=3&solved=2&status_list=52')
    expect(listed.body.data.tickets).toMatchObject([{ ticket_id: id }])
  })

  test('the bot closes with 50, but only what no person was asked into', async () => {
    const desk = await newDesk(server)
    const bot = await open(desk, false)
    expect((await read(desk, bot.id)).ticket_type).toBe(1)
    await closeAsBot(desk.fresh(), bot.id, true)
    expect(await read(desk, bot.id)).toMatchObject({ status: 50, solve: 2 })
    const human = await open(desk, true)
    await expect(closeAsBot(desk.fresh(), human.id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('nobody but the guest ends or rates a conversation as the guest', async () => {
    const desk = await newDesk(server)
    const { id } = await open(desk, true)
    const stranger = { actor: { kind: 'user', userId: desk.ownerId, role: undefined } } as const
    await expect(closeAsGuest(desk.fresh(stranger), id)).rejects.toMatchObject({ code: 'ticket_not_found' })
    await closeAsGuest(desk.fresh(guestOf(desk)), id)
    await expect(closeAsGuest(desk.fresh(guestOf(desk)), id)).rejects.toMatchObject({ code: 'ticket_closed' })
    await expect(rateTicket(desk.fresh(stranger), id, { score: 3 })).rejects.toMatchObject({
      code: 'ticket_not_found',
    })
  })

  test('every duration is counted from the moments it is defined by', async () => {
    const desk = await newDesk(server)
    const start = Date.now() - 60 * minute
    const at = (minutes: number, actor: object = {}) =>
      desk.fresh({ now: start + minutes * minute, ...actor })
    const text = (words: string) => ({ type: 'text', content: { text: words } })
    const { id } = await open(desk, false, start)
    await postAsGuest(at(1), id, text('hello'))
    await startService(at(5), {
      guestId: desk.guestId,
      human: true,
      appointedAgents: [desk.agentId],
      channel: 9,
    })
    await takeTicket(at(5, agentOf(desk)), id)
    await postAsAgent(at(8, agentOf(desk)), id, text('first answer'))
    await holdTicket(at(10, agentOf(desk)), id)
    await postAsAgent(at(30, agentOf(desk)), id, text('last answer'))
    await closeTicket(at(35, agentOf(desk)), id)
    expect(await read(desk, id)).toMatchObject({
      bot_service_duration: 5 * 60,
      agent_first_response_duration: 3 * 60,
      agent_service_duration: 25,
      agent_resolution_time: 30 * 60,
      actual_processing_time: 10 * 60,
      agent_entry_time: start + 5 * minute,
      agent_first_response_time: start + 8 * minute,
      agent_last_response_time: start + 30 * minute,
      created_at: start,
      closed_at: start + 35 * minute,
      updated_at: start + 35 * minute,
    })
  })

  test('after the end the guest’s next conversation is a new ticket in the same chat', async () => {
    const desk = await newDesk(server)
    const first = await open(desk, true)
    await closeAsGuest(desk.fresh(guestOf(desk)), first.id)
    const second = await open(desk, true)
    expect(second.id).not.toBe(first.id)
    expect(second.chat_id).toBe(first.chat_id)
  })
})
