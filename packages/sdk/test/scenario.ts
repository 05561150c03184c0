// One script for two client libraries. It uses nothing but what both have: the names of the methods, the payloads,
// the option helpers. What it returns can be compared, once ids and times, which differ from run to run, are taken out.

interface Options {
  readonly [name: string]: unknown
}
type Method = (payload?: object, options?: Options) => PromiseLike<unknown>
type Lister = (
  payload?: object,
  options?: Options,
) => PromiseLike<AsyncIterable<unknown>> | AsyncIterable<unknown>
type Resource<M extends string> = Record<M, Method>

/** The part of `@larksuiteoapi/node-sdk` and of `@pipit/sdk` the script calls. */
export interface EitherClient {
  readonly helpdesk: {
    readonly v1: {
      readonly ticket: Resource<'startService' | 'get' | 'list' | 'update' | 'customizedFields'>
      readonly ticketMessage: Resource<'create' | 'list'>
      readonly category: Resource<'create' | 'get' | 'list' | 'patch' | 'delete'>
      readonly faq: Resource<'create' | 'get' | 'list' | 'patch' | 'search' | 'delete'> & {
        readonly listWithIterator: Lister
      }
      readonly agentSkill: Resource<'create' | 'get' | 'list' | 'patch' | 'delete'>
      readonly agentSkillRule: Resource<'list'>
      readonly agentSchedule: Resource<'list'>
      readonly event: Resource<'subscribe' | 'unsubscribe'>
      readonly ticketCustomizedField: Resource<'list'>
    }
  }
  readonly im: {
    readonly v1: {
      readonly image: { readonly create: Method; readonly get: Method }
      readonly message: Resource<'create' | 'get'>
    }
  }
  readonly contact: { readonly v3: { readonly user: Resource<'batchGetId' | 'get'> } }
  request(
    payload: { method: 'GET' | 'POST'; url: string; params?: object; data?: object },
    options?: Options,
  ): PromiseLike<unknown>
}

export interface Fixtures {
  /** Options that add the help desk credential. */
  readonly helpdesk: Options
  /** The same, acting as the owner of the desk, who may change everything. */
  readonly agent: Options
  /** A user of the tenant who may open a ticket. */
  readonly guestOpenId: string
  readonly guestEmail: string
  /** Who answers: left to the desk, chance would decide. */
  readonly agentOpenId: string
  /** A small PNG. */
  readonly png: Buffer
}

export interface Step {
  readonly name: string
  readonly result: unknown
}

