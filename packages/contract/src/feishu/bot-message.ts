import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const botMessage = {
  /** Send a message as the desk's bot. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/message',
    summary: "Send a message as the desk's bot",
    tokens: ['tenant'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 100 },
    query: Type.Object({
      user_id_type: Type.Optional(
        Type.Enum(['open_id', 'union_id', 'user_id'], {
          description: 'type of user IDs in this call; default open_id',
          default: 'open_id',
        }),
      ),
    }),
    body: Type.Object({
      msg_type: Type.Enum(['text', 'post', 'image', 'interactive'], {
        description: 'what the content is',
      }),
      content: Type.Union([Type.String(), Type.Object({})], {
        description:
          'the message as JSON text, for example {"post":{"zh_cn":{…}}}, or as an object; card JSON 2.0 is not supported',
      }),
      receiver_id: Type.String({
        description: 'the person, by the kind of id that user_id_type says',
        minLength: 1,
        maxLength: 128,
      }),
      receive_type: Type.Optional(
        Type.Enum(['chat', 'user'], {
          description:
            "chat writes into the guest's chat with the desk, refused while a ticket is open in it; user writes as the bot to the person directly",
          default: 'chat',
        }),
      ),
    }),
    response: Type.Object({
      message_id: Type.Optional(Type.String({ description: 'message open ID (om_...)' })),
    }),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
}
