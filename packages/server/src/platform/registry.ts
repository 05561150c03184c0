import type { Engine } from '../db/engine.ts'
import { type FieldOption, optionsOf } from '../domain/field-options.ts'
import type { SlaPolicy } from '../domain/sla.ts'
import { loadSlaPolicy } from '../domain/sla-policy.ts'
import { AccessTokenEntries } from './access-token-entries.ts'
import { type Keys, decrypt, sha256 } from './secrets.ts'

/** What every request needs to know of an app. */
export interface AppEntry {
  /** Whose data the app works on: its own tenant, or the one it is installed in. */
  readonly tenantId: string
  /** The key by which the wire knows `tenantId`. */
  readonly tenantKey: string
  /** The tenant the app belongs to. */
  readonly homeTenantId: string
  readonly type: 'self_built' | 'marketplace'
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly secretHash: Buffer
  readonly tokenEpoch: number
  readonly tokenAnchorAt: number
  readonly ipAllowList: readonly string[]
  /** The departments whose people, and those of all departments below, the app may see; `0` is everybody. */
  readonly contactRange: readonly string[]
  readonly scopes: ReadonlySet<string>
}

/** What every request needs to know of a help desk. */
export interface HelpdeskEntry {
  readonly tenantId: string
  readonly id: string
  readonly name: string
  readonly timeZone: string
  /** Whether its FAQs stand at /help for everybody. */
  readonly helpCenter: boolean
  readonly tokenHash: Buffer
  readonly fields: readonly CustomFieldEntry[]
  /** What the desk promises its guests; nothing where nobody has set anything. */
  readonly sla: SlaPolicy | undefined
  /** Whether guests can be answered by mail. */
  readonly hasMailboxes: boolean
}

export interface CustomFieldEntry {
  readonly id: string
  readonly entity: 'ticket' | 'user'
  readonly keyName: string
  readonly displayName: string
  readonly position: number
  readonly required: boolean
  readonly editable: boolean
  readonly visible: boolean
  readonly fieldType: 'string' | 'multiline' | 'dropdown' | 'dropdown_nested'
  readonly allowMultiple: boolean
  readonly options: readonly FieldOption[]
  /** It is gone, and only explains the values that old tickets have. */
  readonly deleted: boolean
}

const limit = 10_000

/**
 * Apps and desks, held in memory: tokens are checked without the database. A change is announced in the event log
 * (`app.changed`, `helpdesk.changed`) and every node drops its copy; the node that made it drops it at once.
 */
export class Registry {
  readonly #engine: Engine
  readonly #keys: Keys
  readonly #apps = new Map<string, AppEntry>()
  /** Marketplace apps in the tenants they are installed in: app id, then tenant id. */
  readonly #installed = new Map<string, Map<string, AppEntry>>()
  readonly #desks = new Map<string, HelpdeskEntry>()
  readonly accessTokens: AccessTokenEntries
  /** Counts changes, so that what was read before one is not kept after it. */
  #changes = 0

  constructor(engine: Engine, keys: Keys) {
    this.#engine = engine
    this.#keys = keys
    this.accessTokens = new AccessTokenEntries(engine, keys)
  }

  /** Answers without waiting when the app is known already. */
  app(id: string): AppEntry | Promise<AppEntry | undefined> {
    return this.#apps.get(id) ?? this.#loadApp(id)
  }

  /** The app as it may work in a tenant; nothing when it is neither that tenant's own nor installed there. */
  async appIn(id: string, tenantId: string): Promise<AppEntry | undefined> {
    const changes = this.#changes
    const app = await this.app(id)
    if (!app || app.tenantId === tenantId) return app
    if (app.type !== 'marketplace') return undefined
    return this.#installed.get(id)?.get(tenantId) ?? this.#loadInstallation(app, tenantId, changes)
  }

  helpdesk(id: string): HelpdeskEntry | Promise<HelpdeskEntry | undefined> {
    return this.#desks.get(id) ?? this.#loadHelpdesk(id)
  }

  forget(id: string): void {
    this.#changes += 1
    this.#apps.delete(id)
    this.#installed.delete(id)
    this.#desks.delete(id)
  }

  forgetAll(): void {
    this.#changes += 1
    this.#apps.clear()
    this.#installed.clear()
    this.#desks.clear()
    this.accessTokens.forgetAll()
  }

