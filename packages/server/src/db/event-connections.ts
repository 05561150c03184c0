import type { Db } from './engine.ts'

/** How many connections other nodes hold for an app. Nodes that are gone count for less than a minute. */
export async function connectionsElsewhere(
  db: Db,
  appId: string,
  node: string,
  now: number,
): Promise<number> {
  const row = await db
    .selectFrom('event_connections')
    .select(({ fn }) => fn.sum<number | null>('connections').as('count'))
    .where('tenant_id', '=', '')
    .where('app_id', '=', appId)
    .where('node_id', '!=', node)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.count ?? 0
}

/** Notes how many connections a node holds. */
export async function noteConnections(
  db: Db,
  node: string,
  counts: readonly (readonly [appId: string, count: number])[],
  expiresAt: number,
): Promise<void> {
  const open = counts.filter(([, count]) => count > 0)
  if (open.length > 0)
    await db
      .insertInto('event_connections')
      .values(
        open.map(([appId, count]) => ({
          tenant_id: '',
          app_id: appId,
          node_id: node,
          connections: count,
          expires_at: expiresAt,
        })),
      )
      .onConflict((c) =>
        c.columns(['tenant_id', 'app_id', 'node_id']).doUpdateSet(({ ref }) => ({
          connections: ref('excluded.connections'),
          expires_at: ref('excluded.expires_at'),
        })),
      )
      .execute()
  const closed = counts.filter(([, count]) => count === 0).map(([appId]) => appId)
  if (closed.length > 0)
    await db
      .deleteFrom('event_connections')
      .where('tenant_id', '=', '')
      .where('app_id', 'in', closed)
      .where('node_id', '=', node)
      .execute()
}

export const forgetConnections = (db: Db, now: number): Promise<unknown> =>
  db
    .deleteFrom('event_connections')
    .where('expires_at', '<', now - 3600_000)
    .execute()
