import { toJson } from '../db/json.ts'
import type { TicketRow } from '../db/tickets.ts'
import type { Cx } from '../domain/cx.ts'
import { setHelpCenter } from '../domain/help-center.ts'
import { indexDesk } from '../domain/search-rebuild.ts'
import { createSkill } from '../domain/skills.ts'
import { setTags } from '../domain/tags.ts'
import { languageOf } from '../domain/ticket-facts.ts'
import { setSkills } from '../domain/ticket-skills.ts'
import { idAt, newChatId, newMessageId, newNumber } from '../platform/ids.ts'
import { type Conversation, agents, categories, conversations, faqs, fields, guests } from './demo-data.ts'
import { seedDepartments } from './demo-departments.ts'
import { addAgent, addPerson } from './organisation.ts'

export interface DemoIds {
  readonly ticketId: string
  readonly guestId: string
  readonly agentId: string
}

const minute = 60_000

/** Fills a new desk with people, knowledge, fields and two weeks of conversations. Runs inside a transaction. */
export async function seedDemo(
  cx: Cx,
  ownerId: string,
  agent: { email: string; hash: string },
): Promise<DemoIds> {
  const people = new Map<string, string>()
  const departmentOf = await seedDepartments(cx, ownerId)
  for (const [i, { key, ...person }] of agents.entries()) {
    const credentials = i === 0 ? { email: agent.email, passwordHash: agent.hash } : {}
    const id = await addPerson(cx, {
      ...person,
      ...credentials,
      departments: departmentOf(person.department) ?? [],
    })
    await addAgent(cx, id, 'agent')
    people.set(key, id)
  }
  for (const { key, ...person } of guests) {
    const departments = 'department' in person ? departmentOf(person.department) : undefined
    people.set(key, await addPerson(cx, { ...person, ...(departments && { departments }) }))
  }
  const chinese = await createSkill(cx, {
    name: '中文 Chinese',
    rules: [{ fact: 'language', operator: 'any_of', operand: '["zh_cn"]' }],
    agentIds: [people.get('lin')!, people.get('chen')!],
  })
  const english = await createSkill(cx, {
    name: '英文 English',
    rules: [{ fact: 'language', operator: 'any_of', operand: '["en_us"]' }],
    agentIds: [people.get('emma')!],
  })
  const fieldIds = await seedFields(cx, ownerId)
  await seedKnowledge(cx, ownerId)

  const chats = new Map<string, string>()
  let newest: string | undefined
  for (const conversation of conversations) {
    const guestId = people.get(conversation.guest)!
    const chatId = chats.get(guestId) ?? (await seedChat(cx, guestId))
    chats.set(guestId, chatId)
    const agentId = conversation.agent === undefined ? null : people.get(conversation.agent)!
    const ticketId = await seedConversation(cx, conversation, { guestId, chatId, agentId, fieldIds })
    newest ??= ticketId
    const [language] = languageOf(conversation.lines.at(-1)![1])
    const skill = language === 'zh_cn' ? chinese : language === 'en_us' ? english : undefined
    if (skill && conversation.status !== 'bot' && !conversation.status.startsWith('closed_'))
      await setSkills(cx, { id: ticketId, version: 1 }, [{ id: skill }])
  }
  await indexDesk(cx)
  await setHelpCenter(cx, true)
  return { ticketId: newest!, guestId: people.get('wang')!, agentId: people.get('lin')! }
}

async function seedFields(cx: Cx, ownerId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [i, field] of fields.entries()) {
    const id = idAt(cx.now - 20 * 24 * 60 * minute + i)
    ids.set(field.key, id)
    await cx.db
      .insertInto('custom_fields')
      .values({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        id,
        entity: field.entity,
        key_name: field.key,
        display_name: field.name,
        position: i + 1,
        field_type: field.type,
        description: field.description,
        visible: 1,
        editable: 1,
        required: field.required ? 1 : 0,
        allow_multiple: 0,
        options:
          'options' in field
            ? toJson({
                children: field.options.map((name, n) => ({ tag: String(n + 1), display_name: name })),
              })
            : null,
        created_by: ownerId,
        updated_by: ownerId,
        created_at: cx.now,
        updated_at: cx.now,
      })
      .execute()
  }
  return ids
}

async function seedKnowledge(cx: Cx, ownerId: string): Promise<void> {
  const ids = new Map<string, string>()
  for (const [i, category] of categories.entries()) {
    const id = idAt(cx.now - 19 * 24 * 60 * minute + i)
    ids.set(category.key, id)
    await cx.db
      .insertInto('categories')
      .values({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        id,
        parent_id: 'parent' in category ? ids.get(category.parent)! : '0',
        name: category.name,
        language: category.language,
        position: i,
        created_at: cx.now,
        updated_at: cx.now,
      })
      .execute()
  }
  for (const [i, [category, question, answer, tags]] of faqs.entries())
    await cx.db
      .insertInto('faqs')
      .values({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        id: idAt(cx.now - 18 * 24 * 60 * minute + i),
        category_id: ids.get(category)!,
        question,
        answer,
        answer_richtext: null,
        tags: toJson(tags),
        status: 'online',
        expires_at: null,
        created_by: ownerId,
        updated_by: ownerId,
        created_at: cx.now,
        updated_at: cx.now,
      })
      .execute()
}

