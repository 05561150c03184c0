import { signIn } from '../src/domain/sessions.ts'
import { type Desk, type Reply, type TestServer, password } from './harness.ts'

export type Call = (method: string, path: string, body?: unknown) => Promise<Reply>

/** The headers of a signed-in person's browser. */
export async function sessionHeaders(
  server: TestServer,
  desk: Desk,
  userId: string,
): Promise<Record<string, string>> {
  const { email } = await server.services.engine.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const { cookie } = await signIn(server.services, {
    email: email!,
    password,
    userAgent: undefined,
    now: Date.now(),
  })
  return { cookie: `pipit_session=${cookie}`, 'x-pipit-csrf': '1' }
}

/** Calls `/console/v1…` as the signed-in person's browser does. */
export async function browserOf(server: TestServer, desk: Desk, userId: string): Promise<Call> {
  const headers = await sessionHeaders(server, desk, userId)
  return (method, path, body) => desk.call(method, `/console/v1${path}`, body, headers)
}
