import { setMemberships } from '../db/agents.ts'
import { allCategories } from '../db/categories.ts'
import { toJson } from '../db/json.ts'
import { findSkills, skillMembers } from '../db/skills.ts'
import { newId } from '../platform/ids.ts'
import { requireManager } from './agents.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import type { FieldOption } from './field-options.ts'
import {
  type RuleOption,
  type Skill,
  type SkillRule,
  checkRule,
  ruleOptions,
  storedRules,
} from './skill-rules.ts'

/** The skill everybody has. It has no row: its id is the desk's, and nothing about it can be changed. */
export const defaultSkill = (cx: Cx): Skill => ({ id: cx.helpdeskId, name: 'All-round', rules: [] })

export interface SkillDetail extends Skill {
  readonly agentIds: readonly string[]
  readonly isDefault: boolean
}

const maximumSkills = 200

/** The desk's skills: the default one, then the others by age. */
export async function listSkills(cx: Cx): Promise<SkillDetail[]> {
  const everybody = await currentAgents(cx)
  const skills = new Map<string, SkillDetail & { agentIds: string[] }>()
  for (const row of await skillMembers(cx.engine, cx.db, cx)) {
    let skill = skills.get(row.id)
    if (!skill) {
      skill = { id: row.id, name: row.name, rules: storedRules(row.rules), agentIds: [], isDefault: false }
      skills.set(row.id, skill)
    }
    if (row.agent_id !== null) skill.agentIds.push(row.agent_id)
  }
  return [{ ...defaultSkill(cx), agentIds: everybody, isDefault: true }, ...skills.values()]
}

/** One skill, or `skill_not_found`. */
export async function getSkill(cx: Cx, skillId: string): Promise<SkillDetail> {
  const skill = (await listSkills(cx)).find(({ id }) => id === skillId)
  if (!skill) throw new AppError('skill_not_found')
  return skill
}

async function currentAgents(cx: Cx): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('agents')
    .select('user_id')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

export interface SkillChange {
  readonly name?: string | undefined
  /** All of them. */
  readonly rules?: readonly SkillRule[] | undefined
  /** All of them. */
  readonly agentIds?: readonly string[] | undefined
}

/** Adds a skill. @returns its id. */
export const createSkill = (cx: Cx, skill: SkillChange & { readonly name: string }): Promise<string> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const rules = await checkedRules(cx, skill.rules ?? [], 'rules')
    const agentIds = await checkedAgents(cx, skill.agentIds ?? [], 'agent_ids')
    const { count } = await cx.db
      .selectFrom('agent_skills')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .executeTakeFirstOrThrow()
    if (count >= maximumSkills)
      throw invalid('name', skill.name, `is one too many: ${maximumSkills} skills at most`)
    const id = newId(cx.now)
    await cx.db
      .insertInto('agent_skills')
      .values({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        id,
        name: checkedName(skill.name, 'name'),
        rules: toJson(rules),
        created_at: cx.now,
        updated_at: cx.now,
      })
      .execute()
    await setMemberships(cx.db, cx.tenantId, cx.helpdeskId, { skillId: id }, agentIds)
    await emit(cx, 'skill.changed', { skillId: id })
    return id
  })

/** Changes a skill; `skill_not_found` when there is none. */
export const updateSkill = (cx: Cx, skillId: string, change: SkillChange): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    await lockedSkill(cx, skillId, 'cannot be changed: it is the skill everybody has')
    const rules = change.rules && (await checkedRules(cx, change.rules, 'agent_skill.rules'))
    const agentIds = change.agentIds && (await checkedAgents(cx, change.agentIds, 'agent_skill.agent_ids'))
    await cx.db
      .updateTable('agent_skills')
      .set({
        ...(change.name !== undefined && { name: checkedName(change.name, 'agent_skill.name') }),
        ...(rules && { rules: toJson(rules) }),
        updated_at: cx.now,
      })
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', skillId)
      .execute()
    if (agentIds) await setMemberships(cx.db, cx.tenantId, cx.helpdeskId, { skillId }, agentIds)
    await emit(cx, 'skill.changed', { skillId })
  })

/** Deletes a skill; its agents keep their others. */
export const deleteSkill = (cx: Cx, skillId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    await lockedSkill(cx, skillId, 'cannot be deleted: it is the skill everybody has')
    await setMemberships(cx.db, cx.tenantId, cx.helpdeskId, { skillId }, [])
    await cx.db
      .deleteFrom('agent_skills')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', skillId)
      .execute()
    await emit(cx, 'skill.changed', { skillId })
  })

async function lockedSkill(cx: Cx, skillId: string, ifDefault: string): Promise<void> {
  if (skillId === cx.helpdeskId) throw invalid('agent_skill_id', skillId, ifDefault)
  const [skill] = await findSkills(cx.db, cx.tenantId, cx.helpdeskId, [skillId])
  if (!skill) throw new AppError('skill_not_found')
}

function checkedName(name: string, field: string): string {
  const trimmed = name.trim()
  if (trimmed === '') throw invalid(field, name, 'must not be empty')
  return trimmed
}

async function checkedRules(cx: Cx, rules: readonly SkillRule[], field: string): Promise<SkillRule[]> {
  if (rules.length === 0) return []
  const options = await listRuleOptions(cx)
  return rules.map((rule, i) => checkRule(rule, options, `${field}.${i}`))
}

async function checkedAgents(cx: Cx, ids: readonly string[], field: string): Promise<string[]> {
  const agents = new Set(ids.length === 0 ? [] : await currentAgents(cx))
  ids.forEach((id, i) => {
    if (!agents.has(id)) throw invalid(`${field}.${i}`, id, 'is not an agent of this help desk')
  })
  return [...new Set(ids)]
}

/** Every condition that skills of this desk can use. */
export async function listRuleOptions(cx: Cx): Promise<RuleOption[]> {
  const categories = await allCategories(cx.db, cx.tenantId, cx.helpdeskId)
  const tags = await cx.db
    .selectFrom('tags')
    .select(['id', 'name'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .orderBy('id')
    .limit(maximumOptions)
    .execute()
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  const fields = (desk?.fields ?? []).filter((field) => field.entity === 'ticket' && !field.deleted)
  return ruleOptions({
    categories,
    tags,
    fields: fields.map(({ id, displayName, options }) => ({
      id,
      displayName,
      options: options.length === 0 ? undefined : choicesOf(options),
    })),
  })
}

const maximumOptions = 500

/** What can be chosen in a dropdown, on every level, as a ticket's value names it. */
const choicesOf = (options: readonly FieldOption[], above = ''): { id: string; name: string }[] =>
  options.flatMap(({ display_name, children }) => {
    const path = `${above}${display_name}`
    return [{ id: path, name: path }, ...choicesOf(children ?? [], `${path}/`)]
  })
