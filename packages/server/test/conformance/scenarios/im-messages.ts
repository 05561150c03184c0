import { png } from '../bytes.ts'
import { isText, isTimeText } from '../json.ts'
import type { Run } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { Inside } from '../world.ts'

const message = (method: string) => `im.v1.message.${method}`
const text = (value: string) => JSON.stringify({ text: value })
const card = (value: string) =>
  JSON.stringify({ elements: [{ tag: 'div', text: { tag: 'plain_text', content: value } }] })

/** The bot writes to a person: text, card, replies and threads; changes and takes back. */
export const imMessages: Scenario = async (run) => {
  const guest = await run.guest()
  const to = { receive_id_type: 'open_id' }
  const write = (content: string, more: object = {}) =>
    run.sdk(message('create'), {
      params: to,
      data: { receive_id: guest, msg_type: 'text', content, ...more },
    })
  const first = await write(text('hello'), { uuid: `u${Date.now()}` })
  const path = { message_id: first.message_id as string }
  const got = await run.sdk(
    message('get'),
    {
      path,
      params: { user_id_type: 'open_id', card_msg_content_type: 'raw_card_content', with_sender_name: true },
    },
    { personal: true },
  )
  run.shows([message('create'), message('get')], got.items, [
    {
      ...path,
      msg_type: 'text',
      chat_id: isText,
      create_time: isTimeText,
      deleted: false,
      updated: false,
      sender: { id: run.world.appId, id_type: 'app_id', sender_type: 'app', tenant_key: isText },
      body: { content: text('hello') },
    },
  ])
  const chat = first.chat_id as string
  const reply = await run.sdk(message('reply'), {
    path,
    data: { content: text('a reply'), msg_type: 'text', reply_in_thread: true, uuid: `r${Date.now()}` },
  })
  const thread = await run.sdk(
    message('list'),
    {
      params: { container_id_type: 'thread', container_id: reply.thread_id, page_size: 50 },
    },
    { quiet: true },
  )
  run.shows(
    message('reply'),
    thread.items.find((item: { message_id: string }) => item.message_id === reply.message_id),
    {
      parent_id: path.message_id,
      root_id: path.message_id,
      thread_id: isText,
      body: { content: text('a reply') },
    },
  )
  await run.sdk(message('update'), { path, data: { msg_type: 'text', content: text('hello again') } })
  const edited = await run.sdk(message('get'), { path })
  run.shows(message('update'), edited.items, [{ updated: true, body: { content: text('hello again') } }])

  const shown = await write(card('one'), { msg_type: 'interactive' })
  const cardPath = { message_id: shown.message_id as string }
  await run.sdk(message('patch'), { path: cardPath, data: { content: card('two') } })
  const changed = await run.sdk(message('get'), { path: cardPath })
  run.shows(message('patch'), changed.items[0].body.content, (content: string) => content.includes('two'))

  const listing = { container_id_type: 'chat', container_id: chat }
  const now = Math.floor(Date.now() / 1000)
  const listed = await run.sdk(
    message('list'),
    {
      params: {
        ...listing,
        start_time: String(now - 600),
        end_time: String(now + 600),
        sort_type: 'ByCreateTimeDesc',
        page_size: 50,
        card_msg_content_type: 'raw_card_content',
        only_thread_root_messages: true,
        with_sender_name: true,
      },
    },
    { personal: true },
  )
  const ids = listed.items.map((item: { message_id: string }) => item.message_id) as string[]
  run.shows(message('list'), ids.slice(0, 2), [cardPath.message_id, path.message_id])
  await run.pages(message('list'), { params: listing }, 2, {
    list: 'items',
    key: (item) => item.message_id,
    expected: [path.message_id, reply.message_id, cardPath.message_id],
  })
  await refusals(run, guest, path, cardPath, chat)
  await run.sdk(message('delete'), { path: cardPath })
  const gone = await run.sdk(message('get'), { path: cardPath })
  run.shows(message('delete'), gone.items, [{ deleted: true }])
  await run.refused(message('delete'), { path: cardPath }, 230110)
  await run.refused(message('patch'), { path: cardPath, data: { content: card('x') } }, 230011)
  await run.refused(
    message('reply'),
    { path: cardPath, data: { msg_type: 'text', content: text('x') } },
    230011,
  )
  await run.sdk(message('delete'), { path })
  await run.refused(message('update'), { path, data: { msg_type: 'text', content: text('x') } }, 230011)
  await run.inside((inside) => insideRefusals(run, inside))
}

