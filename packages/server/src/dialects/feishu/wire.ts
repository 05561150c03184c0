import type { Ticket, TicketFieldValue } from '@pipit/contract/feishu/ticket'
import type { TicketUser } from '@pipit/contract/feishu/common'
import type { Static } from 'typebox'
import { fromJson } from '../../db/json.ts'
import type { TicketRow } from '../../db/tickets.ts'
import type { People, PersonRow } from '../../db/users.ts'
import { agentIds, collaboratorIds, fieldValues, lastRemark, ticketTags } from '../../domain/tickets.ts'
import { numberOf } from '../../platform/ids.ts'
import type { CustomFieldEntry } from '../../platform/registry.ts'

/** The wire's numbers for our words. */
export const statusNumbers = {
  created: 1,
  processing: 2,
  queueing: 3,
  pending: 4,
  waiting_for_guest: 5,
  closed_by_bot: 50,
  closed_by_agent: 51,
  closed_by_guest: 52,
} as const satisfies Record<TicketRow['status'], number>

export const stageNumbers = { bot: 1, human: 2 } as const satisfies Record<TicketRow['stage'], number>

export const invert = <K extends string>(table: Readonly<Record<K, number>>): ReadonlyMap<number, K> =>
  new Map(Object.entries<number>(table).map(([word, number]) => [number, word as K]))

export function personToWire(person: PersonRow | undefined): Static<typeof TicketUser> | undefined {
  if (!person) return undefined
  return {
    id: person.id,
    avatar_url: person.avatar_url ?? '',
    name: person.name,
    email: person.email ?? '',
    department: person.department ?? '',
    city: person.city ?? '',
    country: person.country ?? '',
  }
}

const peopleToWire = (ids: readonly string[], people: People) =>
  ids.map((id) => personToWire(people.get(id))).filter((person) => person !== undefined)

const seconds = (from: number | null, to: number | null): number | undefined =>
  from === null || to === null ? undefined : Math.max(0, Math.round((to - from) / 1000))

function fieldsToWire(
  ticket: TicketRow,
  fields: readonly CustomFieldEntry[],
): Static<typeof TicketFieldValue>[] | undefined {
  if (ticket.fields === '{}') return undefined
  const values = fieldValues(ticket)
  return fields
    .filter((field) => field.entity === 'ticket' && values[field.id] !== undefined)
    .map((field) => ({
      id: field.id,
      value: values[field.id]!,
      key_name: field.keyName,
      display_name: field.displayName,
      position: field.position,
      required: field.required,
      editable: field.editable,
    }))
}

/**
 * A ticket as `tickets/:id` and the list show it. Times are ms, durations seconds, service duration minutes. What is
 * not known is absent, the safest way to say nothing: the Go SDK's structs are pointers.
 */
export function ticketToWire(
  ticket: TicketRow,
  people: People,
  fields: readonly CustomFieldEntry[],
): Static<typeof Ticket> {
  const remark = lastRemark(ticket)
  const author = remark && people.get(remark.author_id)
  const entered = ticket.agent_entered_at
  const resolution = seconds(entered, ticket.closed_at)
  return {
    ticket_id: ticket.id,
    helpdesk_id: ticket.helpdesk_id,
    guest: personToWire(people.get(ticket.guest_id)),
    comments: remark && {
      content: remark.content,
      created_at: remark.created_at,
      id: remark.id,
      user_avatar_url: author?.avatar_url ?? '',
      user_name: author?.name ?? '',
      user_id: numberOf(remark.author_id),
    },
    ticket_type: stageNumbers[ticket.stage],
    status: statusNumbers[ticket.status],
    score: ticket.score ?? undefined,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at ?? -1,
    closed_at: ticket.closed_at ?? undefined,
    dissatisfaction_reason:
      ticket.dissatisfaction_reason === null ? undefined : fromJson(ticket.dissatisfaction_reason),
    agents: peopleToWire(agentIds(ticket), people),
    channel: ticket.channel,
    solve: ticket.solved === null ? undefined : ticket.solved === 1 ? 2 : 1,
    closed_by: ticket.closed_by === null ? undefined : personToWire(people.get(ticket.closed_by)),
    collaborators: peopleToWire(collaboratorIds(ticket), people),
    customized_fields: fieldsToWire(ticket, fields),
    agent_service_duration:
      entered === null || ticket.last_response_at === null
        ? undefined
        : Math.max(0, ticket.last_response_at - entered) / 60_000,
    agent_first_response_duration: seconds(entered, ticket.first_response_at),
    bot_service_duration: seconds(ticket.created_at, entered),
    agent_resolution_time: resolution,
    actual_processing_time:
      resolution === undefined ? undefined : Math.max(0, resolution - Math.round(ticket.pending_ms / 1000)),
    agent_entry_time: entered ?? undefined,
    agent_first_response_time: ticket.first_response_at ?? undefined,
    agent_last_response_time: ticket.last_response_at ?? undefined,
    agent_owner: ticket.agent_id === null ? undefined : personToWire(people.get(ticket.agent_id)),
    tags: ticketTags(ticket),
  }
}
