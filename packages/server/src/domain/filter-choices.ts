import type { Cx } from './cx.ts'

interface Named {
  id: string
  name: string
}

const shownTags = 500

/** What lists of the desk can be filtered by: its tags by name, and its skills by age. */
export async function filterChoices(cx: Cx): Promise<{ tags: Named[]; skills: Named[] }> {
  const from = <T extends 'tags' | 'agent_skills'>(table: T) =>
    cx.db
      .selectFrom(table as 'tags')
      .select(['id', 'name'])
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
  const [tags, skills] = await Promise.all([
    from('tags').orderBy('name').limit(shownTags).execute(),
    from('agent_skills').orderBy('id').execute(),
  ])
  return { tags, skills }
}
