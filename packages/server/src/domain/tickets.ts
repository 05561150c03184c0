import { fromJson, toJson } from '../db/json.ts'
import {
  type TicketFilter,
  type TicketRow,
  type TicketStatus,
  findTicket,
  isClosed,
  lockTicket,
  pageOfTickets,
} from '../db/tickets.ts'
import { type People, type PersonRow, findUser, loadPeople } from '../db/users.ts'
import { newChatId, newId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { addRemark } from './remarks.ts'
import { type TicketTag, setTags } from './tags.ts'

/** How the guest came; numbers of the wire. */
export const channelOpenApi = 9

/** A ticket with everybody it names. */
export interface TicketWithPeople {
  readonly ticket: TicketRow
  readonly people: People
}

export const ticketTags = (ticket: TicketRow): TicketTag[] => fromJson(ticket.tags)
export const agentIds = (ticket: TicketRow): string[] => fromJson(ticket.agent_ids)
export const collaboratorIds = (ticket: TicketRow): string[] => fromJson(ticket.collaborator_ids)
/** Values of custom fields by the field's id. */
export const fieldValues = (ticket: TicketRow): Record<string, string> => fromJson(ticket.fields)
/** The latest remark, kept on the ticket so that reading a ticket stays one query. */
export const lastRemark = (ticket: TicketRow): RemarkSnapshot | undefined =>
  ticket.remark === null ? undefined : fromJson(ticket.remark)

export interface RemarkSnapshot {
  readonly id: number
  readonly author_id: string
  readonly content: string
  readonly created_at: number
}

const namedIn = (ticket: TicketRow): (string | null)[] => [
  ticket.guest_id,
  ticket.agent_id,
  ticket.closed_by,
  ...(ticket.agent_ids === '[]' ? [] : agentIds(ticket)),
  ...(ticket.collaborator_ids === '[]' ? [] : collaboratorIds(ticket)),
  lastRemark(ticket)?.author_id ?? null,
]

/** The ticket as it stands, or `ticket_not_found`. */
export async function getTicket(cx: Cx, ticketId: string): Promise<TicketWithPeople> {
  const found = await findTicket(cx.engine, cx.tenantId, cx.helpdeskId, ticketId)
  if (!found) throw new AppError('ticket_not_found')
  const missing = namedIn(found.ticket).filter((id) => id !== null && !found.people.has(id))
  if (missing.length > 0) {
    for (const [id, person] of await loadPeople(cx.db, cx.tenantId, missing)) found.people.set(id, person)
  }
  return found
}

/** A numbered page, newest first; the total is counted up to the wire's 10,000. */
export async function listTickets(
  cx: Cx,
  filter: TicketFilter,
  page: number,
  size: number,
): Promise<{ tickets: TicketRow[]; people: Map<string, PersonRow>; total: number }> {
  const { tickets, total } = await pageOfTickets(cx.db, cx.tenantId, cx.helpdeskId, filter, page, size)
  return { tickets, total, people: await peopleOf(cx, tickets) }
}

export const peopleOf = (cx: Cx, tickets: readonly TicketRow[]): Promise<Map<string, PersonRow>> =>
  loadPeople(cx.db, cx.tenantId, tickets.flatMap(namedIn))

/** Fields of the row that a change may set; version, time and event follow by themselves. */
export type TicketChange = Partial<
  Omit<TicketRow, 'tenant_id' | 'helpdesk_id' | 'id' | 'version' | 'updated_at'>
>

/** Locks a ticket for a change; `ticket_not_found` when there is none. */
export async function lockedTicket(cx: Cx, ticketId: string): Promise<TicketRow> {
  const ticket = await lockTicket(cx.db, cx.tenantId, cx.helpdeskId, ticketId)
  if (!ticket) throw new AppError('ticket_not_found')
  return ticket
}

/**
 * Writes a change of a locked ticket and tells of it.
 * @param quietly Tell nothing beyond what the message that caused the change tells, unless somebody else acts now.
 */
export async function changeTicket(
  cx: Cx,
  ticket: TicketRow,
  change: TicketChange,
  quietly = false,
): Promise<TicketRow> {
  const changed = { ...change, version: ticket.version + 1, updated_at: cx.now }
  await cx.db
    .updateTable('tickets')
    .set(changed)
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', ticket.id)
    .execute()
  const next = { ...ticket, ...changed }
  const moved =
    next.status !== ticket.status || next.stage !== ticket.stage || next.agent_id !== ticket.agent_id
  if (quietly && !moved) return next
  await emit(cx, 'ticket.updated', {
    ticketId: ticket.id,
    before: {
      ...(next.status !== ticket.status && { status: ticket.status }),
      ...(next.stage !== ticket.stage && { stage: ticket.stage }),
      updated_at: ticket.updated_at,
    },
  })
  return next
}

export interface StartService {
  readonly guestId: string
  /** Skip the bot and ask for a person. */
  readonly human: boolean
  /** Ask for these agents. */
  readonly appointedAgents: readonly string[]
  readonly customizedInfo?: string | undefined
  readonly channel: number
}

/**
 * Opens a conversation between a guest and the desk. A guest has one chat with a desk and at most one open ticket in
 * it: asking again gives the same ticket, and asking for a person moves it to the human stage.
 */
export const startService = (cx: Cx, input: StartService): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    if (input.appointedAgents.length > 0 && !input.human)
      throw invalid('human_service', input.human, 'must be true when appointed_agents is given')
    const guest = await findUser(cx.db, cx.tenantId, input.guestId)
    if (!guest) throw new AppError('user_not_found')
    if (guest.status !== 'active') throw new AppError('guest_not_visible')
    const agentId = await firstAppointed(cx, input.appointedAgents)

    const chat = await lockChat(cx, guest.id)
    if (chat.open_ticket_id !== null) {
      const ticket = await lockedTicket(cx, chat.open_ticket_id)
      return input.human && ticket.stage === 'bot' ? enterHumanStage(cx, ticket, agentId) : ticket
    }
    return openTicket(cx, chat.id, guest.id, input, agentId)
  })

