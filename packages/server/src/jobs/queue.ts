import { sql } from 'kysely'
import { removeWaiting } from '../db/jobs.ts'
import { toJson } from '../db/json.ts'
import type { Cx } from '../domain/cx.ts'
import { newId } from '../platform/ids.ts'
import type { Jobs, JobType } from './jobs.ts'

export interface JobOptions {
  /** Unix ms; now when it is left out. */
  readonly runAt?: number
  /**
   * Jobs of one lane of a tenant run one at a time, in order; other lanes do not wait for them. A job that has to be
   * repeated later steps aside meanwhile.
   */
  readonly lane?: string
  /** While a job with this key waits to start, asking again only makes it start earlier if `runAt` is earlier. */
  readonly key?: string
  /** Goes ahead of what has waited for less than an hour. */
  readonly urgent?: boolean
}

const hour = 60 * 60_000

/** Asks for work, in the transaction of the change that wants it: both are there, or neither. */
export async function enqueue<T extends JobType>(
  cx: Cx,
  type: T,
  payload: Jobs[T],
  options: JobOptions = {},
): Promise<void> {
  if (!cx.inTransaction) throw new Error(`The job ${type} was asked for outside a transaction.`)
  const dueAt = (options.runAt ?? cx.now) - (options.urgent ? hour : 0)
  await cx.db
    .insertInto('jobs')
    .values({
      tenant_id: cx.tenantId,
      id: newId(cx.now),
      helpdesk_id: cx.helpdeskId,
      type,
      lane: options.lane ?? null,
      dedupe_key: options.key ?? null,
      payload: toJson(payload),
      due_at: dueAt,
      lease: null,
      starts: 0,
      failures: 0,
      last_error: null,
      given_up_at: null,
      created_at: cx.now,
    })
    // Writing the row that is there holds it until this change is committed, so it starts after it and sees it.
    .onConflict((c) =>
      c.columns(['tenant_id', 'dedupe_key']).doUpdateSet({
        due_at: sql`case when jobs.due_at > excluded.due_at then excluded.due_at else jobs.due_at end`,
      }),
    )
    .execute()
}

/** Takes back a job that has not started, by its key. */
export async function dequeue(cx: Cx, key: string): Promise<void> {
  if (!cx.inTransaction) throw new Error(`The job ${key} was taken back outside a transaction.`)
  await removeWaiting(cx.engine, cx.db, cx.tenantId, key, cx.now)
}
