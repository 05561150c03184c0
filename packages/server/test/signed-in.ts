import { signIn } from '../src/domain/sessions.ts'
import { type Desk, type Reply, type TestServer, password } from './harness.ts'

/** A signed-in person's browser. */
export interface SignedIn {
  readonly headers: Readonly<Record<string, string>>
  /** Calls below `/console/v1`. */
  call(method: string, path: string, body?: unknown): Promise<Reply>
}

export async function signedIn(server: TestServer, desk: Desk, userId: string): Promise<SignedIn> {
  const { email } = await server.services.engine.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const now = Date.now()
  const { cookie } = await signIn(server.services, { email: email!, password, userAgent: undefined, now })
  const headers = { cookie: `pipit_session=${cookie}`, 'x-pipit-csrf': '1' }
  return { headers, call: (method, path, body) => desk.call(method, `/console/v1${path}`, body, headers) }
}
