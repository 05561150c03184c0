import { hmac, sameHash } from './secrets.ts'

/**
 * Access tokens carry what is needed to check them and a signature: no node needs the database, and none needs to
 * have seen the token before. They die early because the app's `epoch`, which each node has at hand, moves on.
 */
export interface TokenClaims {
  readonly kind: 'tenant' | 'app' | 'user'
  readonly appId: string
  readonly epoch: number
  /** Unix seconds. */
  readonly expiresAt: number
  /** The consent a user token rests on; absent in the others. */
  readonly grantId?: string
  /** Whose data the token opens, where it is not the app's own tenant: a marketplace app works in many. */
  readonly tenantId?: string
}

export const tokenLifetime = 7200
/** A token with this much life left is given out again; below it a new one is made and both are good. */
const renewBelow = 1800
const windowLength = tokenLifetime - renewBelow

const prefixes = { tenant: 't-', app: 'a-', user: 'u-' } as const
const kinds = ['tenant', 'user', 'app'] as const
const length = 36
const signatureLength = 24

/** @returns the signed token, with the prefix of its kind. */
export function signToken(key: Buffer, claims: TokenClaims): string {
  const body = Buffer.alloc(length)
  body.writeUInt8(1, 0)
  body.writeUInt8(kinds.indexOf(claims.kind) + 1, 1)
  body.writeUInt32BE(claims.epoch, 2)
  body.writeUIntBE(claims.expiresAt, 6, 6)
  body.write(claims.appId.slice(4), 12, 'hex')
  body.writeBigUInt64BE(BigInt(claims.grantId ?? 0), 20)
  body.writeBigUInt64BE(BigInt(claims.tenantId ?? 0), 28)
  const signature = hmac(key, body).subarray(0, signatureLength)
  return prefixes[claims.kind] + Buffer.concat([body, signature]).toString('base64url')
}

/** Tokens whose signature has been checked, by the key that signed them: a caller sends the same one for two hours. */
const checked = new WeakMap<Buffer, Map<string, TokenClaims>>()
const checkedAtMost = 10_000

/** The claims, or nothing when the token was not made here. Whether it is still good is the caller's question. */
export function readToken(key: Buffer, token: string): TokenClaims | undefined {
  let known = checked.get(key)
  if (!known) checked.set(key, (known = new Map()))
  const before = known.get(token)
  if (before) return before
  const claims = checkToken(key, token)
  if (!claims) return undefined
  if (known.size >= checkedAtMost) known.clear()
  known.set(token, claims)
  return claims
}

function checkToken(key: Buffer, token: string): TokenClaims | undefined {
  const raw = Buffer.from(token.slice(2), 'base64url')
  // The last digit has bits to spare: one token, one text.
  if (raw.toString('base64url') !== token.slice(2)) return undefined
  if (raw.length !== length + signatureLength || raw[0] !== 1) return undefined
  const body = raw.subarray(0, length)
  if (!sameHash(hmac(key, body).subarray(0, signatureLength), raw.subarray(length))) return undefined
  const kind = kinds[body.readUInt8(1) - 1]
  if (!kind || !token.startsWith(prefixes[kind])) return undefined
  const grant = body.readBigUInt64BE(20)
  const tenant = body.readBigUInt64BE(28)
  return {
    kind,
    epoch: body.readUInt32BE(2),
    expiresAt: body.readUIntBE(6, 6),
    appId: `cli_${body.toString('hex', 12, 20)}`,
    ...(grant === 0n ? {} : { grantId: String(grant) }),
    ...(tenant === 0n ? {} : { tenantId: String(tenant) }),
  }
}

/**
 * When the token that an app is given now ends. Every node computes the same end, so every node gives out the same
 * token while it has thirty minutes left, without remembering it.
 * @param anchor Unix ms from which the app's windows are counted: its last change of secret.
 */
export function currentExpiry(anchor: number, now: number): number {
  const start = Math.floor(anchor / 1000)
  const elapsed = Math.max(0, Math.floor(now / 1000) - start)
  return start + Math.floor(elapsed / windowLength) * windowLength + tokenLifetime
}
