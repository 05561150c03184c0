import type { Db, Engine } from './engine.ts'
import { prepared } from './prepared.ts'
import type { TicketMoves } from './schema.ts'
import type { TicketRow } from './tickets.ts'

export type MoveRow = TicketMoves

type Merged = Pick<TicketRow, 'id' | 'guest_id' | 'created_at'>

const mergedInto = prepared<{ tenantId: string; helpdeskId: string; id: string }, Merged>((db, slot) =>
  db
    .selectFrom('tickets')
    .select(['id', 'guest_id', 'created_at'])
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where('merged_into', '=', slot.id)
    .where('merged_into', 'is not', null)
    .orderBy('id'),
)

type DeskKey = Readonly<Record<'tenantId' | 'helpdeskId', string>>

/** Every ticket that is read in this one's thread, those merged into them included. */
export async function ticketsMergedInto(engine: Engine, desk: DeskKey, ticketId: string): Promise<Merged[]> {
  const { tenantId, helpdeskId } = desk
  const found: Merged[] = []
  for (let ids = [ticketId]; ids.length > 0;) {
    const rows = await Promise.all(ids.map((id) => mergedInto(engine, { tenantId, helpdeskId, id })))
    found.push(...rows.flat())
    ids = rows.flat().map((row) => row.id)
  }
  return found
}

/** Who was merged into a ticket directly; reads what the transaction has written. */
export const childrenOf = (db: Db, tenantId: string, helpdeskId: string, id: string): Promise<Merged[]> =>
  db
    .selectFrom('tickets')
    .select(['id', 'guest_id', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('merged_into', '=', id)
    .orderBy('id')
    .execute()

/** Which tickets a ticket went into or came from. */
export const relationOf = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<Pick<TicketRow, 'merged_into' | 'split_from'> | undefined> =>
  db
    .selectFrom('tickets')
    .select(['merged_into', 'split_from'])
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('id', '=', id)
    .executeTakeFirst()

export const insertMove = async (db: Db, row: MoveRow): Promise<void> => {
  await db.insertInto('ticket_moves').values(row).execute()
}

/** Takes what was kept for an undo. */
export const takeMove = (
  db: Db,
  tenantId: string,
  ticketId: string,
  kind: MoveRow['kind'],
): Promise<MoveRow | undefined> =>
  db
    .deleteFrom('ticket_moves')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('kind', '=', kind)
    .returningAll()
    .executeTakeFirst()