async function refusals(
  run: Run,
  guest: string,
  path: { message_id: string },
  cardPath: { message_id: string },
  chat: string,
): Promise<void> {
  const to = { receive_id_type: 'open_id' }
  const create = (msgType: string, content: string, code: number, receiver = guest, params = to) =>
    run.refused(
      message('create'),
      { params, data: { receive_id: receiver, msg_type: msgType, content } },
      code,
    )
  const reply = (msgType: string, content: string, code: number) =>
    run.refused(message('reply'), { path, data: { msg_type: msgType, content } }, code)
  await create('text', '{}', 230001)
  await create('text', text('x'), 230034, 'ou_00000000000000000000000000000000')
  const long = text('x'.repeat(160_000))
  await create('text', long, 230025)
  await reply('text', long, 230025)
  await run.refused(message('update'), { path, data: { msg_type: 'text', content: long } }, 230025)
  await create('interactive', '{"nothing":1}', 230099)
  await reply('interactive', '{"nothing":1}', 230099)
  await run.refused(message('patch'), { path: cardPath, data: { content: '{"nothing":1}' } }, 230099)
  const bigCard = card('x'.repeat(40_000))
  await run.refused(message('patch'), { path: cardPath, data: { content: bigCard } }, 230025)
  await create('share_chat', JSON.stringify({ chat_id: chat }), 230015)
  await reply('share_chat', JSON.stringify({ chat_id: chat }), 230015)
  await run.refused(
    message('update'),
    { path: cardPath, data: { msg_type: 'text', content: text('x') } },
    230054,
  )
  const { file_key: key } = await run.sdk(
    'im.v1.file.create',
    { data: { file_type: 'stream', file_name: 'x.bin', file: Buffer.from('x') } },
    { quiet: true },
  )
  await create('audio', JSON.stringify({ file_key: key }), 230055)
  await reply('audio', JSON.stringify({ file_key: key }), 230055)
  await run.refused(
    message('list'),
    { params: { container_id_type: 'thread', container_id: 'omt_0000' } },
    230073,
  )
}

