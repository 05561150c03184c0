import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The keys of one installation, all derived from one secret. */
export interface Keys {
  readonly encryption: Buffer
  readonly signing: Buffer
  /** Tells whether another process uses the same secret, without telling the secret. */
  readonly fingerprint: string
}

export function deriveKeys(secretHex: string): Keys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(secretHex, 'hex'), '', `pipit ${purpose}`, 32))
  return {
    encryption: derive('encryption'),
    signing: derive('token signing'),
    fingerprint: derive('fingerprint').toString('hex').slice(0, 16),
  }
}

/** The configured secret, or the one kept in the data directory, made on first use and readable by its owner only. */
export function loadSecretKey(configured: string | undefined, dataDir: string): string {
  if (configured) return configured
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'secret.key')
  try {
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new Error(`${path} does not hold 64 hex digits.`)
  return secret
}

/** AES-256-GCM; `context` binds the text to its place, so that it cannot be moved to another row. */
export function encrypt(keys: Keys, context: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, iv).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
}

export function decrypt(keys: Keys, context: string, text: string): string {
  const raw = Buffer.from(text.slice(3), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keys.encryption, raw.subarray(0, 12))
    .setAAD(Buffer.from(context))
    .setAuthTag(raw.subarray(12, 28))
  return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8')
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
export const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('sha256', key).update(data).digest()

/** Compares in constant time; the hashes make the lengths equal. */
export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

const cost = { N: 2 ** 16, r: 8, p: 1 }

const derivePassword = (password: string, salt: Buffer, options: typeof cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const limit = { ...options, maxmem: 256 * options.N * options.r }
    scrypt(password.normalize('NFKC'), salt, 32, limit, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** scrypt in PHC string form, off the event loop. A hash says what it cost, so the cost can rise later. */
export async function hashPassword(password: string, options = cost): Promise<string> {
  const salt = randomBytes(16)
  const key = await derivePassword(password, salt, options)
  const { N, r, p } = options
  return `$scrypt$ln=${Math.log2(N)},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`
}

/** Also takes its time when there is no such user, so that the reply does not tell. */
export async function checkPassword(hash: string | undefined, password: string): Promise<boolean> {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash ?? '')
  if (!match) {
    await derivePassword(password, Buffer.alloc(16), cost)
    return false
  }
  const [, ln, r, p, salt, expected] = match as unknown as [string, string, string, string, string, string]
  const options = { N: 2 ** Number(ln), r: Number(r), p: Number(p) }
  const key = await derivePassword(password, Buffer.from(salt, 'base64url'), options)
  return sameHash(key, Buffer.from(expected, 'base64url'))
}

/** A password that can be read out: five groups of four, about 95 bits. */
export function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')
}

export const newSecret = (): string => randomBytes(24).toString('base64url')
