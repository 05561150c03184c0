import { isText, isTime } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const ticket = (method: string) => `helpdesk.v1.ticket.${method}`

/** Opens a ticket with people for a guest. @returns its id. */
export const tickets: Scenario = async (run) => {
  const { world } = run
  const guest = await run.guest()
  const agent = await run.agent()
  await run.sdk(
    'helpdesk.v1.agent.patch',
    { path: { agent_id: agent }, data: { status: 1 } },
    { quiet: true },
  )
  const started = await run.sdk(ticket('start_service'), {
    data: {
      open_id: guest,
      human_service: true,
      appointed_agents: [agent],
      customized_info: 'conformance',
    },
  })
  const path = { ticket_id: started.ticket_id as string }
  const opened = await run.sdk(ticket('get'), { path })
  run.shows([ticket('start_service'), ticket('get')], opened.ticket, {
    ticket_id: path.ticket_id,
    helpdesk_id: world.helpdeskId,
    guest: { id: guest, name: isText },
    agents: [{ id: agent }],
    agent_owner: { id: agent },
    ticket_type: 2,
    status: 2,
    channel: 9,
    created_at: isTime,
    updated_at: -1,
  })
  await run.refused(
    ticket('start_service'),
    { data: { open_id: 'ou_00000000000000000000000000000000' } },
    154004,
  )
  await run.inside(async (inside) => {
    const frozen = await inside.guest()
    await inside.change('users', { status: 'frozen' }, { id: frozen.openId })
    await run.refused(ticket('start_service'), { data: { open_id: frozen.openId } }, 154402)
    await inside.guestWrites(path.ticket_id, 'a question')
    await inside.agentAnswers(path.ticket_id, 'an answer', agent)
  })
  await run.sdk(ticket('update'), {
    path,
    data: {
      status: 51,
      solved: 2,
      comment: 'done',
      tag_names: ['conformance', '一致'],
      ticket_type: 2,
      channel: 14,
    },
  })
  await run.inside(async ({ change }) => {
    // What guests and agents do in the console.
    const reason = { zh_cn: '太慢', en_us: 'Too slow', ja_jp: '遅い' }
    const values = {
      score: 1,
      dissatisfaction_reason: JSON.stringify(reason),
      collaborator_ids: JSON.stringify([agent]),
    }
    await change('tickets', values, { id: path.ticket_id })
    const rated = await run.sdk(ticket('get'), { path })
    run.shows(ticket('get'), rated.ticket, {
      score: 1,
      dissatisfaction_reason: reason,
      collaborators: [{ id: agent }],
    })
  })
  const closed = await run.sdk(ticket('get'), { path })
  run.shows(ticket('update'), closed.ticket, {
    status: 51,
    solve: 2,
    channel: 14,
    comments: { content: 'done', created_at: isTime, user_name: isText },
    tags: [{ name: 'conformance' }, { name: '一致' }],
    closed_at: isTime,
    closed_by: { name: isText },
    updated_at: isTime,
  })

  const listed = await run.sdk(ticket('list'), {
    params: {
      ticket_id: path.ticket_id,
      guest_id: guest,
      type: 2,
      channel: 14,
      solved: 2,
      status_list: [51],
      tags: ['conformance'],
      page: 1,
      page_size: 20,
      create_time_start: closed.ticket.created_at,
      create_time_end: closed.ticket.created_at,
      update_time_start: closed.ticket.updated_at,
      update_time_end: closed.ticket.updated_at,
    },
  })
  run.shows(ticket('list'), listed, { total: 1, tickets: [{ ticket_id: path.ticket_id, status: 51 }] })
  const more = [path.ticket_id]
  for (let i = 0; i < 3; i += 1) {
    const next = await run.sdk(ticket('start_service'), { data: { open_id: guest, human_service: true } })
    more.push(next.ticket_id as string)
    await run.sdk(ticket('update'), {
      path: { ticket_id: next.ticket_id },
      data: { status: 51, tag_names: ['conformance'] },
    })
  }
  await run.pages(ticket('list'), { params: { guest_id: guest, tags: ['conformance'] } }, 3, {
    list: 'tickets',
    key: (item) => item.ticket_id,
    expected: more,
  })
}
