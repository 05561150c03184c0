import { createHmac, timingSafeEqual } from 'node:crypto'

export const jwtAlgorithms = ['HS256', 'HS384', 'HS512'] as const
export type JwtAlgorithm = (typeof jwtAlgorithms)[number]

const digests: Readonly<Record<JwtAlgorithm, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }

/** How long a secret is made for an algorithm, bytes: as long as its hash (RFC 7518, 3.2). */
export const secretLength: Readonly<Record<JwtAlgorithm, number>> = { HS256: 32, HS384: 48, HS512: 64 }

export interface Jwt {
  readonly algorithm: JwtAlgorithm
  /** Unix seconds. */
  readonly expiresAt: number | undefined
  readonly signed: string
  readonly signature: Buffer
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const signature = (algorithm: JwtAlgorithm, secret: Buffer, signed: string): Buffer =>
  createHmac(digests[algorithm], secret).update(signed).digest()

/** Times are Unix seconds. The header names nothing but the algorithm, as the clients of this API know it. */
export function signJwt(
  algorithm: JwtAlgorithm,
  secret: Buffer,
  claims: { readonly sub: string; readonly iat: number; readonly exp?: number | undefined },
): string {
  const signed = `${encode({ alg: algorithm })}.${encode(claims)}`
  return `${signed}.${signature(algorithm, secret, signed).toString('base64url')}`
}

/** Takes a token apart without believing it; nothing when it is none, or names another algorithm than these three. */
export function readJwt(token: string): Jwt | undefined {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token)
  if (!parts || token.length > 4096) return undefined
  const header = decode(parts[1]!)
  const claims = decode(parts[2]!)
  const algorithm = header?.alg
  if (!claims || typeof algorithm !== 'string' || !Object.hasOwn(digests, algorithm)) return undefined
  return {
    algorithm: algorithm as JwtAlgorithm,
    expiresAt: typeof claims.exp === 'number' ? claims.exp : undefined,
    signed: `${parts[1]}.${parts[2]}`,
    signature: Buffer.from(parts[3]!, 'base64url'),
  }
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Whether a token was signed with this secret and by this algorithm, whatever it claims itself. */
export function isSignedBy(jwt: Jwt, algorithm: JwtAlgorithm, secret: Buffer): boolean {
  const expected = signature(algorithm, secret, jwt.signed)
  return (
    jwt.algorithm === algorithm &&
    jwt.signature.length === expected.length &&
    timingSafeEqual(jwt.signature, expected)
  )
}
