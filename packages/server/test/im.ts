import type { Desk, Json, Reply, TestServer } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'

/** Calls of the message endpoints, as short as the tests want them. */
export const messaging = (server: TestServer, desk: Desk) => {
  const path = '/open-apis/im/v1/messages'
  const json = (content: unknown) => (typeof content === 'string' ? content : JSON.stringify(content))

  const upload = async (
    kind: 'images' | 'files',
    fields: Record<string, string>,
    bytes: Buffer,
    headers = desk.tenant,
  ) => {
    const body = sdks.python(fields, kind === 'images' ? 'image' : 'file', bytes)
    const response = await server.app.inject({
      method: 'POST',
      url: `/open-apis/im/v1/${kind}`,
      headers: { ...headers, ...body.headers },
      payload: body.payload,
    })
    return response.json().data
  }

  return {
    send: (
      to: string,
      content: unknown,
      more: { by?: string; type?: string; uuid?: string; headers?: Record<string, string> } = {},
    ): Promise<Reply> =>
      desk.call(
        'POST',
        `${path}?receive_id_type=${more.by ?? (to.startsWith('oc_') ? 'chat_id' : 'open_id')}`,
        { receive_id: to, msg_type: more.type ?? 'text', content: json(content), uuid: more.uuid },
        more.headers,
      ),
    reply: (
      id: string,
      content: unknown,
      more: { thread?: boolean; headers?: Record<string, string> } = {},
    ) =>
      desk.call(
        'POST',
        `${path}/${id}/reply`,
        { msg_type: 'text', content: json(content), reply_in_thread: more.thread },
        more.headers,
      ),
    get: (id: string, query = '', headers?: Record<string, string>) =>
      desk.call('GET', `${path}/${id}${query}`, undefined, headers),
    list: (query: Record<string, string>, headers?: Record<string, string>) =>
      desk.call('GET', `${path}?${new URLSearchParams(query)}`, undefined, headers),
    update: (id: string, content: unknown, type = 'text', headers?: Record<string, string>) =>
      desk.call('PUT', `${path}/${id}`, { msg_type: type, content: json(content) }, headers),
    patch: (id: string, card: unknown, headers?: Record<string, string>) =>
      desk.call('PATCH', `${path}/${id}`, { content: json(card) }, headers),
    recall: (id: string, headers?: Record<string, string>) =>
      desk.call('DELETE', `${path}/${id}`, undefined, headers),
    resource: async (id: string, key: string, type: string, headers = desk.tenant) => {
      const response = await server.app.inject({
        url: `${path}/${id}/resources/${key}?type=${type}`,
        headers,
      })
      return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload }
    },
    newImage: async (headers?: Record<string, string>): Promise<string> =>
      (await upload('images', { image_type: 'message' }, imageOf('png'), headers)).image_key,
    newFile: async (type: string, headers?: Record<string, string>): Promise<string> =>
      (await upload('files', { file_type: type, file_name: `a.${type}` }, Buffer.from(`a ${type}`), headers))
        .file_key,
    /** A guest's chat with the desk, and the ticket that is open in it with the desk's agent. */
    newChat: async (): Promise<{ guestId: string; chatId: string; ticketId: string }> => {
      const guestId = await desk.addPerson({ name: 'Gus Guest' })
      const { body } = await desk.call('POST', '/open-apis/helpdesk/v1/start_service', {
        open_id: guestId,
        human_service: true,
        appointed_agents: [desk.agentId],
      })
      return { guestId, chatId: body.data.chat_id, ticketId: body.data.ticket_id }
    },
    close: async (ticketId: string) =>
      desk.call('PUT', `/open-apis/helpdesk/v1/tickets/${ticketId}`, { status: 51 }, await desk.user()),
    /** Makes a message as old as it would be after `ms`. */
    age: (messageId: string, ms: number) =>
      server.services.engine.transaction((db) =>
        db
          .updateTable('messages')
          .set((eb) => ({ created_at: eb('created_at', '-', ms) }))
          .where('message_id', '=', messageId)
          .execute(),
      ),
    ticket: async (ticketId: string): Promise<Json> =>
      (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}`)).body.data.ticket,
    onTicket: async (ticketId: string): Promise<Json[]> =>
      (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`)).body.data.messages,
  }
}

/** A reply in one string: its status and code. */
export const codeOf = async (reply: Promise<Reply> | Reply): Promise<string> => {
  const { status, body } = await reply
  return `${status} ${body.code}`
}