/** What only other apps, other people and time do. */
async function insideRefusals(run: Run, inside: Inside): Promise<void> {
  const { secondApp, change, outsider } = inside
  const guest = await inside.guest()
  const to = { receive_id_type: 'open_id' }
  const data = { receive_id: guest.openId, msg_type: 'text', content: text('x') }
  const sent = await run.sdk(message('create'), { params: to, data })
  const path = { message_id: sent.message_id as string }
  const second = { Authorization: `Bearer ${(await secondApp()).tenantToken}` }
  const body = { msg_type: 'text', content: text('y') }
  await run.rawRefused(message('get'), { path }, 230002, second)
  await run.rawRefused(
    message('create'),
    { params: { receive_id_type: 'chat_id' }, data: { ...data, receive_id: sent.chat_id } },
    230002,
    second,
  )
  await run.rawRefused(message('reply'), { path, data: body }, 230002, second)
  await run.rawRefused(message('update'), { path, data: body }, 230002, second)
  await run.rawRefused(message('delete'), { path }, 230002, second)
  await run.rawRefused(
    message('list'),
    { params: { container_id_type: 'chat', container_id: sent.chat_id } },
    230002,
    second,
  )
  const other = (await outsider()).token
  await run.refused(message('get'), { path }, 230050, { as: 'user', token: other })
  await run.refused(message('reply'), { path, data: body }, 230050, { as: 'user', token: other })
  await run.refused(message('delete'), { path }, 230050, { as: 'user', token: other })
  const theirs = { as: 'user', token: guest.token } as const
  const me = await run.agent()
  const mention = text(`<at user_id="${me}">Olga</at> look`)
  const spoken = await run.sdk(
    message('reply'),
    { path, data: { msg_type: 'text', content: mention } },
    theirs,
  )
  const named = await run.sdk(message('get'), {
    path: { message_id: spoken.message_id },
    params: { with_sender_name: true },
  })
  run.shows(message('reply'), named.items, [
    { sender: { id: guest.openId, sender_name: isText }, mentions: [{ key: isText, id: me, name: isText }] },
  ])
  const read = await run.sdk(message('get'), { path }, theirs)
  const chat = { container_id_type: 'chat', container_id: sent.chat_id }
  const all = await run.sdk(message('list'), { params: chat }, theirs)
  run.shows([message('get'), message('list')], [...read.items, all.items[0]], [path, path])
  await run.refused(message('delete'), { path }, 230026, theirs)
  await run.refused(message('patch'), { path, data: { content: card('x') } }, 230027, theirs)

  const { image_key: imageKey } = await run.sdk(
    'im.v1.image.create',
    { data: { image_type: 'message', image: png } },
    { quiet: true },
  )
  const picture = { msg_type: 'image', content: JSON.stringify({ image_key: imageKey }) }
  await run.rawRefused(message('create'), { params: to, data: { ...data, ...picture } }, 230017, second)
  const own = await run.raw(message('create'), { params: to, data }, second)
  await run.rawRefused(
    message('reply'),
    { path: { message_id: own.body.data.message_id }, data: picture },
    230017,
    second,
  )

  await inDeskChat(run, inside, second)
  await change('messages', { edits: 20 }, { message_id: path.message_id })
  await run.refused(message('update'), { path, data: body }, 230072)
  await change('messages', { edits: 0, created_at: 1 }, { message_id: path.message_id })
  await run.refused(message('update'), { path, data: body }, 230075)
  await run.refused(message('delete'), { path }, 230009)
  const old = await run.sdk(message('create'), {
    params: to,
    data: { ...data, msg_type: 'interactive', content: card('x') },
  })
  await change('messages', { created_at: 1 }, { message_id: old.message_id })
  await run.refused(
    message('patch'),
    { path: { message_id: old.message_id }, data: { content: card('y') } },
    230031,
  )

  await change('users', { status: 'frozen' }, { id: guest.openId })
  await run.refused(message('create'), { params: to, data }, 230013)
  await change('users', { status: 'resigned' }, { id: guest.openId })
  await run.refused(message('create'), { params: to, data }, 230029)
}

/** A guest's chat with the desk, where all of the organisation's programs are. */
async function inDeskChat(run: Run, inside: Inside, second: Record<string, string>): Promise<void> {
  const guest = await inside.guest()
  const { chat_id: chatId, ticket_id: ticketId } = await run.sdk('helpdesk.v1.ticket.start_service', {
    data: { open_id: guest.openId, human_service: true },
  })
  const data = { receive_id: chatId, msg_type: 'text', content: text('on the ticket') }
  const params = { receive_id_type: 'chat_id' }
  const sent = await run.sdk(message('create'), { params, data })
  const path = { message_id: sent.message_id as string }
  const body = { msg_type: 'text', content: text('not mine') }
  await run.rawRefused(message('update'), { path, data: body }, 230071, second)
  const notice = await run.sdk(message('create'), {
    params,
    data: { ...data, msg_type: 'system', content: JSON.stringify({ type: 'divider' }) },
  })
  await run.refused(message('reply'), { path: { message_id: notice.message_id }, data: body }, 230054)
  await run.sdk('helpdesk.v1.ticket.update', { path: { ticket_id: ticketId }, data: { status: 51 } })
  const agent = { as: 'user', token: (await inside.agent()).token } as const
  await run.refused(message('create'), { params, data }, 230018, agent)
  await run.refused(message('reply'), { path, data: body }, 230018, agent)
}
