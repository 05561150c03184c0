import { createHmac, randomUUID } from 'node:crypto'
import { identitySecret, getWidget } from '../src/domain/widgets.ts'
import type { Desk, Json, Reply } from './harness.ts'

/** A browser with the chat open. */
export interface Visitor {
  readonly token: () => string
  call(method: string, path: string, body?: unknown): Promise<Reply>
  say(text: string, more?: Record<string, unknown>): Promise<Json>
  /** Everything that is shown, oldest first. */
  thread(): Promise<Json[]>
  chat(): Promise<Json>
}

export const widgetOf = (desk: Desk) => getWidget(desk.fresh({ actor: { kind: 'system' } }))

export async function newVisitor(desk: Desk, body: Record<string, unknown> = {}): Promise<Visitor> {
  const widget = await widgetOf(desk)
  const begun = await desk.call(
    'POST',
    '/visitor/v1/sessions',
    { widget_id: widget.id, origin: 'http://localhost:8080', language: 'en', ...body },
    {},
  )
  if (begun.status !== 200) throw new Error(JSON.stringify(begun.body))
  return visitorWith(desk, begun.body.token as string)
}

export function visitorWith(desk: Desk, given: string): Visitor {
  let token = given
  const call: Visitor['call'] = async (method, path, body) => {
    const reply = await desk.call(method, `/visitor/v1/${path}`, body, { authorization: `Bearer ${token}` })
    if (typeof reply.body?.token === 'string') token = reply.body.token as string
    return reply
  }
  return {
    token: () => token,
    call,
    say: async (text, more = {}) => {
      const reply = await call('POST', 'messages', { text, client_id: randomUUID(), ...more })
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
      return reply.body
    },
    thread: async () => [...(await call('GET', 'messages')).body.items].reverse(),
    chat: async () => (await call('GET', 'chat')).body,
  }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What a site's own server would sign. */
export async function signed(
  desk: Desk,
  claims: Record<string, unknown>,
  given?: { secret?: string; header?: object },
): Promise<string> {
  const secret = given?.secret ?? identitySecret(desk.cx, await widgetOf(desk))
  const text = `${part(given?.header ?? { alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** The words of a message. */
export const textOf = (message: Json): string =>
  [message.title, ...message.lines.map((line: Json[]) => line.map((piece) => piece.text ?? '').join(''))]
    .filter(Boolean)
    .join('\n')
