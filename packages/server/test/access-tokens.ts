import { createHmac } from 'node:crypto'
import { type Desk, type Json, type Reply, password } from './harness.ts'

/** A person's browser at the console: cookie and header. */
export type Console = (method: string, path: string, body?: unknown) => Promise<Reply>

/** Signs somebody in by password. */
export async function signIn(desk: Desk, userId = desk.ownerId): Promise<Console> {
  const { email } = await desk.cx.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const reply = await desk.call('POST', '/console/v1/session', { email, password }, { 'x-pipit-csrf': '1' })
  return asConsole(desk, cookieOf(reply))
}

export const cookieOf = (reply: { headers: Record<string, unknown> }): string =>
  String([reply.headers['set-cookie']].flat()[0]).split(';')[0]!

export const asConsole =
  (desk: Desk, cookie: string): Console =>
  (method, path, body) =>
    desk.call(method, path, body, { 'x-pipit-csrf': '1', cookie })

export interface MadeToken {
  readonly id: string
  readonly value: string
  readonly reply: Json
}

const base = '/console/v1/admin/access_tokens'
export const everything = ['api:read', 'api:write', 'agent:login', 'admin:login', 'tokens:manage']

/** Makes a token for the owner that may do everything, unless said otherwise. */
export async function newToken(owner: Console, more: Record<string, unknown> = {}): Promise<MadeToken> {
  const reply = await owner('POST', base, { name: 'Test', scopes: everything, ...more })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  return { id: reply.body.token.token_id, value: reply.body.access_token, reply: reply.body }
}

export const bearer = (value: string): Record<string, string> => ({ authorization: `Bearer ${value}` })

export const partsOf = (token: string): { header: Json; claims: Json } => {
  const [header, claims] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  return { header: JSON.parse(header!), claims: JSON.parse(claims!) }
}

/** A token with claims and header of somebody's choice. */
export function forge(header: object, claims: object, secret = 'guessed'): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${createHmac('sha384', secret).update(signed).digest('base64url')}`
}
