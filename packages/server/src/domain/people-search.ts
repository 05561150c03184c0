import type { Users } from '../db/schema.ts'
import { beginsWith } from '../db/begins-with.ts'
import { listAgents } from '../db/agents.ts'
import { personColumns } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { ticketIdsWith } from './ticket-search.ts'
import { fold } from './tokenizer.ts'

export type FoundPerson = Pick<Users, (typeof personColumns)[number] | 'mobile'>

/** Of so many of the newest tickets with the words the guests are looked at. */
const ticketsLookedAt = 200

/** A number as people write it: with or without the plus and the country's digits. */
function mobilesOf(query: string): string[] {
  const digits = query.replace(/[\s()-]/g, '')
  return /^\+?\d{4,15}$/.test(digits) ? [digits, `+${digits}`, `+86${digits}`] : []
}

/**
 * People by the beginning of their e-mail address or number, and by name: agents of the desk, and guests who have a
 * ticket.
 */
export async function searchPeople(cx: Cx, query: string, limit: number): Promise<FoundPerson[]> {
  const words = fold(query.trim()).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const byContact = contactsWith(cx, query.trim().toLowerCase(), limit)
  const agents = await listAgents(cx.db, cx.tenantId, cx.helpdeskId)
  const guests = await guestIdsOf(cx, (await ticketIdsWith(cx, query)).slice(0, ticketsLookedAt))
  const named = (await peopleByIds(cx, [...agents.map((agent) => agent.user_id), ...guests])).filter(
    ({ name }) => words.every((word) => fold(name).includes(word)),
  )
  const found = new Map([...(await byContact), ...named].map((person) => [person.id, person]))
  return [...found.values()].slice(0, limit)
}

async function contactsWith(cx: Cx, query: string, limit: number): Promise<FoundPerson[]> {
  const mobiles = mobilesOf(query)
  if (mobiles.length === 0 && (query.length < 2 || !/^[\w.+%@-]+$/.test(query))) return []
  return cx.db
    .selectFrom('users')
    .select([...personColumns, 'mobile'])
    .where('tenant_id', '=', cx.tenantId)
    .where((eb) =>
      eb.or(
        mobiles.length > 0
          ? mobiles.map((mobile) => beginsWith(cx.engine.kind, 'mobile', mobile))
          : [beginsWith(cx.engine.kind, 'email', query)],
      ),
    )
    .limit(limit)
    .execute()
}

async function guestIdsOf(cx: Cx, ticketIds: readonly string[]): Promise<string[]> {
  if (ticketIds.length === 0) return []
  const rows = await cx.db
    .selectFrom('tickets')
    .select('guest_id')
    .distinct()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', 'in', ticketIds)
    .execute()
  return rows.map((row) => row.guest_id)
}

const peopleByIds = async (cx: Cx, ids: readonly string[]): Promise<FoundPerson[]> =>
  ids.length === 0
    ? []
    : cx.db
        .selectFrom('users')
        .select([...personColumns, 'mobile'])
        .where('tenant_id', '=', cx.tenantId)
        .where('id', 'in', [...new Set(ids)])
        .orderBy('id')
        .execute()
