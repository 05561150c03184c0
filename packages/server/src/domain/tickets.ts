import { findAgents } from '../db/agents.ts'
import { lockChatById } from '../db/chats.ts'
import { fromJson, toJson } from '../db/json.ts'
import {
  type ServiceChat,
  type TicketFilter,
  type TicketRow,
  type TicketStatus,
  addServiceChat,
  chatOfTicket,
  findTicket,
  insertTicket,
  isClosed,
  lockServiceChat,
  lockTicket,
  openSplitTicket,
  pageOfTickets,
  setOpenTicketOf,
} from '../db/tickets.ts'
import { type People, type PersonRow, findUser, loadPeople } from '../db/users.ts'
import { newChatId, newId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { type News, assignmentNews, emit, ticketAfter } from './events.ts'
import { decide, holdQueue, recordDecision, serveQueue } from './queue.ts'
import { type FieldInput, withFieldInputs } from './field-values.ts'
import { type RemarkRow, addRemark } from './remarks.ts'
import type { Decision } from './routing.ts'
import { indexTicket } from './search-index.ts'
import { slaAfter } from './sla.ts'
import { type TicketTag, setTags } from './tags.ts'
import type { ChangeExtras } from './ticket-history.ts'
import { type TicketChange, assigned, carrier, isWaiting, resumed, writeChange } from './ticket-changes.ts'

export { type TicketChange, assigned, channelEmail, channelOpenApi, resumed } from './ticket-changes.ts'

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

export type RemarkSnapshot = RemarkRow

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
): Promise<{ tickets: readonly TicketRow[]; people: Map<string, PersonRow>; total: number }> {
  const { tickets, total } = await pageOfTickets(cx.engine, cx.tenantId, cx.helpdeskId, filter, page, size)
  return { tickets, total, people: await peopleOf(cx, tickets) }
}

export const peopleOf = (cx: Cx, tickets: readonly TicketRow[]): Promise<Map<string, PersonRow>> =>
  loadPeople(cx.db, cx.tenantId, tickets.flatMap(namedIn))

/** Locks a ticket for a change; `ticket_not_found` when there is none. */
export async function lockedTicket(cx: Cx, ticketId: string): Promise<TicketRow> {
  const ticket = await lockTicket(cx.db, cx.tenantId, cx.helpdeskId, ticketId)
  if (!ticket) throw new AppError('ticket_not_found')
  return ticket
}

/**
 * Locks a ticket together with its chat, for changes that open or close it. The chat comes first, as it does for
 * whoever opens a ticket and cannot know it yet: two that lock in different orders would wait for each other.
 */
export async function lockedTicketAndChat(cx: Cx, ticketId: string): Promise<TicketRow> {
  const chatId = await chatOfTicket(cx.db, cx.tenantId, cx.helpdeskId, ticketId)
  if (chatId === undefined) throw new AppError('ticket_not_found')
  await lockChatById(cx.db, cx.tenantId, chatId)
  return lockedTicket(cx, ticketId)
}

/**
 * Writes a change of a locked ticket and tells of it. Whoever becomes free by it is given a ticket that waits; a ticket
 * that waits from now on is given to somebody who is free.
 * @param quietly Tell nothing beyond what the message that caused the change tells, unless somebody else acts now.
 */
export async function changeTicket(
  cx: Cx,
  ticket: TicketRow,
  change: TicketChange,
  quietly = false,
  extras: ChangeExtras & { readonly news?: News } = {},
): Promise<TicketRow> {
  const after = { ...ticket, ...change }
  const moved = carrier(after) !== carrier(ticket)
  // Whoever waits for somebody with another skill from now on waits anew.
  const waits = isWaiting(after) && (!isWaiting(ticket) || after.skill_id !== ticket.skill_id)
  if (!moved && !waits) return writeChange(cx, ticket, change, quietly, extras)
  await holdQueue(cx)
  const next = await writeChange(cx, ticket, change, quietly, extras)
  if (carrier(ticket) === null && !waits) return next
  const served = await serveQueue(cx, waits ? next : undefined)
  return served.find(({ id }) => id === ticket.id) ?? next
}

export interface StartService {
  readonly guestId: string
  /** Skip the bot and ask for a person. */
  readonly human: boolean
  /** Ask for these agents: one of them gets the ticket if one is free; else it goes the usual way. */
  readonly appointedAgents: readonly string[]
  readonly customizedInfo?: string | undefined
  readonly channel: number
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly priority?: TicketRow['priority'] | undefined
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
    await checkAppointed(cx, input.appointedAgents)

