import type { AuditEntries } from '../db/schema.ts'
import { type People, loadPeople } from '../db/users.ts'
import { newId } from '../platform/ids.ts'
import { requireManager } from './agents.ts'
import { type Cx, inTransaction } from './cx.ts'

export type AuditAction =
  | `app_secret.${'viewed' | 'reset'}`
  | 'app_token.issued'
  | `helpdesk_token.${'viewed' | 'reset'}`
  | `access_token.${'created' | 'updated' | 'disabled' | 'enabled' | 'rotated' | 'deleted' | 'signed_on'}`
  | 'access_token_secret.rotated'
  | `widget_secret.${'viewed' | 'rotated'}`

/** What an entry is about: an app, a desk or a token. */
export interface AuditSubject {
  readonly id: string
  readonly name: string
}

/** Writes down who did something with a credential, in the transaction of what was done. */
export const audit = (
  cx: Cx,
  action: AuditAction,
  subjects: readonly AuditSubject[],
  detail?: string,
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    if (subjects.length === 0) return
    await cx.db
      .insertInto('audit_entries')
      .values(
        subjects.map((subject) => ({
          tenant_id: cx.tenantId,
          id: newId(cx.now),
          at: cx.now,
          ...actorOf(cx),
          action,
          subject_id: subject.id,
          subject_name: subject.name,
          detail: detail ?? null,
        })),
      )
      .execute()
  })

function actorOf({ actor }: Cx): Pick<AuditEntries, 'actor_kind' | 'actor_id'> {
  if (actor.kind === 'system') return { actor_kind: 'system', actor_id: null }
  if (actor.kind === 'app') return { actor_kind: 'app', actor_id: actor.appId }
  return { actor_kind: actor.accessToken ? 'token' : 'user', actor_id: actor.userId }
}

/** A page of entries, newest first, with the people who acted. For owner and admins. */
export async function listAudit(
  cx: Cx,
  filter: { readonly subjectId?: string | undefined; readonly before?: string | undefined },
  limit: number,
): Promise<{ entries: AuditEntries[]; people: People; next: string | undefined }> {
  requireManager(cx)
  let query = cx.db.selectFrom('audit_entries').selectAll().where('tenant_id', '=', cx.tenantId)
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const entries = rows.slice(0, limit)
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    entries.map((entry) => entry.actor_id),
  )
  return { entries, people, next: rows.length > limit ? entries.at(-1)!.id : undefined }
}
