/** The same 30 lines against either library, for the type checker. @param {string} library */
export const program = (library) => `import * as lark from '${library}'

const client = new lark.Client({
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'secret',
  domain: 'http://127.0.0.1:3000',
  helpDeskId: '6626871355780366330',
  helpDeskToken: 'ht-x',
})

export async function main(): Promise<void> {
  const reply = await client.helpdesk.v1.ticket.get(
    { path: { ticket_id: '6626871355780366331' } },
    lark.withHelpDeskCredential(),
  )
  const status = reply.data?.ticket?.status
  const list = await client.helpdesk.v1.ticket.list(
    { params: { status_list: [1, 2], page: 1, page_size: 20 } },
    lark.withHelpDeskCredential(),
  )
  for (const ticket of list.data?.tickets ?? []) console.log(ticket.ticket_id, ticket.guest?.name, status)
  await client.im.v1.message.create({
    params: { receive_id_type: 'chat_id' },
    data: { receive_id: 'oc_1', msg_type: 'text', content: JSON.stringify({ text: 'hi' }) },
  })
}

export const dispatcher = new lark.EventDispatcher({ encryptKey: 'key' }).register({
  'helpdesk.ticket.created_v1': async (event) => console.log(event.ticket_id),
})
`
