import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { prepared } from './prepared.ts'
import { closedWords, openWords } from './ticket-walk.ts'

interface Whose {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly agentId: string
}

export interface ListCounts {
  readonly mine: number
  readonly following: number
  readonly mentions: number
  readonly unassigned: number
  readonly queue: number
  readonly open: number
  readonly closed: number
  readonly all: number
}

const ceiling = sql.lit(1000)

/**
 * How many tickets the lists of a desk hold, each counted up to 1000 in the index that the list is read from: what it
 * costs does not depend on how many there are.
 */
export const listCounts = prepared<Whose, ListCounts>((db, slot) => {
  const inDesk = sql`t.tenant_id = ${slot.tenantId} and t.helpdesk_id = ${slot.helpdeskId}`
  const counted = (name: string, words: RawBuilder<SqlBool>) => sql`
    (select count(*) from (select 1 as one from tickets t where ${inDesk} and ${words} limit ${ceiling}) as part)
    as ${sql.ref(name)}`
  // Tickets that are still with the bot have no agent either: of those in the index only the first are looked at.
  const unassigned = sql`
    (select count(*) from (select t.stage from tickets t
      where ${inDesk} and ${openWords} and coalesce(t.agent_id, '') = '' limit ${sql.lit(2000)}) as part
    where part.stage = 'human') as unassigned`
  const lists = [
    counted('mine', sql<SqlBool>`${openWords} and coalesce(t.agent_id, '') = ${slot.agentId}`),
    sql`
    (select count(*) from (select 1 as one from ticket_collaborators c
      join tickets t on t.tenant_id = c.tenant_id and t.helpdesk_id = c.helpdesk_id and t.id = c.ticket_id
      where c.tenant_id = ${slot.tenantId} and c.helpdesk_id = ${slot.helpdeskId} and c.agent_id = ${slot.agentId}
        and ${openWords} limit ${ceiling}) as part) as following`,
    sql`
    (select count(*) from (select 1 as one from mentions m
      join tickets t on t.tenant_id = m.tenant_id and t.helpdesk_id = m.helpdesk_id and t.id = m.ticket_id
      where m.tenant_id = ${slot.tenantId} and m.helpdesk_id = ${slot.helpdeskId} and m.user_id = ${slot.agentId}
        and ${openWords} limit ${ceiling}) as part) as mentions`,
    unassigned,
    counted('queue', sql<SqlBool>`t.status = 'queueing'`),
    counted('open', openWords),
    counted('closed', closedWords),
    counted('all', sql<SqlBool>`1 = 1`),
  ]
  return { compile: () => sql<ListCounts>`select ${sql.join(lists)}`.compile(db) }
})

export interface SkillCount {
  readonly id: string
  readonly name: string
  readonly open: number
}

/** How many open tickets ask for each skill of the desk, counted up to 1000. */
export const skillCounts = prepared<Omit<Whose, 'agentId'>, SkillCount>((db, slot) => ({
  compile: () =>
    sql<SkillCount>`
      select s.id, s.name, (select count(*) from (
        select 1 as one from ticket_skills x where x.tenant_id = s.tenant_id and x.helpdesk_id = s.helpdesk_id
          and x.skill_id = s.id and x.is_open = 1 limit ${ceiling}) as part) as open
      from agent_skills s where s.tenant_id = ${slot.tenantId} and s.helpdesk_id = ${slot.helpdeskId}
      order by s.id`.compile(db),
}))
