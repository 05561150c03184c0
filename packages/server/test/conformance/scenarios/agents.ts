import { isText } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const patch = 'helpdesk.v1.agent.patch'
const emails = 'helpdesk.v1.agent.agent_email'
const add = 'helpdesk.v1.agent_schedule.create'
const list = 'helpdesk.v1.agent_schedule.list'
const get = 'helpdesk.v1.agent_schedules.get'
const change = 'helpdesk.v1.agent_schedules.patch'
const remove = 'helpdesk.v1.agent_schedules.delete'

/** Somebody becomes an agent, works, pauses and leaves. */
export const agents: Scenario = async (run) => {
  const person = await run.guest()
  const skill = await run.sdk(
    'helpdesk.v1.agent_skill.create',
    { data: { name: `Skill ${person}` } },
    { quiet: true },
  )
  const skillId = skill.agent_skill_id as string
  const schedule = [{ start_time: '22:00', end_time: '06:00', weekday: 9 }]
  await run.sdk(add, {
    data: { agent_schedules: [{ agent_id: person, schedule, agent_skill_ids: [skillId] }] },
  })
  const path = { agent_id: person }
  const first = await run.sdk(get, { path })
  run.shows([add, get], first.agent_schedule, {
    agent: { id: person, name: isText },
    schedule,
    agent_skills: (skills: { id: string }[]) => skills.some(({ id }) => id === skillId),
  })
  const split = [
    { start_time: '00:00', end_time: '12:00', weekday: 9 },
    { start_time: '12:00', end_time: '24:00', weekday: 9 },
  ]
  await run.sdk(change, { path, data: { agent_schedule: { schedule: split, agent_skill_ids: [] } } })
  const second = await run.sdk(get, { path })
  run.shows(change, second.agent_schedule, {
    status: 1,
    schedule: split,
    agent_skills: [{ is_default: true }],
  })

  await run.sdk(patch, { path, data: { status: 2 } })
  const offline = await run.sdk(list, { params: { status: [2] } })
  const found = (all: { agent_schedules: { agent: { id: string } }[] }) =>
    all.agent_schedules.find(({ agent }) => agent.id === person)
  run.shows([patch, list], found(offline), { status: 2, schedule: split })
  await run.sdk(patch, { path, data: { status: 1 } })
  run.shows(patch, (await run.sdk(get, { path })).agent_schedule, { status: 1 })
  await run.refused(patch, { path, data: { status: 3 } }, 150001)

  const addresses = await run.sdk(emails)
  run.shows(emails, JSON.parse(addresses.agents), (all: object) => Object.values(all).every(isText))
  await run.inside(async ({ agent }) => {
    const { token } = await agent()
    await run.refused(change, { path, data: { agent_schedule: { schedule: split } } }, 154003, { token })
    await run.refused(remove, { path }, 154003, { token })
    await run.refused(add, { data: { agent_schedules: [{ agent_id: person }] } }, 154003, { token })
  })

  await run.sdk(remove, { path })
  const removed = await run.sdk(list, { params: { status: [4] } })
  run.shows(remove, found(removed), { status: 4 })
  await run.sdk('helpdesk.v1.agent_skill.delete', { path: { agent_skill_id: skillId } }, { quiet: true })
}
