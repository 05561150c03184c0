import { everyAllowedDomain, tokenByHash } from '../db/access-tokens.ts'
import type { Engine } from '../db/engine.ts'
import { fromJson } from '../db/json.ts'
import type { JwtAlgorithm } from './jwt.ts'
import { type Keys, decrypt } from './secrets.ts'

/** What every use of a token needs to know of it. */
export interface AccessTokenEntry {
  readonly tenantId: string
  readonly id: string
  readonly name: string
  readonly helpdeskId: string
  readonly userId: string
  /** Nothing when the user serves on the desk no more. */
  readonly role: 'owner' | 'admin' | 'agent' | undefined
  readonly scopes: ReadonlySet<string>
  readonly allowedDomains: readonly string[]
  readonly disabled: boolean
  /** Unix ms; nothing when it never expires. */
  readonly expiresAt: number | undefined
  /** The current secret of its organisation; nothing when the token was made with an older one. */
  readonly key: { readonly algorithm: JwtAlgorithm; readonly secret: Buffer } | undefined
  /** When its use was last written down, Unix ms. */
  usedAt: number
}

const limit = 10_000

/**
 * AccessTokens, held in memory by the hash of their value. A change of a token, of its secret or of its user is
 * announced in the event log and every node drops its copy; the node that made it drops it at once.
 */
export class AccessTokenEntries {
  readonly #engine: Engine
  readonly #keys: Keys
  readonly #entries = new Map<string, AccessTokenEntry>()
  #domains: readonly string[] | undefined
  /** Counts changes, so that what was read before one is not kept after it. */
  #changes = 0

  constructor(engine: Engine, keys: Keys) {
    this.#engine = engine
    this.#keys = keys
  }

  /** Answers without waiting when the token is known already. */
  get(hash: string): AccessTokenEntry | Promise<AccessTokenEntry | undefined> {
    return this.#entries.get(hash) ?? this.#load(hash)
  }

  /** The allowed domains of all tokens of this installation. */
  async domains(): Promise<readonly string[]> {
    if (this.#domains) return this.#domains
    const changes = this.#changes
    const rows = await everyAllowedDomain(this.#engine.db)
    const domains = [...new Set(rows.flatMap((row) => fromJson<string[]>(row.allowed_domains)))]
    if (changes === this.#changes) this.#domains = domains
    return domains
  }

  /** Somebody's role or state has changed. */
  forgetUser(userId: string): void {
    this.#changes += 1
    for (const [hash, entry] of this.#entries) if (entry.userId === userId) this.#entries.delete(hash)
  }

  forgetAll(): void {
    this.#changes += 1
    this.#entries.clear()
    this.#domains = undefined
  }

  async #load(hash: string): Promise<AccessTokenEntry | undefined> {
    const changes = this.#changes
    const [row] = await tokenByHash(this.#engine, { hash })
    if (!row) return undefined
    const { current_key: keyId, algorithm, secret_cipher: cipher } = row
    const isCurrent = keyId === row.key_id && algorithm !== null && cipher !== null
    const entry: AccessTokenEntry = {
      tenantId: row.tenant_id,
      id: row.id,
      name: row.name,
      helpdeskId: row.helpdesk_id,
      userId: row.user_id,
      role: row.user_status === 'active' ? (row.role ?? undefined) : undefined,
      scopes: new Set(fromJson<string[]>(row.scopes)),
      allowedDomains: fromJson(row.allowed_domains),
      disabled: row.status === 'disabled',
      expiresAt: row.expires_at ?? undefined,
      key: isCurrent
        ? {
            algorithm,
            secret: Buffer.from(decrypt(this.#keys, keyContext(row.tenant_id), cipher), 'base64url'),
          }
        : undefined,
      usedAt: row.last_used_at ?? 0,
    }
    if (this.#entries.size >= limit) this.#entries.clear()
    if (changes === this.#changes) this.#entries.set(hash, entry)
    return entry
  }
}

/** Binds an encrypted signing secret to its organisation. */
export const keyContext = (tenantId: string): string => `access token key ${tenantId}`
