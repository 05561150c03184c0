import { type CompiledQuery, sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import type { Jobs as JobRow } from './schema.ts'

export type { JobRow }

/** How many of the longest due jobs are looked at when the next ones are chosen. */
const window = 1000

type Key = Pick<JobRow, 'tenant_id' | 'id'>
type Lane = Pick<JobRow, 'tenant_id' | 'lane'>

const laneName = ({ tenant_id, lane }: Lane): string => `lane ${tenant_id} ${lane}`

/** When the next job of each type is due; types without one are missing. One index lookup for each type. */
export function dueTimes(types: readonly string[]): (engine: Engine) => Promise<Map<string, number>> {
  let query: CompiledQuery<Record<string, number | null>> | undefined
  const build = (db: Db) =>
    db
      .selectNoFrom((eb) =>
        types.map((type, i) =>
          eb
            .selectFrom('jobs')
            .select(({ fn }) => fn.min('due_at').as('at'))
            .where('type', '=', type)
            .where('due_at', 'is not', null)
            .as(`t${i}`),
        ),
      )
      .compile()
  return async (engine) => {
    const [row] = await engine.read((query ??= build(engine.db)))
    const times = new Map<string, number>()
    types.forEach((type, i) => {
      const at = row?.[`t${i}`]
      if (at !== undefined && at !== null) times.set(type, at)
    })
    return times
  }
}

/**
 * Takes up to `limit` due jobs of a type under a lease. Everything about a lane happens while its name is held, and the
 * name is taken before any row: so no two nodes start two jobs of one lane, and nobody waits in a circle.
 */
export function claimJobs(
  engine: Engine,
  type: string,
  limit: number,
  lease: { readonly token: string; readonly ms: number; readonly now: number },
): Promise<JobRow[]> {
  const { token, ms, now } = lease
  return engine.transaction(async (db) => {
    const chosen = await choose(db, type, limit, now)
    if (chosen.length === 0) return []
    const free = chosen.filter(({ lane }) => lane === null)
    const started = [
      ...(free.length === 0 ? [] : await lockDue(db, free, now)),
      ...(free.length === chosen.length ? [] : await startLanes(engine, db, chosen, type, now)),
    ]
    if (started.length === 0) return []
    await db
      .updateTable('jobs')
      .set({ lease: token, due_at: now + ms, dedupe_key: null, starts: sql`starts + 1` })
      .where(isOneOf(started))
      .execute()
    const order = new Map(chosen.map(({ id }, i) => [id, i]))
    return started
      .sort((a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1))
      .map((row) => ({ ...row, lease: token, starts: row.starts + 1 }))
  })
}

const lockDue = (db: Db, keys: readonly Key[], now: number): Promise<JobRow[]> =>
  db
    .selectFrom('jobs')
    .selectAll()
    .where(isOneOf(keys))
    .where('due_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .execute()

/** The first job of each lane in which nothing runs; the others of those that were chosen stand in line from now on. */
async function startLanes(
  engine: Engine,
  db: Db,
  chosen: readonly (Key & Lane)[],
  type: string,
  now: number,
): Promise<JobRow[]> {
  const lanes = new Map(chosen.filter(({ lane }) => lane !== null).map((job) => [laneName(job), job]))
  await engine.hold(db, [...lanes.keys()].sort())
  const busy = await busyLanes(db, [...lanes.values()], now)
  const started: JobRow[] = []
  for (const [name, lane] of lanes) {
    const first = busy.has(name) ? undefined : await firstOfLane(db, lane, now)
    if (first?.type === type) started.push(first)
    else if (first)
      await db
        .updateTable('jobs')
        .set({ due_at: now - leeway })
        .where(isOneOf([first]))
        .execute()
  }
  const behind = chosen.filter(({ id, lane }) => lane !== null && !started.some((job) => job.id === id))
  if (behind.length > 0)
    await db
      .updateTable('jobs')
      .set({ due_at: null, lease: null })
      .where(isOneOf(behind))
      .where('due_at', '<=', now)
      .execute()
  return started
}

const firstOfLane = (db: Db, { tenant_id, lane }: Lane, now: number): Promise<JobRow | undefined> =>
  db
    .selectFrom('jobs')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('lane', '=', lane)
    .where((eb) => eb.or([eb('due_at', 'is', null), eb('due_at', '<=', now)]))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Most urgent first, then the tenants in turn, so that nobody's flood delays the others. */
const choose = (db: Db, type: string, limit: number, now: number): Promise<(Key & Lane)[]> =>
  db
    .with('due', (cte) =>
      cte
        .selectFrom('jobs')
        .select(['tenant_id', 'id', 'lane', 'priority', 'due_at'])
        .where('type', '=', type)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(window),
    )
    .with('turns', (cte) =>
      cte
        .selectFrom('due')
        .selectAll()
        .select(
          sql<number>`row_number() over (partition by tenant_id order by priority, due_at, id)`.as('turn'),
        ),
    )
    .selectFrom('turns')
    .select(['tenant_id', 'id', 'lane'])
    .orderBy('priority')
    .orderBy('turn')
    .orderBy('due_at')
    .limit(limit)
    .execute()

async function busyLanes(db: Db, lanes: readonly Lane[], now: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('jobs')
    .select(['tenant_id', 'lane'])
    .where((eb) => eb.or(lanes.map(({ tenant_id, lane }) => eb.and({ tenant_id, lane }))))
    .where('lease', 'is not', null)
    .where('due_at', '>', now)
    .execute()
  return new Set(rows.map(laneName))
}

const isOneOf = (keys: readonly Key[]) =>
  sql<boolean>`(tenant_id, id) in (values ${sql.join(keys.map(({ tenant_id, id }) => sql`(${tenant_id}, ${id})`))})`

/** What becomes of a job that has run: it ends (`undefined`), it is due again, or it is given up. */
export type Outcome = Partial<Pick<JobRow, 'due_at' | 'starts' | 'failures' | 'last_error' | 'given_up_at'>>

/** Ends a run and lets the next of its lane start. False when somebody else has taken the job over. */
export function finishJob(engine: Engine, job: JobRow, outcome: Outcome | undefined, now: number) {
  return engine.transaction(async (db): Promise<boolean> => {
    if (job.lane !== null) await engine.hold(db, [laneName(job)])
    const changed =
      outcome === undefined
        ? await db
            .deleteFrom('jobs')
            .where(isOneOf([job]))
            .where('lease', '=', job.lease)
            .executeTakeFirstOrThrow()
        : await db
            .updateTable('jobs')
            .set({ ...outcome, lease: null, ...(outcome.given_up_at !== undefined && { lane: null }) })
            .where(isOneOf([job]))
            .where('lease', '=', job.lease)
            .executeTakeFirstOrThrow()
    if (('numDeletedRows' in changed ? changed.numDeletedRows : changed.numUpdatedRows) === 0n) return false
    if (job.lane !== null) await promote(db, job, now)
    return true
  })
}

/**
 * How far back a job is dated that may start now: whoever looks at this moment may have read the clock a little
 * earlier, or have one that is a little slow, and must not take the job behind it.
 */
const leeway = 1000

/** The oldest job that stands in the lane may start, after other lanes that are due. */
const promote = (db: Db, { tenant_id, lane }: Lane, now: number): Promise<unknown> =>
  db
    .updateTable('jobs')
    .set({ due_at: now - leeway })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('jobs as next')
        .select('next.id')
        .where('next.tenant_id', '=', tenant_id)
        .where('next.lane', '=', lane)
        .where('next.due_at', 'is', null)
        .orderBy('next.id')
        .limit(1),
    )
    .execute()

/** Takes a job out that has not started. */
export async function removeWaiting(
  engine: Engine,
  db: Db,
  tenantId: string,
  key: string,
  now: number,
): Promise<void> {
  const find = () =>
    db
      .selectFrom('jobs')
      .select(['tenant_id', 'id', 'lane'])
      .where('tenant_id', '=', tenantId)
      .where('dedupe_key', '=', key)
      .executeTakeFirst()
  const job = await find()
  if (!job) return
  if (job.lane !== null) await engine.hold(db, [laneName(job)])
  await db.deleteFrom('jobs').where('tenant_id', '=', tenantId).where('dedupe_key', '=', key).execute()
  if (job.lane !== null) await promote(db, job, now)
}

/** Prolongs the leases of running jobs. @returns the ids of those that are still ours. */
export function renewLeases(
  engine: Engine,
  jobs: readonly JobRow[],
  until: number,
): Promise<ReadonlySet<string>> {
  return engine.transaction(async (db) => {
    const rows = await db
      .updateTable('jobs')
      .set({ due_at: until })
      .where(isOneOf(jobs))
      .where('lease', 'in', [...new Set(jobs.map((job) => job.lease!))])
      .returning('id')
      .execute()
    return new Set(rows.map((row) => row.id))
  })
}

/** Deletes what was given up before a time. */
export const deleteGivenUp = (engine: Engine, before: number): Promise<void> =>
  engine.transaction(async (db) => {
    await db.deleteFrom('jobs').where('given_up_at', '<', before).execute()
  })