async function firstAppointed(cx: Cx, appointed: readonly string[]): Promise<string | null> {
  if (appointed.length === 0) return null
  const agents = await cx.db
    .selectFrom('agents')
    .select(['user_id', 'status'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('user_id', 'in', appointed)
    .execute()
  const status = new Map(agents.map((agent) => [agent.user_id, agent.status]))
  appointed.forEach((id, i) => {
    if (!status.has(id)) throw invalid(`appointed_agents.${i}`, id, 'is not an agent of this help desk')
  })
  return appointed.find((id) => status.get(id) === 'online') ?? appointed[0]!
}

/** The guest's chat with this desk, made when there is none, and held: two callers cannot open two tickets in it. */
export async function lockChat(
  cx: Cx,
  guestId: string,
): Promise<{ id: string; open_ticket_id: string | null }> {
  await cx.db
    .insertInto('chats')
    .values({
      tenant_id: cx.tenantId,
      id: newChatId(),
      helpdesk_id: cx.helpdeskId,
      kind: 'service',
      guest_id: guestId,
      peer_id: '',
      open_ticket_id: null,
      created_at: cx.now,
    })
    .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'guest_id', 'peer_id']).doNothing())
    .execute()
  return cx.db
    .selectFrom('chats')
    .select(['id', 'open_ticket_id'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('guest_id', '=', guestId)
    .where('peer_id', '=', '')
    .forUpdate()
    .executeTakeFirstOrThrow()
}

async function openTicket(
  cx: Cx,
  chatId: string,
  guestId: string,
  input: StartService,
  agentId: string | null,
): Promise<TicketRow> {
  const ticket: TicketRow = {
    tenant_id: cx.tenantId,
    helpdesk_id: cx.helpdeskId,
    id: newId(cx.now),
    chat_id: chatId,
    guest_id: guestId,
    stage: input.human ? 'human' : 'bot',
    status: input.human ? humanStatus(agentId) : 'created',
    channel: input.channel,
    agent_id: agentId,
    agent_ids: toJson(agentId === null ? [] : [agentId]),
    collaborator_ids: '[]',
    closed_by: null,
    solved: null,
    score: null,
    dissatisfaction_reason: null,
    customized_info: input.customizedInfo ?? null,
    tags: '[]',
    fields: '{}',
    remark: null,
    preview: '',
    version: 1,
    created_at: cx.now,
    updated_at: null,
    closed_at: null,
    agent_entered_at: agentId === null ? null : cx.now,
    first_response_at: null,
    last_response_at: null,
    pending_since: null,
    pending_ms: 0,
    waiting_since: input.human ? cx.now : null,
    last_message_at: cx.now,
  }
  await cx.db.insertInto('tickets').values(ticket).execute()
  await setOpenTicket(cx, chatId, ticket.id)
  await emit(cx, 'ticket.created', { ticketId: ticket.id })
  return ticket
}

const humanStatus = (agentId: string | null): TicketStatus => (agentId === null ? 'queueing' : 'processing')

export const setOpenTicket = (cx: Cx, chatId: string, ticketId: string | null): Promise<unknown> =>
  cx.db
    .updateTable('chats')
    .set({ open_ticket_id: ticketId })
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', chatId)
    .execute()

/** Hands a locked ticket from the bot to people: to an agent, or into the queue. The ticket keeps its id. */
export const enterHumanStage = (cx: Cx, ticket: TicketRow, agentId: string | null): Promise<TicketRow> =>
  changeTicket(cx, ticket, {
    stage: 'human',
    status: humanStatus(agentId),
    waiting_since: ticket.waiting_since ?? cx.now,
    ...(agentId !== null && assigned(ticket, agentId, cx.now)),
  })

/** What changes on a ticket when an agent becomes its owner. */
export function assigned(ticket: TicketRow, agentId: string, now: number): TicketChange {
  const agents = agentIds(ticket)
  return {
    agent_id: agentId,
    agent_ids: agents.includes(agentId) ? ticket.agent_ids : toJson([...agents, agentId]),
    agent_entered_at: ticket.agent_entered_at ?? now,
  }
}

/** What changes when the clock of a ticket on hold runs again. */
export const resumed = (ticket: TicketRow, now: number): TicketChange =>
  ticket.pending_since === null
    ? {}
    : { pending_since: null, pending_ms: ticket.pending_ms + (now - ticket.pending_since) }

export interface TicketUpdate {
  readonly status?: TicketStatus | undefined
  readonly stage?: TicketRow['stage'] | undefined
  readonly solved?: number | undefined
  readonly channel?: number | undefined
  readonly tagNames?: readonly string[] | undefined
  readonly remark?: string | undefined
  /** New values of custom fields by id. */
  readonly fields?: Readonly<Record<string, string>> | undefined
}

/** Sets a ticket's data as an integration wants it: no message is sent, nobody is assigned. */
export const updateTicket = (cx: Cx, ticketId: string, update: TicketUpdate): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    if (cx.actor.kind === 'user' && cx.actor.role === undefined) throw new AppError('forbidden')
    const ticket = await lockedTicket(cx, ticketId)
    const change: TicketChange = {}
    if (update.status !== undefined) Object.assign(change, statusSet(cx, ticket, update.status))
    if (update.stage !== undefined) change.stage = update.stage
    if (update.solved !== undefined) change.solved = update.solved
    if (update.channel !== undefined) change.channel = update.channel
    if (update.fields) change.fields = toJson({ ...fieldValues(ticket), ...update.fields })
    if (update.tagNames) change.tags = toJson(await setTags(cx, ticketId, update.tagNames))
    if (update.remark !== undefined) change.remark = toJson(await addRemark(cx, ticketId, update.remark))
    if (update.status !== undefined && isClosed(update.status) !== isClosed(ticket.status)) {
      if (isClosed(update.status)) await setOpenTicket(cx, ticket.chat_id, null)
      else await claimChat(cx, ticket)
    }
    return changeTicket(cx, ticket, change)
  })

/** Which columns follow from a new status. */
function statusSet(cx: Cx, ticket: TicketRow, status: TicketStatus): TicketChange {
  const change: TicketChange = { status }
  if (status === 'pending') change.pending_since = ticket.pending_since ?? cx.now
  else Object.assign(change, resumed(ticket, cx.now))
  if (isClosed(status)) {
    change.closed_at = ticket.closed_at ?? cx.now
    change.closed_by = ticket.closed_by ?? (status === 'closed_by_agent' ? actorUserId(cx) : null)
    change.waiting_since = null
  } else if (isClosed(ticket.status)) {
    change.closed_at = null
    change.closed_by = null
  }
  return change
}

/** Makes the ticket the open one of its chat again; refused when the guest has opened another since. */
export async function claimChat(cx: Cx, ticket: TicketRow): Promise<void> {
  const chat = await lockChat(cx, ticket.guest_id)
  if (chat.open_ticket_id !== null && chat.open_ticket_id !== ticket.id)
    throw invalid('status', ticket.id, `the guest has an open ticket already: ${chat.open_ticket_id}`)
  await setOpenTicket(cx, chat.id, ticket.id)
}
