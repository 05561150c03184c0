import { png } from '../bytes.ts'
import { isText, isTime } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const create = 'helpdesk.v1.ticket_message.create'
const list = 'helpdesk.v1.ticket_message.list'
const image = 'helpdesk.v1.ticket.ticket_image'
const bot = 'helpdesk.v1.bot_message.create'
const answer = 'helpdesk.v1.ticket.answer_user_query'

const text = (value: string) => JSON.stringify({ text: value })

/** What is said on a ticket, pictures, the bot's messages outside of tickets, and its answers. */
export const ticketMessages: Scenario = async (run) => {
  const guest = await run.guest()
  const start = (human: boolean, openId = guest) =>
    run.sdk('helpdesk.v1.ticket.start_service', { data: { open_id: openId, human_service: human } })
  const { ticket_id: ticketId } = await start(true)
  const path = { ticket_id: ticketId as string }
  const sent = await run.sdk(create, { path, data: { msg_type: 'text', content: text('您好 hello') } })
  const { image_key: imageKey } = await run.sdk(
    'im.v1.image.create',
    { data: { image_type: 'message', image: png } },
    { quiet: true },
  )
  const post = { zh_cn: { title: '图', content: [[{ tag: 'img', image_key: imageKey }]] } }
  const ids = [sent.message_id as string]
  for (const [type, content] of [
    ['post', { post }],
    ['text', { text: 'three' }],
    ['text', { text: 'four' }],
  ] as const) {
    const more = await run.sdk(create, { path, data: { msg_type: type, content: JSON.stringify(content) } })
    ids.push(more.message_id as string)
  }
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  const listed = await run.sdk(list, {
    path,
    params: { time_start: now - hour, time_end: now + hour, page: 1, page_size: 20 },
  })
  run.shows([create, list], listed, {
    total: 4,
    messages: ids.map((id, i) => ({
      message_id: id,
      message_type: ['text', 'post', 'text', 'text'][i],
      created_at: isTime,
      content: isText,
    })),
  })
  run.shows(create, JSON.parse(listed.messages[0].content), {
    content: { text: '您好 hello' },
    msg_type: 'text',
  })
  await run.pages(list, { path }, 2, { list: 'messages', key: (item) => item.message_id, expected: ids })

  const byType = (type: string) =>
    (listed.messages as { id: string; message_type: string }[]).find((m) => m.message_type === type)!.id
  const picture = { ticket_id: path.ticket_id, msg_id: byType('post'), index: 0 }
  const bytes = await run.sdk(image, { params: picture })
  run.shows(image, Buffer.from(bytes).equals(png), true)
  await run.refused(image, { params: { ...picture, index: 7 } }, 154004)
  await run.inside(async ({ change }) => {
    await change('messages', { deleted_at: 1 }, { id: picture.msg_id })
    await run.refused(image, { params: picture }, 154404)
    await change('messages', { deleted_at: null }, { id: picture.msg_id })
  })

  const badUrl = { zh_cn: { title: '', content: [[{ tag: 'a', text: 'x', href: 'javascript:alert(1)' }]] } }
  await run.refused(
    create,
    { path, data: { msg_type: 'post', content: JSON.stringify({ post: badUrl }) } },
    154403,
  )
  await run.refused(bot, { data: { receiver_id: guest, msg_type: 'text', content: text('no') } }, 154005)
  await run.sdk('helpdesk.v1.ticket.update', { path, data: { status: 51 } })
  await run.refused(create, { path, data: { msg_type: 'text', content: text('late') } }, 154401)
  await run.refused(bot, { data: { receiver_id: 'ou_0000', msg_type: 'text', content: text('x') } }, 154004)
  const outside = await run.sdk(bot, {
    params: { user_id_type: 'open_id' },
    data: { msg_type: 'text', content: text('we are back'), receiver_id: guest, receive_type: 'user' },
  })
  const got = await run.sdk(
    'im.v1.message.get',
    { path: { message_id: outside.message_id } },
    { quiet: true },
  )
  run.shows(bot, got.items, [{ body: { content: text('we are back') }, msg_type: 'text' }])

  if (!run.world.inside) return run.skip([answer], 'a guest must ask something')
  await run.inside(async (inside) => {
    const someone = await inside.guest()
    const { chat_id: chatId } = await start(false, someone.openId)
    const [ticket] = await inside.rows('tickets', { guest_id: someone.openId })
    await inside.guestWrites(ticket.id, '怎么退款')
    const made = await run.sdk(
      'helpdesk.v1.faq.create',
      { data: { faq: { question: '怎么退款', answer: 'Within seven days.' } } },
      { quiet: true },
    )
    const written = await inside.rows('outbox', { type: 'message.created' })
    const event = written.find((row: { payload: string }) => row.payload.includes(ticket.id))
    const faqId = made.faq.faq_id as string
    await run.sdk(answer, {
      path: { ticket_id: ticket.id },
      data: { event_id: event.id, faqs: [{ id: faqId, score: 0.9 }] },
    })
    const said = await run.sdk(list, { path: { ticket_id: ticket.id } })
    run.shows(answer, said.messages.map((m: { content: string }) => m.content).join(), (all: string) =>
      all.includes('Within seven days.'),
    )
    run.shows(answer, chatId, isText)
    await run.sdk('helpdesk.v1.faq.delete', { path: { id: faqId } }, { quiet: true })
  })
}
