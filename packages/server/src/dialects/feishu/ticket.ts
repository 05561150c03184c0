import type { feishu } from '@pipit/contract'
import type { Static } from 'typebox'
import type { ticket as contract } from '@pipit/contract/feishu/ticket'
import type { TicketFilter } from '../../db/tickets.ts'
import { listCustomFields } from '../../domain/custom-fields.ts'
import type { Cx } from '../../domain/cx.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { channelOpenApi, getTicket, listTickets, startService, updateTicket } from '../../domain/tickets.ts'
import type { CustomFieldEntry } from '../../platform/registry.ts'
import type { Handlers } from '../handlers.ts'
import { ticketFieldToWire, userFieldToWire } from './custom-field-wire.ts'
import { invert, stageNumbers, statusNumbers, ticketToWire } from './wire.ts'

const statusWords = invert(statusNumbers)
const stageWords = invert(stageNumbers)

/** The desk's field definitions; every caller of these endpoints has a desk. */
async function fieldsOf(cx: Cx): Promise<readonly CustomFieldEntry[]> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) throw new AppError('helpdesk_not_found')
  return desk.fields
}

type Query = Static<typeof contract.list.query>

const pair = (query: Query, name: 'create_time' | 'update_time'): readonly [number, number] | undefined => {
  const from = query[`${name}_start`]
  const to = query[`${name}_end`]
  if (from === undefined && to === undefined) return undefined
  if (from === undefined) throw invalid(`${name}_start`, '', `is required with ${name}_end`)
  if (to === undefined) throw invalid(`${name}_end`, '', `is required with ${name}_start`)
  return [from, to]
}

function filterOf(query: Query): TicketFilter {
  const word = <W>(field: string, words: ReadonlyMap<number, W>, number: number): W => {
    const found = words.get(number)
    if (found === undefined) throw invalid(field, number, `must be one of ${[...words.keys()].join(', ')}`)
    return found
  }
  return {
    id: query.ticket_id,
    agentId: query.agent_id,
    closedBy: query.closed_by_id,
    guestId: query.guest_id,
    guestName: query.guest_name,
    channel: query.channel,
    score: query.score,
    solved: query.solved === undefined ? undefined : query.solved - 1,
    tags: query.tags,
    stage: query.type === undefined ? undefined : word('type', stageWords, query.type),
    statuses: query.status_list?.map((n, i) => word(`status_list.${i}`, statusWords, n)),
    created: pair(query, 'create_time'),
    updated: pair(query, 'update_time'),
  }
}

export const ticket: Omit<Handlers<typeof feishu.helpdesk.v1.ticket>, 'answerUserQuery' | 'ticketImage'> = {
  get: async (cx, { params }) => {
    const { ticket, people } = await getTicket(cx, params.ticket_id)
    return { ticket: ticketToWire(ticket, people, await fieldsOf(cx)) }
  },
  list: async (cx, { query }) => {
    const { page = 1, page_size = 20 } = query
    const { tickets, people, total } = await listTickets(cx, filterOf(query), page, page_size)
    const fields = await fieldsOf(cx)
    return { total, tickets: tickets.map((ticket) => ticketToWire(ticket, people, fields)) }
  },
  update: async (cx, { params, body }) => {
    const update = {
      status: body.status === undefined ? undefined : statusWords.get(body.status),
      stage: body.ticket_type === undefined ? undefined : stageWords.get(body.ticket_type),
      solved: body.solved === undefined ? undefined : body.solved - 1,
      channel: body.channel,
      tagNames: body.tag_names,
      remark: body.comment,
      fields: body.customized_fields?.map(({ id, key_name, value }) => ({ id, keyName: key_name, value })),
    }
    if (Object.values(update).every((value) => value === undefined))
      throw invalid('body', '', 'must have at least one field to change')
    await updateTicket(cx, params.ticket_id, update)
    return {}
  },
  startService: async (cx, { body }) => {
    const ticket = await startService(cx, {
      guestId: body.open_id,
      human: body.human_service ?? false,
      appointedAgents: body.appointed_agents ?? [],
      customizedInfo: body.customized_info,
      channel: channelOpenApi,
    })
    // Documented: the id is given only when the ticket is with people.
    return { chat_id: ticket.chat_id, ...(ticket.stage === 'human' && { ticket_id: ticket.id }) }
  },
  customizedFields: async (cx, { query }) => {
    const { fields, people } = await listCustomFields(cx, { visibleOnly: query.visible_only ?? false })
    return {
      user_customized_fields: fields.filter((f) => f.entity === 'user').map(userFieldToWire),
      ticket_customized_fields: fields
        .filter((f) => f.entity === 'ticket')
        .map((field) => ticketFieldToWire(field, people)),
    }
  },
}
