import { type CompiledQuery, sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import type { Jobs as JobRow } from './schema.ts'

export type { JobRow }

/** How many of the longest due jobs are looked at when the next ones are chosen. */
const window = 500

type Key = Pick<JobRow, 'tenant_id' | 'id'>
type Lane = Pick<JobRow, 'tenant_id' | 'lane'>
type Due = Key & Lane

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
    const { alone, lanes, behind } = chosenFrom(await longestDue(db, type, now), limit)
    const started = [
      ...(alone.length === 0 ? [] : await lockDue(db, alone, now)),
      ...(lanes.length === 0 ? [] : await startLanes(engine, db, { lanes, behind, type, now })),
    ]
    if (started.length === 0) return []
    await db
      .updateTable('jobs')
      .set({
        lease: token,
        due_at: now + ms,
        dedupe_key: null,
        running_lane: (eb) => eb.ref('lane'),
        starts: sql`starts + 1`,
      })
      .where(isOneOf(started))
      .execute()
    return started.map((row) => ({ ...row, lease: token, starts: row.starts + 1 }))
  })
}

const longestDue = (db: Db, type: string, now: number): Promise<Due[]> =>
  db
    .selectFrom('jobs')
    .select(['tenant_id', 'id', 'lane'])
    .where('type', '=', type)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(window)
    .execute()

interface Chosen {
  readonly alone: readonly Due[]
  /** One job of each lane. */
  readonly lanes: readonly Due[]
  /** Others of these lanes. */
  readonly behind: readonly Due[]
}

/** The first `limit` that may start, the tenants in turn, so that nobody's flood delays the others. */
export function chosenFrom(due: readonly Due[], limit: number): Chosen {
  const tenants = new Map<string, Due[]>()
  const lanes = new Map<string, Due>()
  const inLane: Due[] = []
  for (const job of due) {
    if (job.lane !== null) {
      inLane.push(job)
      if (lanes.has(laneName(job))) continue
      lanes.set(laneName(job), job)
    }
    const waiting = tenants.get(job.tenant_id)
    if (waiting) waiting.push(job)
    else tenants.set(job.tenant_id, [job])
  }
  const chosen: Due[] = []
  for (let turn = 0; chosen.length < limit; turn += 1) {
    const next = [...tenants.values()].map((waiting) => waiting[turn]).filter((job) => job !== undefined)
    if (next.length === 0) break
    chosen.push(...next.slice(0, limit - chosen.length))
  }
  const names = new Set(chosen.map(laneName))
  return {
    alone: chosen.filter((job) => job.lane === null),
    lanes: chosen.filter((job) => job.lane !== null),
    behind: inLane.filter((job) => names.has(laneName(job))),
  }
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

/** The first job of each lane in which nothing runs; the others that are due stand in line from now on. */
async function startLanes(
  engine: Engine,
  db: Db,
  { lanes, behind, type, now }: Omit<Chosen, 'alone'> & { readonly type: string; readonly now: number },
): Promise<JobRow[]> {
  await engine.hold(db, lanes.map(laneName).sort())
  const busy = await busyLanes(db, lanes, now)
  const first: Key[] = []
  for (const lane of lanes) {
    const job = busy.has(laneName(lane)) ? undefined : await firstOfLane(db, lane, now)
    if (job?.type === type) first.push(job)
    else if (job)
      await db
        .updateTable('jobs')
        .set({ due_at: now - leeway })
        .where(isOneOf([job]))
        .execute()
  }
  const ids = new Set(first.map((job) => job.id))
  const parked = behind.filter((job) => !ids.has(job.id))
  if (parked.length > 0)
    await db
      .updateTable('jobs')
      .set({ due_at: null, lease: null, running_lane: null })
      .where(isOneOf(parked))
      .where('due_at', '<=', now)
      .execute()
  return first.length === 0 ? [] : db.selectFrom('jobs').selectAll().where(isOneOf(first)).execute()
}

const firstOfLane = (
  db: Db,
  { tenant_id, lane }: Lane,
  now: number,
): Promise<(Key & Pick<JobRow, 'type'>) | undefined> =>
  db
    .selectFrom('jobs')
    .select(['tenant_id', 'id', 'type'])
    .where('tenant_id', '=', tenant_id)
    .where('lane', '=', lane)
    .where((eb) => eb.or([eb('due_at', 'is', null), eb('due_at', '<=', now)]))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

async function busyLanes(db: Db, lanes: readonly Lane[], now: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('jobs')
    .select(['tenant_id', 'running_lane as lane'])
    .where((eb) => eb.or(lanes.map(({ tenant_id, lane }) => eb.and({ tenant_id, running_lane: lane }))))
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
            .set({
              ...outcome,
              lease: null,
              running_lane: null,
              ...(outcome.given_up_at !== undefined && { lane: null }),
            })
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

/** Prolongs the leases of running jobs. @returns those that are still ours. */
export function renewLeases(engine: Engine, jobs: readonly JobRow[], until: number): Promise<JobRow[]> {
  return engine.transaction(async (db) => {
    const rows = await db
      .updateTable('jobs')
      .set({ due_at: until })
      .where(isOneOf(jobs))
      .where('lease', 'in', [...new Set(jobs.map((job) => job.lease!))])
      .returning(['tenant_id', 'id', 'lease'])
      .execute()
    const held = new Set(rows.map((row) => `${row.tenant_id} ${row.id} ${row.lease}`))
    return jobs.filter((job) => held.has(`${job.tenant_id} ${job.id} ${job.lease}`))
  })
}

/** Deletes what was given up before a time. */
export const deleteGivenUp = (engine: Engine, before: number): Promise<void> =>
  engine.transaction(async (db) => {
    await db.deleteFrom('jobs').where('given_up_at', '<', before).execute()
  })
