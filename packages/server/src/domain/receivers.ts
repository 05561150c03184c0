import { hmac } from '../platform/secrets.ts'
import { decrypt, encrypt } from '../platform/secrets.ts'
import { type ReceiverRow, findReceiver, lockReceiver, saveReceiver } from '../db/receivers.ts'
import { fromJson, toJson } from '../db/json.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

/** Where and how an app is told of events. */
export interface Receiver {
  readonly appId: string
  readonly mode: ReceiverRow['mode']
  readonly requestUrl: string | undefined
  readonly encryptKey: string | undefined
  readonly verificationToken: string
  /** Events that concern the app as a whole; a desk's events are subscribed through the API. */
  readonly events: readonly string[]
}

export type ReceiverChange = Partial<Omit<Receiver, 'appId' | 'requestUrl' | 'encryptKey'>> & {
  /** `null` takes it away. */
  readonly requestUrl?: string | null | undefined
  readonly encryptKey?: string | null | undefined
}

/** Asks the receiver at a URL whether it is one. Rejects with an `invalid` of `request_url` when it is not. */
export type Challenge = (url: string, receiver: Receiver) => Promise<void>

const context = (appId: string, what: string): string => `event ${what} ${appId}`

/** Known before anything is set, so that a receiver can be made ready for the first call. */
const firstToken = (cx: Pick<Cx, 'keys'>, appId: string): string =>
  hmac(cx.keys.signing, Buffer.from(`verification token ${appId}`))
    .toString('base64url')
    .slice(0, 32)

/** Events of the app that it is told of from the beginning. */
const firstEvents = ['im.message.receive_v1']

export function receiverOf(cx: Pick<Cx, 'keys'>, appId: string, row: ReceiverRow | undefined): Receiver {
  const open = (cipher: string | null | undefined, what: string) =>
    cipher ? decrypt(cx.keys, context(appId, what), cipher) : undefined
  return {
    appId,
    mode: row?.mode ?? 'websocket',
    requestUrl: row?.request_url ?? undefined,
    encryptKey: open(row?.encrypt_key_cipher, 'key'),
    verificationToken: open(row?.token_cipher, 'token') ?? firstToken(cx, appId),
    events: row ? fromJson<string[]>(row.events) : firstEvents,
  }
}

function rowOf(cx: Cx, tenantId: string, receiver: Receiver, before: ReceiverRow | undefined): ReceiverRow {
  const { appId, encryptKey, verificationToken } = receiver
  return {
    tenant_id: tenantId,
    app_id: appId,
    mode: receiver.mode,
    request_url: receiver.requestUrl ?? null,
    encrypt_key_cipher: encryptKey ? encrypt(cx.keys, context(appId, 'key'), encryptKey) : null,
    token_cipher:
      verificationToken === firstToken(cx, appId)
        ? null
        : encrypt(cx.keys, context(appId, 'token'), verificationToken),
    events: toJson(receiver.events),
    alarmed_at: before?.alarmed_at ?? null,
    created_at: before?.created_at ?? cx.now,
    updated_at: cx.now,
  }
}

/** Where the events of one of the tenant's apps go. @throws app_not_found */
export async function getReceiver(cx: Cx, appId: string): Promise<Receiver> {
  const app = await cx.registry.app(appId)
  if (app?.homeTenantId !== cx.tenantId) throw new AppError('app_not_found')
  return receiverOf(cx, appId, await findReceiver(cx.engine, appId))
}

/**
 * Changes where an app's events go. A new URL, or new words for the old one, is tried out first, so a receiver that
 * cannot answer is never configured.
 */
export async function changeReceiver(
  cx: Cx,
  appId: string,
  change: ReceiverChange,
  challenge: Challenge,
): Promise<Receiver> {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner' && cx.actor.role !== 'admin')
    throw new AppError('forbidden')
  const before = await getReceiver(cx, appId)
  const after = applied(before, change)
  if (after.mode === 'webhook') {
    if (after.requestUrl === undefined) throw invalid('request_url', '', 'is needed to push events')
    if (mustBeAsked(before, after)) await challenge(after.requestUrl, after)
  }
  await inTransaction(cx, async (cx) => {
    const row = await lockReceiver(cx.db, cx.tenantId, appId)
    await saveReceiver(cx.db, rowOf(cx, cx.tenantId, after, row))
    await emit(cx, 'app.changed', { appId })
  })
  return after
}

function applied(before: Receiver, change: ReceiverChange): Receiver {
  const url = change.requestUrl === undefined ? before.requestUrl : (change.requestUrl ?? undefined)
  if (url !== undefined) checkUrl(url)
  const urlChanged = change.requestUrl !== undefined
  return {
    appId: before.appId,
    mode: change.mode ?? (urlChanged ? modeFor(url) : before.mode),
    requestUrl: url,
    encryptKey: change.encryptKey === undefined ? before.encryptKey : (change.encryptKey ?? undefined),
    verificationToken: change.verificationToken ?? before.verificationToken,
    events: change.events ?? before.events,
  }
}

/** Whoever names a URL wants to be called there. */
const modeFor = (url: string | undefined): Receiver['mode'] => (url === undefined ? 'websocket' : 'webhook')

const mustBeAsked = (before: Receiver, after: Receiver): boolean =>
  before.mode !== after.mode ||
  before.requestUrl !== after.requestUrl ||
  before.encryptKey !== after.encryptKey ||
  before.verificationToken !== after.verificationToken

function checkUrl(text: string): void {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw invalid('request_url', text, 'must be a URL')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw invalid('request_url', text, 'must begin with http:// or https://')
  if (url.username || url.password) throw invalid('request_url', text, 'must not contain a password')
}

/** Notes that an app listens over a long connection, so that it is told of its chats from now on. */
export async function noteListener(cx: Cx, appId: string): Promise<void> {
  if (await findReceiver(cx.engine, appId)) return
  await inTransaction(cx, async (cx) => {
    if (await lockReceiver(cx.db, cx.tenantId, appId)) return
    await saveReceiver(cx.db, rowOf(cx, cx.tenantId, receiverOf(cx, appId, undefined), undefined))
  })
}
