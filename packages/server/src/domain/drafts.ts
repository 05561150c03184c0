import { type DraftKey, type DraftRow, deleteDraft, findDrafts, lockDraft, saveDraft } from '../db/drafts.ts'
import { type FileRow, findFiles } from '../db/files.ts'
import { fromJson, toJson } from '../db/json.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { noteDraft } from './draft-news.ts'
import { AppError, invalid } from './errors.ts'
import { getTicket } from './tickets.ts'

export type DraftMode = DraftRow['mode']

export interface Draft {
  readonly mode: DraftMode
  readonly text: string
  /** What is to go with it, in this order. */
  readonly files: readonly FileRow[]
  readonly version: number
  readonly updatedAt: number
}

const keyOf = (cx: Cx, ticketId: string): DraftKey => {
  const userId = actorUserId(cx)
  if (userId === null) throw new AppError('forbidden')
  return { tenant_id: cx.tenantId, user_id: userId, ticket_id: ticketId }
}

/** What the acting person has begun to write on a ticket. */
export async function listDrafts(cx: Cx, ticketId: string): Promise<Draft[]> {
  await getTicket(cx, ticketId)
  const rows = await findDrafts(cx.db, keyOf(cx, ticketId))
  const files = await findFiles(
    cx.db,
    cx.tenantId,
    rows.flatMap((row) => fromJson<string[]>(row.files)),
  )
  return rows.map((row) => ({
    mode: row.mode,
    text: row.text,
    files: fromJson<string[]>(row.files).flatMap((key) => files.get(key) ?? []),
    version: row.version,
    updatedAt: row.updated_at,
  }))
}

export interface DraftInput {
  readonly text: string
  readonly files: readonly string[]
  /** The version it was written on; 0 where there was none. */
  readonly version: number
  /** Where it was written: the writer's other pages are told. */
  readonly page?: string | undefined
}

/**
 * Keeps what was written so far; nothing written is no draft.
 * @throws draft_conflict when another device has changed it since, so that nothing is lost unseen.
 * @returns the version it has now; 0 when there is none.
 */
export async function putDraft(
  cx: Cx,
  ticketId: string,
  mode: DraftMode,
  input: DraftInput,
): Promise<number> {
  const version = await inTransaction(cx, (cx) => write(cx, ticketId, mode, input))
  noteDraft(cx, ticketId, input.page)
  return version
}

async function write(cx: Cx, ticketId: string, mode: DraftMode, input: DraftInput): Promise<number> {
  await getTicket(cx, ticketId)
  const key = keyOf(cx, ticketId)
  // Where there is no row yet, there is none to lock.
  await cx.engine.hold(cx.db, [`draft ${key.tenant_id} ${key.user_id} ${ticketId} ${mode}`])
  const before = await lockDraft(cx.db, key, mode)
  if ((before?.version ?? 0) !== input.version) throw new AppError('draft_conflict')
  const known = await findFiles(cx.db, cx.tenantId, input.files)
  input.files.forEach((id, i) => {
    if (known.get(id)?.user_id !== key.user_id) throw invalid(`files.${i}`, id, 'is not an upload of yours')
  })
  if (input.text.trim() === '' && input.files.length === 0) {
    if (before) await deleteDraft(cx.db, key, mode)
    return 0
  }
  // A version is never used twice: a device that still has an old one must not fit by chance.
  const version = Math.max(cx.now, (before?.version ?? 0) + 1)
  const { text } = input
  const row = { ...key, mode, text, files: toJson(input.files), version, updated_at: cx.now }
  await saveDraft(cx.db, row)
  return version
}

/** What was sent is no draft any more, unless it has been changed since. */
export async function draftIsSent(
  cx: Cx,
  ticketId: string,
  mode: DraftMode,
  version: number | undefined,
): Promise<void> {
  if (version !== undefined) await deleteDraft(cx.db, keyOf(cx, ticketId), mode, version)
}
