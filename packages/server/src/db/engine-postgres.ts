import { randomBytes } from 'node:crypto'
import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Db, Engine } from './engine.ts'
import type { DB } from './schema.ts'

const channel = 'pipit_outbox'
const broadcastChannel = 'pipit_broadcast'
const migrationLock = 726_301
const sequenceLock = 726_302

/** Notices are only hints (a transaction pooler swallows them); this finds what they missed. */
const pollMilliseconds = 500

/** Times and counts fit a double exactly; `pg` would give strings. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export async function openPostgres(databaseUrl: string): Promise<Engine> {
  const url = new URL(databaseUrl)
  const max = Number(url.searchParams.get('pool') ?? 10)
  // Poolers in transaction mode before PgBouncer 1.21 cannot carry named statements: `?prepare=false`.
  const prepare = url.searchParams.get('prepare') !== 'false'
  url.searchParams.delete('pool')
  url.searchParams.delete('prepare')
  const connectionString = url.toString()
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'pipit',
  })
  // A dropped idle connection is replaced on next use; without a listener it would end the process.
  pool.on('error', () => {})
  const db: Db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const asidePool = new pg.Pool({
    connectionString,
    max: 1,
    types,
    statement_timeout: 30_000,
    application_name: 'pipit aside',
  })
  asidePool.on('error', () => {})
  const aside: Db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: asidePool }) })

  const names = new Map<string, string>()
  const nameOf = (text: string): string => {
    let name = names.get(text)
    if (!name) names.set(text, (name = `p${names.size}`))
    return name
  }

  const listeners = new Set<() => void>()
  const notify = () => {
    for (const listener of listeners) listener()
  }

  const hearers = new Set<(text: string) => void>()
  /** This process, so that it does not hear itself twice. */
  const node = randomBytes(6).toString('hex')
  const onNotification = ({ channel: from, payload = '' }: pg.Notification) => {
    if (from === channel) return notify()
    if (payload.startsWith(node)) return
    for (const hearer of hearers) hearer(payload.slice(node.length))
  }

  let closed = false
  let listening: pg.Client | undefined
  async function listen(): Promise<void> {
    if (closed) return
    const client = new pg.Client({ connectionString, types, application_name: 'pipit listen' })
    const again = () => {
      if (listening !== client) return
      listening = undefined
      setTimeout(() => void listen(), 1000).unref()
    }
    client.on('error', again)
    client.on('end', again)
    client.on('notification', onNotification)
    listening = client
    try {
      await client.connect()
      await client.query(`listen ${channel}; listen ${broadcastChannel}`)
    } catch {
      again()
    }
  }
  await db.selectNoFrom(sql`1`.as('one')).execute()
  await listen()
  const poll = setInterval(notify, pollMilliseconds)
  poll.unref()

  return {
    kind: 'postgres',
    db,
    aside,
    transaction: async (work) => {
      const value = await db.transaction().execute(work)
      notify()
      return value
    },
    append: async (table, rows) => {
      if (rows.length === 0) return
      await db.transaction().execute(async (tx) => {
        await sql`set local synchronous_commit = off`.execute(tx)
        await tx
          .insertInto(table)
          .values(rows)
          .onConflict((c) => c.doNothing())
          .execute()
      })
    },
    read: async <R>(query: CompiledQuery<R>) => {
      const config = { text: query.sql, values: query.parameters as unknown[] }
      const result = await pool.query(prepare ? { ...config, name: nameOf(query.sql) } : config)
      return result.rows as R[]
    },
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    broadcast: (text) => {
      for (const hearer of hearers) hearer(text)
      // Nobody waits for it, and a database that is away has other ways to say so.
      pool.query('select pg_notify($1, $2)', [broadcastChannel, node + text]).catch(() => {})
    },
    onBroadcast: (listener) => {
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    hold: async (db, names) => {
      await sql`
        select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${[...names]}::text[]) as name`.execute(
        db,
      )
    },
    /**
     * Rows become visible in commit order, not in the order of `seq`. One process at a time numbers what it can see:
     * for one ticket `seq` follows the commits, because it is drawn while the ticket's row is locked.
     */
    sequence: async () => {
      const waiting = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.max('position').as('last'))
        .select(sql<boolean>`exists (select 1 from outbox where position is null)`.as('unsequenced'))
        .executeTakeFirstOrThrow()
      if (!waiting.unsequenced) return waiting.last ?? 0
      return await db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(${sequenceLock})`.execute(tx)
        await sql`
          update outbox set position = last.position + fresh.rank
          from (select seq, row_number() over (order by seq) as rank from outbox where position is null) as fresh,
               (select coalesce(max(position), 0) as position from outbox) as last
          where outbox.seq = fresh.seq`.execute(tx)
        await sql`select pg_notify(${channel}, '')`.execute(tx)
        const { last } = await tx
          .selectFrom('outbox')
          .select(({ fn }) => fn.max('position').as('last'))
          .executeTakeFirstOrThrow()
        return last ?? 0
      })
    },
    script: async (text) => {
      await pool.query(text)
    },
    whileMigrating: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('select pg_advisory_lock($1)', [migrationLock])
        return await work()
      } finally {
        await client.query('select pg_advisory_unlock($1)', [migrationLock])
        client.release()
      }
    },
    close: async () => {
      closed = true
      clearInterval(poll)
      const client = listening
      listening = undefined
      await client?.end().catch(() => {})
      await Promise.all([db.destroy(), aside.destroy()])
    },
  }
}
