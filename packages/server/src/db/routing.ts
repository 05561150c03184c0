import { type UpdateResult, sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import { prepared, preparedIn, preparedInsert } from './prepared.ts'
import type { TicketRoutings } from './schema.ts'
import { type TicketRow, openStatuses } from './tickets.ts'

/** A desk, as it is named in queries. */
type DeskKey = Readonly<Record<'tenantId' | 'helpdeskId', string>>

/** The predicate of the index `tickets_waiting`; in words, because a parameter would hide it from the planner. */
export const waiting = sql<boolean>`status = 'queueing' and coalesce(agent_id, '') = ''`

/** The predicate of the index `tickets_carried`, in words for the same reason. */
const carried = sql<boolean>`t.status in ('created', 'processing', 'queueing', 'waiting_for_guest')`

/** The most tickets that can be set as an agent's limit; what they have beyond it makes no difference. */
export const highestLimit = 1000

/** One agent of the desk with what routing decides from. */
export interface FloorRow {
  readonly id: string
  readonly status: 'online' | 'offline'
  readonly max_tickets: number | null
  readonly schedule: string | null
  readonly follows_schedule: number
  readonly last_assigned_at: number | null
  /** Open tickets, those on hold not counted; counted no further than just beyond the highest limit. */
  readonly load: number
  readonly time_zone: string
  /** Whether tickets of the desk wait, and how many skills it has. */
  readonly waiting: number
  readonly skills: number
}

/** Everybody who serves on a desk, and how things stand there, in one round trip. */
export const floorOf = preparedIn<DeskKey, FloorRow>((db, slot) =>
  db
    .selectFrom('agents as a')
    .innerJoin('users as u', (j) =>
      j.onRef('u.tenant_id', '=', 'a.tenant_id').onRef('u.id', '=', 'a.user_id'),
    )
    .innerJoin('helpdesks as h', (j) =>
      j.onRef('h.tenant_id', '=', 'a.tenant_id').onRef('h.id', '=', 'a.helpdesk_id'),
    )
    .select([
      'a.user_id as id',
      'a.status',
      'a.max_tickets',
      'a.schedule',
      'a.follows_schedule',
      'a.last_assigned_at',
      'h.time_zone',
    ])
    .select((eb) => [
      eb
        .selectFrom(
          eb
            .selectFrom('tickets as t')
            .select(sql.lit(1).as('one'))
            .whereRef('t.tenant_id', '=', 'a.tenant_id')
            .whereRef('t.helpdesk_id', '=', 'a.helpdesk_id')
            .whereRef('t.agent_id', '=', 'a.user_id')
            .where(carried)
            .limit(sql.lit(highestLimit + 1))
            .as('some'),
        )
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .$asScalar()
        .as('load'),
      eb
        .selectFrom('agent_skills')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('tenant_id', '=', slot.tenantId)
        .where('helpdesk_id', '=', slot.helpdeskId)
        .$asScalar()
        .as('skills'),
      sql<number>`case when exists (
        select 1 from tickets where tenant_id = ${slot.tenantId} and helpdesk_id = ${slot.helpdeskId} and ${waiting}
      ) then 1 else 0 end`.as('waiting'),
    ])
    .where('a.tenant_id', '=', slot.tenantId)
    .where('a.helpdesk_id', '=', slot.helpdeskId)
    .where('a.removed_at', 'is', null)
    .where('u.status', '=', 'active')
    .orderBy('a.user_id'),
)

const oneWaiting = preparedIn<DeskKey, { id: string }>((db, slot) =>
  db
    .selectFrom('tickets')
    .select('id')
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where(waiting)
    .limit(1),
)

export const somebodyWaits = async (engine: Engine, db: Db, desk: DeskKey): Promise<boolean> =>
  (await oneWaiting(engine, db, desk)).length > 0

/** Which tickets of the queue are not for anybody who is free; see `Blocked` of the domain. */
interface Blocked {
  readonly skills: readonly string[]
  readonly pairs: readonly (readonly [skillId: string, agentId: string])[]
  readonly onlyFree: string | undefined
}

const servable = (db: Db, tenantId: string, helpdeskId: string, blocked: Blocked) =>
  db
    .selectFrom('tickets')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where(waiting)
    .$if(blocked.skills.length > 0, (q) =>
      q.where((eb) => eb.or([eb('skill_id', 'is', null), eb('skill_id', 'not in', blocked.skills)])),
    )
    .$if(blocked.onlyFree !== undefined, (q) =>
      q.where((eb) => eb.or([eb('given_back_by', 'is', null), eb('given_back_by', '<>', blocked.onlyFree!)])),
    )
    .$if(blocked.pairs.length > 0, (q) =>
      q.where((eb) =>
        eb.or([
          eb('skill_id', 'is', null),
          eb('given_back_by', 'is', null),
          eb.and(
            blocked.pairs.map(([skillId, agentId]) =>
              eb.or([eb('skill_id', '<>', skillId), eb('given_back_by', '<>', agentId)]),
            ),
          ),
        ]),
      ),
    )

/** Whether a ticket waits that somebody who is free could be given. */
export const canBeServed = async (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  blocked: Blocked,
): Promise<boolean> =>
  (await servable(db, tenantId, helpdeskId, blocked).select('id').limit(1).executeTakeFirst()) !== undefined

/**
 * The tickets at the head of the queue, locked. One that somebody is changing right now is left out: it would wait for
 * us while we wait for it.
 */
export const lockWaiting = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  blocked: Blocked,
  limit: number,
): Promise<TicketRow[]> =>
  servable(db, tenantId, helpdeskId, blocked)
    .selectAll()
    .orderBy('waiting_since')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** An agent's open tickets, locked in one order for everybody. */
export const lockOpenTicketsOf = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  agentId: string,
): Promise<TicketRow[]> =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('agent_id', '=', agentId)
    .where('status', 'in', openStatuses)
    .orderBy('id')
    .forUpdate()
    .execute()

/**
 * Every desk of the installation on which a ticket waits. Asked desk by desk: each answer is one look into an index,
 * whatever the planner thinks of the tickets.
 */
export const desksThatWait = prepared<object, { tenantId: string; helpdeskId: string }>((db) =>
  db
    .selectFrom('helpdesks as h')
    .select(['h.tenant_id as tenantId', 'h.id as helpdeskId'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tickets')
          .select(sql.lit(1).as('one'))
          .whereRef('tenant_id', '=', 'h.tenant_id')
          .whereRef('helpdesk_id', '=', 'h.id')
          .where(waiting),
      ),
    )
    .orderBy('h.tenant_id')
    .orderBy('h.id'),
)

export const insertRouting = preparedInsert<TicketRoutings>('ticket_routings')

export const touchAgent = preparedIn<
  DeskKey & { readonly agentId: string; readonly now: number },
  UpdateResult
>((db, slot) =>
  db
    .updateTable('agents')
    .set({ last_assigned_at: slot.now })
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where('user_id', '=', slot.agentId),
)

/** The decisions about a ticket, oldest first. */
export const listRoutings = (db: Db, tenantId: string, ticketId: string): Promise<TicketRoutings[]> =>
  db
    .selectFrom('ticket_routings')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .orderBy('seq')
    .limit(200)
    .execute()

/** Who was asked for when these tickets were opened or handed to people, by ticket. */
export async function appointedFor(
  db: Db,
  tenantId: string,
  ticketIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('ticket_routings')
    .select(['ticket_id', 'appointed'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', ticketIds)
    .where('appointed', 'is not', null)
    .orderBy('seq')
    .execute()
  return new Map(rows.map((row) => [row.ticket_id, row.appointed!]))
}
