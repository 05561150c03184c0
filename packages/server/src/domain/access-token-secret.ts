import { randomBytes } from 'node:crypto'
import type { AccessTokenKeys } from '../db/schema.ts'
import { keyContext } from '../platform/access-token-entries.ts'
import { newId } from '../platform/ids.ts'
import { type JwtAlgorithm, secretLength } from '../platform/jwt.ts'
import { decrypt, encrypt } from '../platform/secrets.ts'
import { audit } from './audit.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { endTokenSessions } from './sessions.ts'

/** What the vendor's own tokens are signed with. */
export const defaultAlgorithm: JwtAlgorithm = 'HS384'

const find = (cx: Cx): Promise<AccessTokenKeys | undefined> =>
  cx.db.selectFrom('access_token_keys').selectAll().where('tenant_id', '=', cx.tenantId).executeTakeFirst()

/** Nothing before the first token has been made. */
export const findSecret = find

/** The secret that signs tokens now, made on first use. Runs in the caller's transaction. */
export async function currentSecret(
  cx: Cx,
): Promise<{ keyId: string; algorithm: JwtAlgorithm; secret: Buffer }> {
  let row = await find(cx)
  if (!row) {
    await write(cx, defaultAlgorithm)
    row = (await find(cx))!
  }
  const secret = Buffer.from(decrypt(cx.keys, keyContext(cx.tenantId), row.secret_cipher), 'base64url')
  return { keyId: row.id, algorithm: row.algorithm, secret }
}

/** Of two callers that make the first secret, one does. */
async function write(cx: Cx, algorithm: JwtAlgorithm, replace = false): Promise<void> {
  const secret = randomBytes(secretLength[algorithm]).toString('base64url')
  const values = {
    id: newId(cx.now),
    algorithm,
    secret_cipher: encrypt(cx.keys, keyContext(cx.tenantId), secret),
    created_at: cx.now,
  }
  await cx.db
    .insertInto('access_token_keys')
    .values({ tenant_id: cx.tenantId, ...values })
    .onConflict((c) =>
      replace ? c.column('tenant_id').doUpdateSet(values) : c.column('tenant_id').doNothing(),
    )
    .execute()
}

/** Makes a new secret. Every token of the organisation and every session of one is dead at once. For the owner. */
export async function rotateSecret(cx: Cx, algorithm: JwtAlgorithm | undefined): Promise<AccessTokenKeys> {
  if (cx.actor.kind === 'user' && (cx.actor.role !== 'owner' || cx.actor.accessToken))
    throw new AppError('forbidden')
  const made = await inTransaction(cx, async (cx) => {
    const before = await find(cx)
    await write(cx, algorithm ?? before?.algorithm ?? defaultAlgorithm, true)
    await endTokenSessions(cx, undefined)
    const after = (await find(cx))!
    await audit(cx, 'access_token_secret.rotated', [{ id: after.id, name: 'AccessToken' }], after.algorithm)
    await emit(cx, 'access_token_secret.changed', {})
    return after
  })
  cx.registry.accessTokens.forgetAll()
  return made
}
