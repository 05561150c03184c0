import type { Db } from './engine.ts'
import { preparedIn } from './prepared.ts'
import type { AgentSkills } from './schema.ts'

export type SkillRow = AgentSkills

/** The desk's skills by age, each with one of its members or none. */
export const skillMembers = preparedIn<
  { readonly tenantId: string; readonly helpdeskId: string },
  Pick<SkillRow, 'id' | 'name' | 'rules'> & { agent_id: string | null }
>((db, slot) =>
  db
    .selectFrom('agent_skills as s')
    .leftJoin('agent_skill_members as m', (j) =>
      j
        .onRef('m.tenant_id', '=', 's.tenant_id')
        .onRef('m.helpdesk_id', '=', 's.helpdesk_id')
        .onRef('m.skill_id', '=', 's.id'),
    )
    .select(['s.id', 's.name', 's.rules', 'm.agent_id'])
    .where('s.tenant_id', '=', slot.tenantId)
    .where('s.helpdesk_id', '=', slot.helpdeskId)
    .orderBy('s.id')
    .orderBy('m.agent_id'),
)

export const findSkills = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  ids: readonly string[],
): Promise<SkillRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('agent_skills')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('helpdesk_id', '=', helpdeskId)
        .where('id', 'in', [...new Set(ids)])
        .execute()