    const chat = await lockChat(cx, guest.id)
    if (chat.open_ticket_id !== null) {
      const ticket = await lockedTicket(cx, chat.open_ticket_id)
      return input.human && ticket.stage === 'bot'
        ? enterHumanStage(cx, ticket, input.appointedAgents)
        : ticket
    }
    return openTicket(cx, chat.id, guest.id, input)
  })

async function checkAppointed(cx: Cx, appointed: readonly string[]): Promise<void> {
  if (appointed.length === 0) return
  const agents = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, appointed)
  appointed.forEach((id, i) => {
    if (!agents.some((agent) => agent.user_id === id && agent.removed_at === null))
      throw invalid(`appointed_agents.${i}`, id, 'is not an agent of this help desk')
  })
}

/** The guest's chat with this desk, made when there is none, and held: two callers cannot open two tickets in it. */
export async function lockChat(cx: Cx, guestId: string): Promise<ServiceChat> {
  const { tenantId, helpdeskId, now } = cx
  await addServiceChat(cx.engine, cx.db, { tenantId, helpdeskId, guestId, id: newChatId(), now })
  const [chat] = await lockServiceChat(cx.engine, cx.db, { tenantId, helpdeskId, guestId })
  return chat!
}

export async function openTicket(
  cx: Cx,
  chatId: string,
  guestId: string,
  input: StartService,
): Promise<TicketRow> {
  const draft: TicketRow = {
    tenant_id: cx.tenantId,
    helpdesk_id: cx.helpdeskId,
    id: newId(cx.now),
    chat_id: chatId,
    guest_id: guestId,
    stage: 'bot',
    status: 'created',
    channel: input.channel,
    agent_id: null,
    agent_ids: '[]',
    collaborator_ids: '[]',
    closed_by: null,
    solved: null,
    score: null,
    dissatisfaction_reason: null,
    customized_info: input.customizedInfo ?? null,
    tags: '[]',
    fields: '{}',
    title: input.title ?? null,
    description: input.description ?? null,
    priority: input.priority ?? 'medium',
    remark: null,
    preview: '',
    version: 1,
    created_at: cx.now,
    updated_at: null,
    closed_at: null,
    agent_entered_at: null,
    first_response_at: null,
    last_response_at: null,
    pending_since: null,
    pending_ms: 0,
    waiting_since: null,
    last_message_at: cx.now,
    guest_message_at: null,
    sla_spent_ms: 0,
    sla_since: null,
    due_at: null,
    due_kind: null,
    snoozed_until: null,
    merged_into: null,
    split_from: null,
    skill_id: null,
    given_back_by: null,
  }
  const decision = input.human ? await decide(cx, draft, input.appointedAgents) : undefined
  const opened = decision ? { ...draft, ...toPeople(cx, draft, decision) } : draft
  const ticket = {
    ...opened,
    ...slaAfter(opened, (await cx.registry.helpdesk(cx.helpdeskId))?.sla, cx.now),
  }
  await insertTicket(cx.engine, cx.db, ticket)
  await indexTicket(cx, ticket)
  if (decision) await recordDecision(cx, ticket, decision)
  await setOpenTicket(cx, chatId, ticket.id)
  await emit(cx, 'ticket.created', {
    ticketId: ticket.id,
    after: ticketAfter(ticket),
    ...assignmentNews(cx, ticket.agent_id),
  })
  return ticket
}

export const setOpenTicket = (cx: Cx, chatId: string, ticketId: string | null): Promise<unknown> =>
  setOpenTicketOf(cx.engine, cx.db, { tenantId: cx.tenantId, chatId, ticketId })

/** Hands a locked ticket from the bot to people: to an agent, or into the queue. The ticket keeps its id. */
export async function enterHumanStage(
  cx: Cx,
  ticket: TicketRow,
  appointed: readonly string[] = [],
): Promise<TicketRow> {
  const decision = await decide(cx, ticket, appointed)
  const next = await writeChange(cx, ticket, toPeople(cx, ticket, decision))
  await recordDecision(cx, next, decision)
  return next
}

