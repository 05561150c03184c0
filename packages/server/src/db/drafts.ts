import type { Db } from './engine.ts'
import type { Drafts } from './schema.ts'

export type DraftRow = Drafts
export type DraftKey = Pick<DraftRow, 'tenant_id' | 'user_id' | 'ticket_id'>

const at = (db: Db, key: DraftKey) =>
  db
    .selectFrom('drafts')
    .selectAll()
    .where('tenant_id', '=', key.tenant_id)
    .where('user_id', '=', key.user_id)
    .where('ticket_id', '=', key.ticket_id)

/** What somebody has begun on a ticket, in either mode. */
export const findDrafts = (db: Db, key: DraftKey): Promise<DraftRow[]> => at(db, key).execute()

export const lockDraft = (db: Db, key: DraftKey, mode: DraftRow['mode']): Promise<DraftRow | undefined> =>
  at(db, key).where('mode', '=', mode).forUpdate().executeTakeFirst()

export async function saveDraft(db: Db, row: DraftRow): Promise<void> {
  const { text, files, version, updated_at } = row
  await db
    .insertInto('drafts')
    .values(row)
    .onConflict((c) =>
      c
        .columns(['tenant_id', 'user_id', 'ticket_id', 'mode'])
        .doUpdateSet({ text, files, version, updated_at }),
    )
    .execute()
}

/** Deletes a draft, or only that version of it. */
export async function deleteDraft(
  db: Db,
  key: DraftKey,
  mode: DraftRow['mode'],
  version?: number,
): Promise<void> {
  let query = db
    .deleteFrom('drafts')
    .where('tenant_id', '=', key.tenant_id)
    .where('user_id', '=', key.user_id)
    .where('ticket_id', '=', key.ticket_id)
    .where('mode', '=', mode)
  if (version !== undefined) query = query.where('version', '=', version)
  await query.execute()
}
