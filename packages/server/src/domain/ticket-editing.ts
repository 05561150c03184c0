import { toJson } from '../db/json.ts'
import type { TicketRow } from '../db/tickets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { actingAgent } from './desk-agents.ts'
import { invalid } from './errors.ts'
import { setTags } from './tags.ts'
import { type Aspect, requireUnchanged } from './ticket-conflicts.ts'
import { changeTicket, lockedTicket, ticketTags, updateTicket } from './tickets.ts'

export interface TicketEdit {
  readonly title?: string | undefined
  readonly priority?: TicketRow['priority'] | undefined
  /** New values of custom fields by the field's id; an empty text clears one. */
  readonly fields?: readonly { readonly id: string; readonly value: string }[] | undefined
  readonly seen?: number | undefined
}

/** Changes what is written on a ticket, open or closed. Fields are checked as `withFieldInputs` says. */
export async function editTicket(cx: Cx, ticketId: string, edit: TicketEdit): Promise<TicketRow> {
  // Known before the transaction: whoever holds locks must not wait for another connection.
  await cx.registry.helpdesk(cx.helpdeskId)
  return inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const { seen, ...data } = edit
    if (data.title?.trim() === '') throw invalid('title', data.title, 'must not be empty')
    const aspects: Aspect[] = [
      ...(data.title === undefined ? [] : (['title'] as const)),
      ...(data.priority === undefined ? [] : (['priority'] as const)),
      ...(data.fields ?? []).map(({ id }) => `fields.${id}` as const),
    ]
    await requireUnchanged(cx, await lockedTicket(cx, ticketId), seen, aspects)
    return updateTicket(cx, ticketId, { ...data, title: data.title?.trim() })
  })
}

const maximumTags = 50

/** Adds tags to a ticket and takes others away; the rest stay, whoever set them meanwhile. */
export const tagTicket = (
  cx: Cx,
  ticketId: string,
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const ticket = await lockedTicket(cx, ticketId)
    const current = ticketTags(ticket).map((tag) => tag.name)
    const wanted = [
      ...new Set([...current.filter((name) => !remove.includes(name)), ...add.map((n) => n.trim())]),
    ]
    if (wanted.length > maximumTags) throw invalid('add', add.length, `makes more than ${maximumTags} tags`)
    const tags = toJson(await setTags(cx, ticketId, wanted))
    return tags === ticket.tags ? ticket : changeTicket(cx, ticket, { tags })
  })