async function seedChat(cx: Cx, guestId: string): Promise<string> {
  const id = newChatId()
  await cx.db
    .insertInto('chats')
    .values({
      tenant_id: cx.tenantId,
      id,
      helpdesk_id: cx.helpdeskId,
      kind: 'service',
      guest_id: guestId,
      peer_id: '',
      open_ticket_id: null,
      created_at: cx.now,
    })
    .execute()
  return id
}

interface Links {
  readonly guestId: string
  readonly chatId: string
  readonly agentId: string | null
  readonly fieldIds: ReadonlyMap<string, string>
}

/** One ticket with its messages, three minutes apart and ending when the conversation says. */
async function seedConversation(cx: Cx, talk: Conversation, links: Links): Promise<string> {
  const at = (i: number): number => cx.now - talk.ago * minute - (talk.lines.length - 1 - i) * 3 * minute
  const createdAt = at(0) - 5000
  const lastAt = at(talk.lines.length - 1)
  const lastGuestAt = at(talk.lines.findLastIndex(([who]) => who === 'g'))
  const ticketId = idAt(createdAt)
  const answers = talk.lines.flatMap(([who], i) => (who === 'a' ? [at(i)] : []))
  const entered = answers[0] === undefined ? null : answers[0] - 2 * minute
  const closed = talk.status.startsWith('closed_')
  const human = talk.status !== 'bot' && talk.status !== 'closed_by_bot'
  const [lastWho, lastText] = talk.lines.at(-1)!
  const remark =
    talk.remark === undefined || links.agentId === null
      ? null
      : { id: newNumber(cx.now), author_id: links.agentId, content: talk.remark, created_at: lastAt + 20_000 }
  const ticket: TicketRow = {
    tenant_id: cx.tenantId,
    helpdesk_id: cx.helpdeskId,
    id: ticketId,
    chat_id: links.chatId,
    guest_id: links.guestId,
    stage: human ? 'human' : 'bot',
    status: talk.status === 'bot' ? 'created' : talk.status,
    channel: talk.channel,
    agent_id: links.agentId,
    agent_ids: toJson(links.agentId === null ? [] : [links.agentId]),
    collaborator_ids: '[]',
    closed_by: closed ? (talk.status === 'closed_by_guest' ? links.guestId : links.agentId) : null,
    solved: talk.solved === undefined ? null : talk.solved ? 1 : 0,
    score: talk.score ?? null,
    dissatisfaction_reason:
      talk.score === 1
        ? toJson({
            zh_cn: '问题没有解决',
            en_us: 'The problem was not solved',
            ja_jp: '問題が解決していない',
          })
        : null,
    customized_info: null,
    tags: '[]',
    fields: toJson(
      Object.fromEntries(
        Object.entries(talk.fields ?? {}).map(([key, value]) => [links.fieldIds.get(key)!, value]),
      ),
    ),
    title:
      talk.lines
        .find(([who]) => who === 'g')?.[1]
        .split('\n', 1)[0]!
        .slice(0, 200) ?? null,
    description: null,
    priority: 'medium' as const,
    remark: remark === null ? null : toJson(remark),
    preview: lastText.slice(0, 120),
    version: talk.lines.length,
    created_at: createdAt,
    updated_at: lastAt,
    closed_at: closed ? lastAt + 4 * minute : null,
    agent_entered_at: entered,
    first_response_at: answers[0] ?? null,
    last_response_at: answers.at(-1) ?? null,
    pending_since: talk.status === 'pending' ? lastAt + minute : null,
    pending_ms: 0,
    waiting_since: human && !closed && lastWho === 'g' ? lastAt : null,
    last_message_at: lastAt,
    guest_message_at: talk.lines.some(([who]) => who === 'g') ? lastGuestAt : null,
    sla_spent_ms: 0,
    sla_since: human && (talk.status === 'processing' || talk.status === 'queueing') ? createdAt : null,
    due_at: null,
    due_kind: null,
    snoozed_until: null,
    merged_into: null,
    split_from: null,
    skill_id: null,
    given_back_by: null,
  }
  await cx.db.insertInto('tickets').values(ticket).execute()
  if (talk.tags) {
    const tags = toJson(await setTags(cx, ticketId, talk.tags))
    await cx.db
      .updateTable('tickets')
      .set({ tags })
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', ticketId)
      .execute()
  }
  if (remark)
    await cx.db
      .insertInto('remarks')
      .values({ tenant_id: cx.tenantId, ticket_id: ticketId, ...remark })
      .execute()
  if (!closed)
    await cx.db
      .updateTable('chats')
      .set({ open_ticket_id: ticketId })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', links.chatId)
      .execute()
  const senders = { g: ['guest', links.guestId], a: ['agent', links.agentId], b: ['bot', null] } as const
  await cx.db
    .insertInto('messages')
    .values(
      talk.lines.map(([who, text], i) => ({
        tenant_id: cx.tenantId,
        chat_id: links.chatId,
        id: idAt(at(i)),
        ticket_id: ticketId,
        message_id: newMessageId(),
        sender_type: senders[who][0],
        sender_id: senders[who][1],
        app_id: null,
        type: 'text',
        content: toJson({ text }),
        text,
        parent_id: null,
        root_id: null,
        client_id: null,
        created_at: at(i),
        updated_at: null,
        deleted_at: null,
      })),
    )
    .execute()
  return ticketId
}
