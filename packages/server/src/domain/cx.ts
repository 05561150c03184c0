import type { Db, Engine } from '../db/engine.ts'
import type { Storage } from '../outbound/storage.ts'
import type { Registry } from '../platform/registry.ts'
import type { Keys } from '../platform/secrets.ts'

export type Role = 'owner' | 'admin' | 'agent'

/** Who acts. A program acts with the rights of the desk's owner; a person with their role. */
export type Actor =
  | { readonly kind: 'app'; readonly appId: string }
  | {
      readonly kind: 'user'
      readonly userId: string
      readonly role: Role | undefined
      readonly appId?: string
      /** What the person lets the app do; absent where no app stands between. */
      readonly scopes?: readonly string[]
      /** The AccessToken through which the person acts. */
      readonly accessToken?: { readonly id: string; readonly scopes: readonly string[] }
    }
  | { readonly kind: 'system' }

/** What is the same for all requests of a process. */
export interface Services {
  readonly engine: Engine
  readonly registry: Registry
  readonly keys: Keys
  /** Where uploaded files are kept. */
  readonly storage: Storage
  /** Where this installation is reached, without a trailing slash. */
  readonly baseUrl: string
}

/** The context of one piece of work: whose data, who acts, when. The only way to the database. */
export interface Cx extends Services {
  /** A connection that reads, or the transaction this work is part of. */
  readonly db: Db
  readonly inTransaction: boolean
  readonly tenantId: string
  /** The desk the call is about; empty where none is. */
  readonly helpdeskId: string
  readonly actor: Actor
  /** Unix ms. */
  readonly now: number
}

/** Spelled out, because every request makes one and spreading two objects costs more than the rest of it. */
export const newCx = (
  { engine, registry, keys, storage, baseUrl }: Services,
  { tenantId, helpdeskId, actor, now }: Pick<Cx, 'tenantId' | 'helpdeskId' | 'actor' | 'now'>,
): Cx => ({
  engine,
  registry,
  keys,
  storage,
  baseUrl,
  db: engine.db,
  inTransaction: false,
  tenantId,
  helpdeskId,
  actor,
  now,
})

/** Runs `work` in a transaction, or in the one that is open already: domain functions nest. */
export const inTransaction = <T>(cx: Cx, work: (cx: Cx) => Promise<T>): Promise<T> =>
  cx.inTransaction ? work(cx) : cx.engine.transaction((db) => work({ ...cx, db, inTransaction: true }))

/** The acting person's open_id, or nothing when a program or the system acts. */
export const actorUserId = (cx: Cx): string | null => (cx.actor.kind === 'user' ? cx.actor.userId : null)
