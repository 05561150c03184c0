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
        description: 'text | post | image | interactive',
      }),
      content: Type.String({
        description: 'JSON serialized as string, e.g. {"post":{"zh_cn":{...}}}; card JSON 2.0 not supported',
      }),
      receiver_id: Type.String({ description: 'receiver user ID of type user_id_type' }),
      receive_type: Type.Optional(
        Type.Enum(['chat', 'user'], {
          description: 'chat = dedicated service group (default), user = bot direct message',
        }),
      ),
    }),
    response: Type.Object({
      message_id: Type.Optional(Type.String({ description: 'message open ID (om_...)' })),
    }),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
}
