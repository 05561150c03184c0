import { sql } from 'kysely'
import type { Db } from './engine.ts'
import type { Tickets } from './schema.ts'
import { openStatuses } from './tickets.ts'

/** Closed tickets of one kind in one stretch of time. */
export interface Outcome {
  /** Which stretch since 1970. */
  readonly quarter: number
  readonly agentId: string | null
  readonly stage: Tickets['stage']
  readonly score: number | null
  readonly closed: number
  /** How many of them a person answered, and how long their guests waited for that in all. */
  readonly answered: number
  readonly waitedMs: number
}

const number = (value: unknown): number => Number(value ?? 0)

/** What became of the tickets closed since a time (Unix ms), by stretches of `quarter` ms. */
export async function listOutcomes(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  since: number,
  quarter: number,
): Promise<Outcome[]> {
  const rows = await db
    .selectFrom('tickets')
    .select([
      sql<number>`closed_at / ${sql.lit(quarter)}`.as('quarter'),
      'agent_id',
      'stage',
      'score',
      sql<number>`count(*)`.as('closed'),
      sql<number>`count(first_response_at)`.as('answered'),
      sql<number | null>`sum(first_response_at - created_at)`.as('waited'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    // A closed ticket has changed at that moment or later: this one has an index.
    .where('updated_at', '>=', since)
    .where('closed_at', '>=', since)
    .groupBy([sql`1`, 'agent_id', 'stage', 'score'])
    .execute()
  return rows.map((row) => ({
    quarter: number(row.quarter),
    agentId: row.agent_id,
    stage: row.stage,
    score: row.score,
    closed: number(row.closed),
    answered: number(row.answered),
    waitedMs: number(row.waited),
  }))
}

export interface OpenCount {
  readonly status: Tickets['status']
  readonly agentId: string | null
  readonly tickets: number
  /** Since when the guest who has waited longest waits, Unix ms. */
  readonly waitingSince: number | null
}

/** The open tickets of a desk, by owner and status. */
export async function countOpen(db: Db, tenantId: string, helpdeskId: string): Promise<OpenCount[]> {
  const rows = await db
    .selectFrom('tickets')
    .select(['status', 'agent_id', sql<number>`count(*)`.as('tickets'), sql`min(waiting_since)`.as('since')])
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('status', 'in', openStatuses)
    .groupBy(['status', 'agent_id'])
    .execute()
  return rows.map((row) => ({
    status: row.status,
    agentId: row.agent_id,
    tickets: number(row.tickets),
    waitingSince: row.since === null ? null : number(row.since),
  }))
}
