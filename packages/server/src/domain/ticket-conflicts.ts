import { fromJson } from '../db/json.ts'
import { changesSince } from '../db/ticket-changes.ts'
import type { TicketRow } from '../db/tickets.ts'
import { loadPeople } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import type { ChangeSet } from './ticket-history.ts'

/** What an action decides about: a part of a `ChangeSet`, or one custom field. */
export type Aspect = keyof ChangeSet | `fields.${string}`

const aspectsOf = (changes: ChangeSet): Aspect[] => [
  ...(Object.keys(changes) as (keyof ChangeSet)[]).filter((name) => name !== 'fields'),
  ...Object.keys(changes.fields ?? {}).map((id) => `fields.${id}` as const),
]

/**
 * Refuses an action that was decided on an older state of a locked ticket when somebody else has changed the same
 * thing since. Whatever else has changed, and every message, does not stand in its way.
 * @param seen The version the person saw; without it nothing is checked.
 * @throws ticket_changed with `{version, changes: [{by, at, aspects}]}`
 */
export async function requireUnchanged(
  cx: Cx,
  ticket: TicketRow,
  seen: number | undefined,
  aspects: readonly Aspect[],
): Promise<void> {
  if (seen === undefined || seen >= ticket.version) return
  const own = cx.actor.kind === 'user' ? cx.actor.userId : undefined
  const changes = (await changesSince(cx.db, cx.tenantId, ticket.id, seen))
    .filter((row) => row.actor_id === null || row.actor_id !== own)
    .map((row) => ({
      row,
      aspects: aspectsOf(fromJson<ChangeSet>(row.changes)).filter((aspect) => aspects.includes(aspect)),
    }))
    .filter((change) => change.aspects.length > 0)
  if (changes.length === 0) return
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    changes.map(({ row }) => (row.actor_kind === 'user' ? row.actor_id : null)),
  )
  throw new AppError('ticket_changed', {
    details: {
      version: ticket.version,
      changes: changes.map(({ row, aspects }) => {
        const person = row.actor_id === null ? undefined : people.get(row.actor_id)
        return {
          ...(person && { by: { id: person.id, name: person.name } }),
          at: row.changed_at,
          aspects,
        }
      }),
    },
  })
}