/** Runs the script; each step tells what the caller got, data or code. */
export async function scenario(client: EitherClient, fixtures: Fixtures): Promise<Step[]> {
  const { helpdesk, agent, guestOpenId, agentOpenId, png } = fixtures
  const { v1 } = client.helpdesk
  const steps: Step[] = []
  const step = async (name: string, call: () => PromiseLike<unknown>) => {
    const result = await settle(call)
    steps.push({ name, result })
    return result as Record<string, Record<string, string> | undefined>
  }

  const opened = await step('open a ticket', () =>
    v1.ticket.startService(
      { data: { open_id: guestOpenId, human_service: true, appointed_agents: [agentOpenId] } },
      helpdesk,
    ),
  )
  const ticket = { ticket_id: opened['data']?.['ticket_id'] ?? 'none' }
  const text = { msg_type: 'text', content: JSON.stringify({ text: '你好, "hello" & <b>' }) }
  await step('say something', () => v1.ticketMessage.create({ path: ticket, data: text }, helpdesk))
  await step('read it', () =>
    v1.ticketMessage.list({ path: ticket, params: { page: 1, page_size: 10 } }, helpdesk),
  )
  await step('get the ticket', () => v1.ticket.get({ path: ticket }, helpdesk))
  await step('change it', () =>
    v1.ticket.update(
      { path: ticket, data: { status: 50, tag_names: ['vip', '退款'], comment: 'done' } },
      agent,
    ),
  )
  await step('find it', () =>
    v1.ticket.list(
      { params: { status_list: [50, 51], ticket_id: ticket.ticket_id, page: 1, page_size: 5 } },
      helpdesk,
    ),
  )
  await step('its fields', () => v1.ticket.customizedFields({ params: { visible_only: true } }, helpdesk))
  await step('fields by GET with a body', () =>
    v1.ticketCustomizedField.list({ params: { page_size: 20 }, data: { visible: true } }, helpdesk),
  )

  const category = await step('a category', () =>
    v1.category.create({ data: { name: '账号', parent_id: '0', language: 'zh_cn' } }, agent),
  )
  const id = idOf(category, 'category', 'category_id')
  await step('get the category', () => v1.category.get({ path: { id } }, helpdesk))
  await step('list categories', () =>
    v1.category.list({ params: { lang: 'zh_cn', order_by: 1, asc: true } }, helpdesk),
  )
  await step('rename the category', () => v1.category.patch({ path: { id }, data: { name: '登录' } }, agent))

  const answer = { question: '怎么重置密码?', answer: '在设置里', tags: ['密码'] }
  const faq = await step('a FAQ', () =>
    v1.faq.create({ data: { faq: { ...answer, category_id: id } } }, agent),
  )
  const faqPath = { id: idOf(faq, 'faq', 'id') }
  await step('get the FAQ', () => v1.faq.get({ path: faqPath }, helpdesk))
  await step('search FAQs', () => v1.faq.search({ params: { query: '密码', page_size: 10 } }, helpdesk))
  await step('list FAQs', () => v1.faq.list({ params: { page_size: 10 } }, helpdesk))
  await step('every page of FAQs', () =>
    pages(v1.faq.listWithIterator({ params: { page_size: 1 } }, helpdesk)),
  )
  await step('change the FAQ', () =>
    v1.faq.patch({ path: faqPath, data: { faq: { ...answer, answer: 'x' } } }, agent),
  )
  await step('delete the FAQ', () => v1.faq.delete({ path: faqPath }, agent))
  await step('delete the category', () => v1.category.delete({ path: { id } }, agent))

  await step('skill rules', () => v1.agentSkillRule.list({}, helpdesk))
  const skill = await step('a skill', () =>
    v1.agentSkill.create({ data: { name: 'VIP', rules: [], agent_ids: [] } }, agent),
  )
  const skillPath = { agent_skill_id: skill['data']?.['agent_skill_id'] ?? 'none' }
  await step('get the skill', () => v1.agentSkill.get({ path: skillPath }, helpdesk))
  await step('list skills', () => v1.agentSkill.list({}, helpdesk))
  await step('change the skill', () =>
    v1.agentSkill.patch(
      { path: skillPath, data: { agent_skill: { name: 'VIP 2', rules: [], agent_ids: [] } } },
      agent,
    ),
  )
  await step('delete the skill', () => v1.agentSkill.delete({ path: skillPath }, agent))
  await step('schedules', () => v1.agentSchedule.list({ params: { status: [1, 2] } }, helpdesk))

  const events = [{ type: 'helpdesk.ticket', subtype: 'ticket.created_v1' }]
  await step('subscribe', () => v1.event.subscribe({ data: { events } }, helpdesk))
  await step('unsubscribe', () => v1.event.unsubscribe({ data: { events } }, helpdesk))

  const image = (await step('upload', () =>
    client.im.v1.image.create({ data: { image_type: 'message', image: png } }),
  )) as { image_key?: string }
  await step('download', async () => {
    const path = { image_key: image.image_key ?? 'none' }
    return read((await client.im.v1.image.get({ path })) as Readable)
  })
  const sent = await step('a message', () =>
    client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: guestOpenId, ...text },
    }),
  )
  await step('get the message', () =>
    client.im.v1.message.get({ path: { message_id: sent['data']?.['message_id'] ?? 'none' } }),
  )
  await step('a user by mail', () =>
    client.contact.v3.user.batchGetId({
      params: { user_id_type: 'open_id' },
      data: { emails: [fixtures.guestEmail], include_resigned: false },
    }),
  )
  await step('the user', () =>
    client.contact.v3.user.get({ path: { user_id: guestOpenId }, params: { user_id_type: 'open_id' } }),
  )
  // Not a list: raw calls of the official SDK write `user_ids[]`, which the platform does not know.
  await step('a raw call', () =>
    client.request({
      method: 'GET',
      url: '/open-apis/contact/v3/users/batch',
      params: { user_ids: guestOpenId },
    }),
  )

  await step('a ticket that is not there', () => v1.ticket.get({ path: { ticket_id: '1' } }, helpdesk))
  await step('a call without the help desk credential', () =>
    client.request({ method: 'GET', url: '/open-apis/helpdesk/v1/agent_skills' }),
  )
  await step('a body the platform refuses', () =>
    v1.ticketMessage.create({ path: ticket, data: { msg_type: 'none', content: '' } }, helpdesk),
  )
  return steps.map(({ name, result }) => ({ name, result: comparable(result) }))
}

