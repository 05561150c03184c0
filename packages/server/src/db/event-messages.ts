import type { Engine } from './engine.ts'
import type { MessageRow } from './messages.ts'
import { prepared } from './prepared.ts'

const byKey = prepared<Readonly<Record<'tenantId' | 'chatId' | 'id', string>>, MessageRow>((db, slot) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', slot.tenantId)
    .where('chat_id', '=', slot.chatId)
    .where('id', '=', slot.id),
)

export const findMessage = async (
  engine: Engine,
  key: { readonly tenantId: string; readonly chatId: string; readonly id: string },
): Promise<MessageRow | undefined> => (await byKey(engine, key))[0]

const position = prepared<Readonly<Record<'tenantId' | 'ticketId' | 'id', string>>, { count: number }>(
  (db, slot) =>
    db
      .selectFrom('messages')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('tenant_id', '=', slot.tenantId)
      .where('ticket_id', '=', slot.ticketId)
      .where('id', '<=', slot.id),
)

/** Which one of its ticket's messages this is, from 1. */
export const positionOnTicket = async (
  engine: Engine,
  key: { readonly tenantId: string; readonly ticketId: string; readonly id: string },
): Promise<number> => (await position(engine, key))[0]?.count ?? 0