const toPeople = (cx: Cx, ticket: TicketRow, { agentId }: Decision): TicketChange => ({
  stage: 'human',
  status: agentId === null ? 'queueing' : 'processing',
  waiting_since: ticket.waiting_since ?? cx.now,
  ...(agentId !== null && assigned(ticket, agentId, cx.now)),
})

export interface TicketUpdate {
  readonly status?: TicketStatus | undefined
  readonly stage?: TicketRow['stage'] | undefined
  readonly solved?: number | undefined
  readonly channel?: number | undefined
  readonly tagNames?: readonly string[] | undefined
  readonly remark?: string | undefined
  /** New values of custom fields. */
  readonly fields?: readonly FieldInput[] | undefined
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly priority?: TicketRow['priority'] | undefined
}

/**
 * Sets a ticket's data as an integration wants it; no message is sent. What is handed over to people (`human`) or set
 * to `queueing` without an owner is routed.
 */
export const updateTicket = (cx: Cx, ticketId: string, update: TicketUpdate): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    if (cx.actor.kind === 'user' && cx.actor.role === undefined) throw new AppError('forbidden')
    const ticket = await (update.status === undefined ? lockedTicket : lockedTicketAndChat)(cx, ticketId)
    const change: TicketChange = {}
    if (update.status !== undefined) Object.assign(change, statusSet(cx, ticket, update.status))
    if (update.stage !== undefined) change.stage = update.stage
    const handedOver = update.stage === 'human' && ticket.stage === 'bot'
    if (handedOver && ticket.agent_id === null && (change.status ?? ticket.status) === 'created')
      change.status = 'queueing'
    if (update.solved !== undefined) change.solved = update.solved
    if (update.title !== undefined) change.title = update.title
    if (update.description !== undefined) change.description = update.description
    if (update.priority !== undefined) change.priority = update.priority
    if (update.channel !== undefined) change.channel = update.channel
    if (update.fields) change.fields = toJson(await fieldsSet(cx, ticket, update.fields))
    if (update.tagNames) change.tags = toJson(await setTags(cx, ticketId, update.tagNames))
    if (update.remark !== undefined) change.remark = toJson(await addRemark(cx, ticketId, update.remark))
    if (update.status !== undefined && isClosed(update.status) !== isClosed(ticket.status)) {
      if (isClosed(update.status)) await releaseChat(cx, ticket)
      else if (ticket.merged_into !== null) throw new AppError('ticket_merged')
      else await claimChat(cx, ticket)
    }
    return changeTicket(cx, ticket, change)
  })

async function fieldsSet(cx: Cx, ticket: TicketRow, inputs: readonly FieldInput[]) {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  const isAgent = cx.actor.kind === 'user' && cx.actor.role === 'agent'
  return withFieldInputs(fieldValues(ticket), inputs, desk?.fields ?? [], isAgent)
}

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

/**
 * Makes the ticket the open one of its chat again; refused when the guest has opened another since. A ticket that was
 * split off is open beside the one that gets the guest's messages.
 */
export async function claimChat(cx: Cx, ticket: TicketRow): Promise<void> {
  const { id, open_ticket_id: open } = await lockChat(cx, ticket.guest_id)
  if (!(await mayBeOpen(cx, ticket, open)))
    throw invalid('status', ticket.id, `the guest has an open ticket already: ${open}`)
  if (open === null || ticket.split_from === null) await setOpenTicket(cx, id, ticket.id)
}

/** Whether `claimChat` would let the ticket be open. */
export const mayClaimChat = async (cx: Cx, ticket: TicketRow): Promise<boolean> =>
  mayBeOpen(cx, ticket, (await lockChat(cx, ticket.guest_id)).open_ticket_id)

const mayBeOpen = async (cx: Cx, ticket: TicketRow, open: string | null): Promise<boolean> =>
  open === null ||
  open === ticket.id ||
  ticket.split_from !== null ||
  (await lockedTicket(cx, open)).split_from !== null

/**
 * Lets the guest's next message open a new ticket after this one, unless it is not the one that gets them, or one that
 * was split off goes on. The chat is locked.
 */
export async function releaseChat(cx: Cx, ticket: TicketRow): Promise<void> {
  const other = await openSplitTicket(cx.db, cx.tenantId, ticket.chat_id, ticket.id)
  await cx.db
    .updateTable('chats')
    .set({ open_ticket_id: other ?? null })
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', ticket.chat_id)
    .where('open_ticket_id', '=', ticket.id)
    .execute()
}
