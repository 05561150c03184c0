// A desk with many tickets, written straight into the tables.
import { toJson } from '../packages/server/dist/db/json.js'
import { idAt, newChatId, newMessageId, newOpenId, newUnionId } from '../packages/server/dist/platform/ids.js'

const batch = 500
const statuses = [
  'closed_by_agent',
  'closed_by_agent',
  'closed_by_agent',
  'processing',
  'waiting_for_guest',
  'queueing',
]

/** Adds `guests` people and `tickets` tickets with one message each; the newest are not older than a minute. */
export async function fill(engine, { tenantId, helpdeskId, agentId, guests, tickets }) {
  const now = Date.now()
  const guestIds = []
  await inBatches(engine, guests, (db, from, to) => {
    const rows = range(from, to).map((i) => {
      const id = newOpenId()
      guestIds.push(id)
      return {
        tenant_id: tenantId,
        id,
        union_id: newUnionId(),
        user_id: `bench${i}`,
        kind: 'visitor',
        status: 'active',
        name: `Guest ${i}`,
        created_at: now,
        updated_at: now,
      }
    })
    return db.insertInto('users').values(rows).execute()
  })
  const ids = []
  await inBatches(engine, tickets, async (db, from, to) => {
    const rows = range(from, to).map((i) => {
      const at = now - (tickets - i) * 20_000
      const id = idAt(at)
      ids.push(id)
      const status = statuses[i % statuses.length]
      const closed = status.startsWith('closed_')
      return {
        tenant_id: tenantId,
        helpdesk_id: helpdeskId,
        id,
        chat_id: newChatId(),
        guest_id: guestIds[i % guestIds.length],
        stage: 'human',
        status,
        channel: 9,
        agent_id: status === 'queueing' ? null : agentId,
        agent_ids: toJson(status === 'queueing' ? [] : [agentId]),
        collaborator_ids: '[]',
        closed_by: closed ? agentId : null,
        solved: closed ? 1 : null,
        tags: toJson([{ id: '1', name: 'bench' }]),
        fields: '{}',
        preview: `message of ticket ${i} 工单消息`,
        version: 3,
        created_at: at,
        updated_at: at + 1000,
        closed_at: closed ? at + 900_000 : null,
        agent_entered_at: at + 1000,
        first_response_at: at + 60_000,
        last_response_at: at + 120_000,
        pending_ms: 0,
        waiting_since: null,
        last_message_at: at + 120_000,
      }
    })
    await db.insertInto('tickets').values(rows).execute()
    await db
      .insertInto('messages')
      .values(
        rows.map((t) => ({
          tenant_id: tenantId,
          chat_id: t.chat_id,
          id: t.id,
          ticket_id: t.id,
          message_id: newMessageId(),
          sender_type: 'guest',
          sender_id: t.guest_id,
          type: 'text',
          content: toJson({ text: t.preview }),
          text: t.preview,
          created_at: t.created_at,
        })),
      )
      .execute()
  })
  return { guestIds, ids }
}

const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i)

async function inBatches(engine, count, work) {
  for (let from = 0; from < count; from += batch)
    await engine.transaction(async (db) => {
      await work(db, from, Math.min(from + batch, count))
    })
}

/** Adds messages to a ticket of the filled desk, guest and agent in turns. */
export async function fillThread(engine, { tenantId, ticketId, messages }) {
  const ticket = await engine.db
    .selectFrom('tickets')
    .select(['chat_id', 'guest_id', 'agent_id', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()
  await inBatches(engine, messages, (db, from, to) => {
    const rows = range(from, to).map((i) => {
      const at = ticket.created_at + 1000 + i
      const text = `line ${i} of the long thread 长对话的第 ${i} 条消息 `.repeat(1 + (i % 4)).trim()
      const isGuest = i % 3 !== 0 || ticket.agent_id === null
      return {
        tenant_id: tenantId,
        chat_id: ticket.chat_id,
        id: idAt(at),
        ticket_id: ticketId,
        message_id: newMessageId(),
        sender_type: isGuest ? 'guest' : 'agent',
        sender_id: isGuest ? ticket.guest_id : ticket.agent_id,
        type: 'text',
        content: toJson({ text }),
        text,
        created_at: at,
      }
    })
    return db.insertInto('messages').values(rows).execute()
  })
}
