import { createHash, randomBytes } from 'node:crypto'
import { sha256 } from '../platform/secrets.ts'

/** A code or refresh token as it is kept: whose it is and its hash. */
export interface SecretId {
  readonly tenantId: string
  readonly id: string
}

const idOf = (secret: string): string => sha256(secret).toString('hex')

/** Makes a secret that says which tenant's it is; 256 bits, and only letters, digits, `-` and `_`. */
export function newOAuthSecret(tenantId: string, prefix = ''): { text: string; id: string } {
  const text = `${prefix}${tenantId}-${randomBytes(32).toString('base64url')}`
  return { text, id: idOf(text) }
}

/** Where to look a secret up; nothing for what cannot be one. */
export function readOAuthSecret(text: string, prefix = ''): SecretId | undefined {
  if (!text.startsWith(prefix)) return undefined
  const tenantId = /^(\d{1,20})-[\w-]{43}$/.exec(text.slice(prefix.length))?.[1]
  return tenantId === undefined ? undefined : { tenantId, id: idOf(text) }
}

export type ChallengeMethod = 'S256' | 'plain'

/** RFC 7636: what a challenge may look like. */
export const isChallenge = (challenge: string, method: ChallengeMethod): boolean =>
  method === 'S256' ? /^[\w-]{43}$/.test(challenge) : /^[\w.~-]{43,128}$/.test(challenge)

/**
 * Whether a code made with this challenge may be redeemed with this verifier. A verifier without a challenge is
 * refused too: somebody has taken the challenge away on the way.
 */
export function fitsChallenge(
  challenge: string | null,
  method: ChallengeMethod | null,
  verifier: string | undefined,
): boolean {
  if (challenge === null || verifier === undefined) return challenge === null && verifier === undefined
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false
  const expected = method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier
  return expected === challenge
}