  async #loadApp(id: string): Promise<AppEntry | undefined> {
    const { aside: db } = this.#engine
    const changes = this.#changes
    const row = await db
      .selectFrom('apps as a')
      .innerJoin('tenants as t', 't.id', 'a.tenant_id')
      .selectAll('a')
      .select('t.tenant_key')
      .where('a.id', '=', id)
      .executeTakeFirst()
    if (!row) return undefined
    const entry: AppEntry = {
      tenantId: row.tenant_id,
      tenantKey: row.tenant_key,
      homeTenantId: row.tenant_id,
      type: row.type,
      id,
      name: row.name,
      enabled: row.status === 'enabled',
      secretHash: sha256(decrypt(this.#keys, `app ${id}`, row.secret_cipher)),
      tokenEpoch: row.token_epoch,
      tokenAnchorAt: row.token_anchor_at,
      ipAllowList: JSON.parse(row.ip_allow_list) as string[],
      contactRange: JSON.parse(row.contact_range) as string[],
      scopes: await this.#grantedScopes(row.tenant_id, id),
    }
    if (this.#apps.size >= limit) this.#apps.clear()
    if (changes === this.#changes) this.#apps.set(id, entry)
    return entry
  }

  async #loadInstallation(app: AppEntry, tenantId: string, changes: number): Promise<AppEntry | undefined> {
    const row = await this.#engine.aside
      .selectFrom('app_installations as i')
      .innerJoin('tenants as t', 't.id', 'i.tenant_id')
      .select(['i.status', 't.tenant_key'])
      .where('i.tenant_id', '=', tenantId)
      .where('i.app_id', '=', app.id)
      .executeTakeFirst()
    if (!row) return undefined
    const entry: AppEntry = {
      ...app,
      tenantId,
      tenantKey: row.tenant_key,
      enabled: app.enabled && row.status === 'enabled',
      scopes: await this.#grantedScopes(tenantId, app.id),
      contactRange: ['0'],
    }
    if (changes !== this.#changes) return entry
    const installed = this.#installed.get(app.id) ?? new Map<string, AppEntry>()
    if (installed.size >= limit) installed.clear()
    this.#installed.set(app.id, installed.set(tenantId, entry))
    return entry
  }

  async #grantedScopes(tenantId: string, appId: string): Promise<ReadonlySet<string>> {
    const rows = await this.#engine.aside
      .selectFrom('app_scopes')
      .select('scope')
      .where('tenant_id', '=', tenantId)
      .where('app_id', '=', appId)
      .where('status', '=', 'granted')
      .execute()
    return new Set(rows.map((row) => row.scope))
  }

  async #loadHelpdesk(id: string): Promise<HelpdeskEntry | undefined> {
    const { aside: db } = this.#engine
    const changes = this.#changes
    const row = await db.selectFrom('helpdesks').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const fields = await db
      .selectFrom('custom_fields')
      .selectAll()
      .where('tenant_id', '=', row.tenant_id)
      .where('helpdesk_id', '=', id)
      .orderBy('position')
      .orderBy('id')
      .execute()
    const mailbox = await db
      .selectFrom('mailboxes')
      .select('id')
      .where('tenant_id', '=', row.tenant_id)
      .where('helpdesk_id', '=', id)
      .limit(1)
      .executeTakeFirst()
    const entry: HelpdeskEntry = {
      tenantId: row.tenant_id,
      id,
      name: row.name,
      timeZone: row.time_zone,
      helpCenter: row.help_center === 1,
      tokenHash: sha256(decrypt(this.#keys, `helpdesk ${id}`, row.token_cipher)),
      hasMailboxes: mailbox !== undefined,
      fields: fields.map((f) => ({
        id: f.id,
        entity: f.entity,
        keyName: f.key_name,
        displayName: f.display_name,
        position: f.position,
        required: f.required === 1,
        editable: f.editable === 1,
        visible: f.visible === 1,
        fieldType: f.field_type,
        allowMultiple: f.allow_multiple === 1,
        options: optionsOf(f),
        deleted: f.deleted_at !== null,
      })),
      sla: await loadSlaPolicy(db, { tenantId: row.tenant_id, id, timeZone: row.time_zone }),
    }
    if (this.#desks.size >= limit) this.#desks.clear()
    if (changes === this.#changes) this.#desks.set(id, entry)
    return entry
  }
}