/** What a call amounts to: its reply, or the code and the status it failed with, however the library tells. */
async function settle(call: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    const reply = await call()
    if (typeof reply !== 'object' || reply === null || !('code' in reply)) return reply
    // Uploads resolve to the bare data in the official SDK; data left out is data that is empty.
    const { code, msg: _msg, data, ...rest } = reply as Record<string, unknown>
    if (code !== 0) return { code }
    return Object.keys(rest).length > 0 ? rest : { data: data ?? {} }
  } catch (error) {
    const { code, response } = error as { code?: number; response?: { data?: unknown } }
    return { code: response ? await codeOf(response.data) : code }
  }
}

/** The official SDK leaves the body of a failed download unread. */
async function codeOf(body: unknown): Promise<unknown> {
  if (typeof body !== 'object' || body === null || !('pipe' in body))
    return (body as { code?: unknown } | undefined)?.code
  let text = ''
  for await (const chunk of body as unknown as AsyncIterable<Buffer>) text += chunk.toString()
  return (JSON.parse(text) as { code?: unknown }).code
}

interface Readable {
  getReadableStream(): AsyncIterable<Uint8Array>
}

async function read(download: Readable): Promise<unknown> {
  const chunks: Uint8Array[] = []
  for await (const chunk of download.getReadableStream()) chunks.push(chunk)
  return { bytes: Buffer.concat(chunks).toString('hex') }
}

/** The items of every page. On a failure one library yields an empty page and stops, the other throws. */
async function pages(list: ReturnType<Lister>): Promise<unknown> {
  const items: unknown[] = []
  try {
    for await (const page of await list) {
      const { items: some } = page as { items?: unknown }
      if (!some) return 'failed'
      items.push(some)
    }
  } catch {
    return 'failed'
  }
  return items
}

function idOf(step: Record<string, unknown>, entity: string, member: string): string {
  const data = (step['data'] ?? {}) as Record<string, Record<string, string> | undefined>
  return data[entity]?.[member] ?? 'none'
}

/** Ids, also inside of JSON that is sent as text. */
const ids = /\d{15,}|\b(om|oc|ou|on|img|file)_[\w-]+|[\w.-]+@example\.com|Tenant [\w-]+/g

/** What is left when ids, times and the order of lists, some of which follow random ids, are taken out. */
function comparable(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => ({ item: comparable(item, key) }))
    return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)).map(({ item }) => item)
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => [member, comparable(inner, member)]),
    )
  }
  // A second may pass in one run and not in the other.
  if (/_(duration|resolution_time|processing_time)$/.test(key)) return '<duration>'
  const text = String(value)
  if (/^1[6-9]\d{8}(\d{3})?$/.test(text)) return '<time>'
  if (/(^|_)(ids?|key)$/.test(key) && text !== '') return '<id>'
  return typeof value === 'string' ? value.replaceAll(ids, '<id>') : value
}
