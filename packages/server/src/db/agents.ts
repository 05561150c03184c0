import type { Db } from './engine.ts'
import type { Agents } from './schema.ts'
import { type PersonRow, personColumns } from './users.ts'

export type AgentRow = Agents

export const findAgents = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  ids: readonly string[],
): Promise<AgentRow[]> =>
  db
    .selectFrom('agents')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('user_id', 'in', [...new Set(ids)])
    .execute()

/** An agent with the person behind it. */
export type AgentPersonRow = AgentRow & Omit<PersonRow, 'id'>

/** Everybody who serves or has served on the desk, the longest first. */
export const listAgents = (db: Db, tenantId: string, helpdeskId: string): Promise<AgentPersonRow[]> =>
  db
    .selectFrom('agents as a')
    .innerJoin('users as u', (j) =>
      j.onRef('u.tenant_id', '=', 'a.tenant_id').onRef('u.id', '=', 'a.user_id'),
    )
    .selectAll('a')
    .select(personColumns.filter((column) => column !== 'id').map((column) => `u.${column}` as const))
    .where('a.tenant_id', '=', tenantId)
    .where('a.helpdesk_id', '=', helpdeskId)
    .orderBy('a.created_at')
    .orderBy('a.user_id')
    .execute()

/** Makes these the skills of an agent, or these the agents of a skill. */
export async function setMemberships(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  of: { readonly agentId: string } | { readonly skillId: string },
  ids: readonly string[],
): Promise<void> {
  const [column, id] =
    'agentId' in of ? (['agent_id', of.agentId] as const) : (['skill_id', of.skillId] as const)
  await db
    .deleteFrom('agent_skill_members')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where(column, '=', id)
    .execute()
  if (ids.length === 0) return
  await db
    .insertInto('agent_skill_members')
    .values(
      ids.map((other) => ({
        tenant_id: tenantId,
        helpdesk_id: helpdeskId,
        skill_id: column === 'skill_id' ? id : other,
        agent_id: column === 'agent_id' ? id : other,
      })),
    )
    .execute()
}
