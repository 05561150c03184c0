import type { Json } from './json.ts'
import type { Run } from './run.ts'

/** Somebody of the organisation who neither serves on the desk nor has an open ticket, as far as one can see. */
export async function idlePerson(run: Run): Promise<string | undefined> {
  const read = (id: string, params: object) => run.sdk(id, { params: { ...params } }, { quiet: true })
  const root = await read('contact.v3.user.find_by_department', { department_id: '0', page_size: 50 })
  const seen = await read('helpdesk.v1.ticket.list', { page_size: 200 })
  const serving = await read('helpdesk.v1.agent_schedule.list', { status: [1, 2, 3] })
  const tickets = (seen.tickets ?? []) as { status: number; guest?: { id: string } }[]
  const busy = new Set<string | undefined>([
    ...tickets.filter(({ status }) => status < 50).map(({ guest }) => guest?.id),
    ...(serving.agent_schedules ?? []).map((item: Json) => item.agent.id as string),
  ])
  const known: (string | undefined)[] = [
    ...(root.items ?? []).map((person: Json) => person.open_id as string),
    ...tickets.map(({ guest }) => guest?.id),
  ]
  const free = [...new Set(known.filter((id) => id !== undefined && !busy.has(id)))].slice(0, 50)
  if (free.length === 0) return undefined
  const { items } = await read('contact.v3.user.batch', { user_ids: free })
  // Visitors belong to no department, and cannot become agents.
  return items.find((person: Json) => person.department_ids?.length > 0)?.open_id as string | undefined
}
