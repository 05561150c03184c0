import { type KeyRow, addKey, deleteKey, lockKey, setKey } from '../db/idempotency-keys.ts'
import type { Db, Engine } from '../db/engine.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'

/** How long a reply is remembered, in ms. */
export const keyLifetime = 24 * 60 * 60_000

/** A call that cannot be one transaction is believed to be dead after this, in ms. */
const patience = 60_000

/** A call that is done once, however often it is sent. */
export interface OnceOptions {
  readonly key: string
  /** Tells one request from another. */
  readonly fingerprint: string
  /** Whether the work waits for something that no transaction may wait for. */
  readonly waits: boolean
}

export interface Done<T> {
  readonly result: T
  readonly isRepeated: boolean
}

/**
 * Does the work, or gives the reply of the first call with this key. Key, work and reply are one transaction: a crash
 * leaves all of them or none. Failures are not remembered.
 * @throws idempotency_conflict when the key belongs to another request, or to one that is still being worked on.
 */
export const once = <T>(cx: Cx, options: OnceOptions, work: (cx: Cx) => Promise<T>): Promise<Done<T>> =>
  options.waits
    ? onceWithPause(cx, options, work)
    : cx.engine.transaction((db) => onceIn(cx, db, options, work))

async function onceIn<T>(
  cx: Cx,
  db: Db,
  options: OnceOptions,
  work: (cx: Cx) => Promise<T>,
): Promise<Done<T>> {
  const row = rowOf(cx, options)
  const reply = await take(db, row, cx.now)
  if (reply !== undefined) return { result: fromJson<T>(reply), isRepeated: true }
  const result = await work({ ...cx, db, engine: inside(cx.engine, db), inTransaction: true })
  await setKey(db, row, { reply: toJson(result ?? {}) })
  return { result, isRepeated: false }
}

async function onceWithPause<T>(
  cx: Cx,
  options: OnceOptions,
  work: (cx: Cx) => Promise<T>,
): Promise<Done<T>> {
  const row = rowOf(cx, options)
  const reply = await cx.engine.transaction((db) => take(db, row, cx.now))
  if (reply !== undefined) return { result: fromJson<T>(reply), isRepeated: true }
  try {
    const result = await work(cx)
    await cx.engine.transaction((db) => setKey(db, row, { reply: toJson(result ?? {}) }))
    return { result, isRepeated: false }
  } catch (error) {
    await cx.engine.transaction((db) => deleteKey(db, row))
    throw error
  }
}

function rowOf(cx: Cx, { key, fingerprint }: OnceOptions): KeyRow {
  const { actor } = cx
  const caller =
    actor.kind === 'system' ? '' : `${actor.appId ?? ''} ${actor.kind === 'user' ? actor.userId : ''}`
  return { tenant_id: cx.tenantId, caller, key, fingerprint, reply: null, created_at: cx.now }
}

/** Takes the key. @returns the reply when the work has been done. */
async function take(db: Db, row: KeyRow, now: number): Promise<string | undefined> {
  if (await addKey(db, row)) return undefined
  const before = await lockKey(db, row)
  const isOver = before === undefined || before.created_at <= now - keyLifetime
  const isDead = before?.reply === null && before.created_at <= now - patience
  if (isOver || isDead) {
    await setKey(db, row, { fingerprint: row.fingerprint, reply: null, created_at: now })
    return undefined
  }
  if (before.fingerprint !== row.fingerprint || before.reply === null)
    throw new AppError('idempotency_conflict')
  return before.reply
}

/** The engine as it is inside a transaction: everything that is read and written belongs to it. */
const inside = (engine: Engine, db: Db): Engine => ({
  ...engine,
  db,
  transaction: (work) => work(db),
  read: async (query) => (await db.executeQuery(query)).rows,
})
