import { type RawBuilder, type SqlBool, sql } from 'kysely'

interface Desk {
  readonly tenantId: string
  readonly helpdeskId: string
}

/** Whether a remark on the ticket `t` names somebody: one look by primary key. */
export const mentionedOn = (userId: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`exists (select 1 from mentions m where m.tenant_id = t.tenant_id and m.helpdesk_id = t.helpdesk_id
    and m.user_id = ${userId} and m.ticket_id = t.id)`

/** Every ticket that names somebody, as a part of a statement; stands together in the primary key. */
export const ticketsThatMention = ({ tenantId, helpdeskId }: Desk, userId: string): RawBuilder<unknown> =>
  sql`select ticket_id as id from mentions
    where tenant_id = ${tenantId} and helpdesk_id = ${helpdeskId} and user_id = ${userId}`
