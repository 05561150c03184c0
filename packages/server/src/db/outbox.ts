import type { Db } from './engine.ts'

/** Transactions take less than this, so an event's time is not further from its neighbours'. */
const slack = 60_000

/** A position that is before every event of a time (Unix ms) and later. */
export async function positionAt(db: Db, since: number): Promise<number> {
  const rows = await db
    .selectFrom('outbox')
    .select('position')
    .where('created_at', '>=', since - slack)
    .where('position', 'is not', null)
    .orderBy('created_at')
    .limit(1000)
    .execute()
  return Math.min(...rows.map((row) => row.position ?? Infinity), Number.MAX_SAFE_INTEGER) - 1
}
