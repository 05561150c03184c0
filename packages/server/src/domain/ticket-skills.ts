import { type TicketRow, isClosed } from '../db/tickets.ts'
import type { Cx } from './cx.ts'

/** Keeps which skills a ticket asks for now, so that each skill has a list of its own. */
export async function setSkills(
  cx: Cx,
  ticket: Pick<TicketRow, 'id' | 'version'>,
  skills: readonly { readonly id: string }[],
): Promise<void> {
  if (ticket.version > 1)
    await cx.db
      .deleteFrom('ticket_skills')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('ticket_id', '=', ticket.id)
      .execute()
  if (skills.length === 0) return
  await cx.db
    .insertInto('ticket_skills')
    .values(
      skills.map((skill) => ({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        ticket_id: ticket.id,
        skill_id: skill.id,
        // Only open tickets are given to anybody.
        is_open: 1,
      })),
    )
    .execute()
}

/** A closed ticket leaves the counts of its skills; reopened, it is back. */
export async function followSkills(cx: Cx, before: TicketRow, after: TicketRow): Promise<void> {
  if (isClosed(before.status) === isClosed(after.status)) return
  await cx.db
    .updateTable('ticket_skills')
    .set({ is_open: isClosed(after.status) ? 0 : 1 })
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('ticket_id', '=', after.id)
    .execute()
}
