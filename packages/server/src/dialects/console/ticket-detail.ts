import type { Output, console as contract } from '@pipit/contract'
import { ticketsMergedInto } from '../../db/merged-tickets.ts'
import { findSkills } from '../../db/skills.ts'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { mergeTarget } from '../../domain/merge.ts'
import { listRemarks, mentionsIn } from '../../domain/remarks.ts'
import { getTicket } from '../../domain/tickets.ts'
import { detailOf } from './wire.ts'

/** A ticket as the page shows it, with the remarks of all that are read in its thread. */
export async function ticketDetail(cx: Cx, ticketId: string): Promise<Output<typeof contract.ticket.get>> {
  const { ticket, people } = await getTicket(cx, ticketId)
  const [merged, desk, skills, mergedInto] = await Promise.all([
    ticketsMergedInto(cx.engine, cx, ticketId),
    cx.registry.helpdesk(cx.helpdeskId),
    ticket.skill_id === null ? [] : findSkills(cx.db, cx.tenantId, cx.helpdeskId, [ticket.skill_id]),
    mergeTarget(cx, ticket),
  ])
  const remarked = [...(ticket.remark === null ? [] : [ticketId]), ...merged.map((one) => one.id)]
  const remarks = (await Promise.all(remarked.map((id) => listRemarks(cx, id)))).flat()
  const others = await loadPeople(cx.db, cx.tenantId, [
    ...remarks.flatMap((remark) => [remark.author_id, ...mentionsIn(remark)]),
    ...merged.map((one) => one.guest_id),
  ])
  return detailOf(ticket, new Map([...people, ...others]), desk?.fields ?? [], {
    remarks: remarks.toSorted((a, b) => a.created_at - b.created_at),
    merged,
    mergedInto,
    timeZone: desk?.timeZone ?? 'UTC',
    skill: skills[0],
  })
}

/** An action, then the ticket as it stands after it. */
export const acting =
  <I extends { readonly params: { readonly ticket_id: string } }>(
    action: (cx: Cx, ticketId: string, input: I) => Promise<unknown>,
  ) =>
  async (cx: Cx, input: I) => {
    await action(cx, input.params.ticket_id, input)
    return ticketDetail(cx, input.params.ticket_id)
  }
