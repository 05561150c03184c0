import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

/** Schemes that would run something in the browser, or open something of the person's own machine. */
const forbiddenSchemes = new Set([
  'about:',
  'blob:',
  'chrome:',
  'data:',
  'file:',
  'filesystem:',
  'ftp:',
  'javascript:',
  'vbscript:',
  'view-source:',
  'ws:',
  'wss:',
])

const maximumUris = 50

/** What is wrong with an address to send codes to; nothing when it is fine. */
export function redirectUriProblem(uri: string): string | undefined {
  if (!URL.canParse(uri)) return 'must be a whole URL, for example https://example.com/callback'
  if (/[^\x21-\x7e]/.test(uri)) return 'must be written in ASCII without spaces'
  const url = new URL(uri)
  if (forbiddenSchemes.has(url.protocol)) return 'must be https, http or a scheme of your own app'
  if (uri.includes('#')) return 'must not have a fragment'
  if (url.username !== '' || url.password !== '') return 'must not carry a user name or password'
  return undefined
}

/** Only owner and admins of the desk configure apps; the command line is the machine's own. */
function requireConfigurer(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner' && cx.actor.role !== 'admin')
    throw new AppError('forbidden')
}

async function requireOwnApp(cx: Cx, appId: string): Promise<void> {
  const app = await cx.db
    .selectFrom('apps')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', appId)
    .forUpdate()
    .executeTakeFirst()
  if (!app) throw new AppError('app_not_found')
}

/** Where codes for this app may be sent, as they were written. */
export async function listRedirectUris(cx: Cx, appId: string): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('app_redirect_uris')
    .select('uri')
    .where('tenant_id', '=', cx.tenantId)
    .where('app_id', '=', appId)
    .orderBy('uri')
    .execute()
  return rows.map((row) => row.uri)
}

/** Lets codes be sent to an address; requests must name it exactly as it is written here. */
export async function addRedirectUri(cx: Cx, appId: string, uri: string): Promise<string[]> {
  requireConfigurer(cx)
  const problem = redirectUriProblem(uri)
  if (problem !== undefined) throw invalid('uri', uri, problem)
  await inTransaction(cx, async (cx) => {
    await requireOwnApp(cx, appId)
    if ((await listRedirectUris(cx, appId)).length >= maximumUris)
      throw invalid('uri', uri, `cannot be added: an app has at most ${maximumUris}`)
    await cx.db
      .insertInto('app_redirect_uris')
      .values({
        tenant_id: cx.tenantId,
        app_id: appId,
        uri,
        created_by: actorUserId(cx),
        created_at: cx.now,
      })
      .onConflict((c) => c.doNothing())
      .execute()
    await emit(cx, 'app.changed', { appId })
  })
  return listRedirectUris(cx, appId)
}

/** Codes are sent there no more. */
export async function removeRedirectUri(cx: Cx, appId: string, uri: string): Promise<string[]> {
  requireConfigurer(cx)
  await inTransaction(cx, async (cx) => {
    await requireOwnApp(cx, appId)
    const { numDeletedRows } = await cx.db
      .deleteFrom('app_redirect_uris')
      .where('tenant_id', '=', cx.tenantId)
      .where('app_id', '=', appId)
      .where('uri', '=', uri)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw invalid('uri', uri, 'is not registered with this app')
    await emit(cx, 'app.changed', { appId })
  })
  return listRedirectUris(cx, appId)
}
