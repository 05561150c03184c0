import { beforeAll, describe, expect, test } from 'vitest'
import { beginsWith } from '../src/db/begins-with.ts'
import { newId } from '../src/platform/ids.ts'
import { type Desk, engineKind, newDesk, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('people by how their address or number begins', async () => {
  const server = await newServer()
  const { engine } = server.services
  let desk: Desk

  beforeAll(async () => {
    desk = await newDesk(server)
    const { db, tenantId } = desk.fresh()
    const like = await db
      .selectFrom('users')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .limit(1)
      .executeTakeFirstOrThrow()
    const people = Array.from({ length: 1500 }, (_, i) => ({
      ...like,
      id: newId(),
      union_id: newId(),
      user_id: newId(),
      email: `p_${i}@example.com`,
      mobile: `+86138${String(i).padStart(8, '0')}`,
    }))
    await engine.transaction(async (tx) => {
      for (let i = 0; i < people.length; i += 300)
        await tx
          .insertInto('users')
          .values(people.slice(i, i + 300))
          .execute()
    })
    if (engineKind === 'postgres') await engine.script('analyze users')
  })

  test.each([
    ['email', 'p_149', 11],
    ['email', 'p%', 0],
    ['mobile', '+861380000149', 10],
  ] as const)('%s %s', async (column, text, found) => {
    const { db, tenantId } = desk.fresh()
    const query = db
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where(beginsWith(engineKind, column, text))
    expect((await query.execute()).length).toBe(found)
    const explained = await engine.read<Record<string, string>>({
      ...query.compile(),
      sql: `${engineKind === 'sqlite' ? 'explain query plan' : 'explain'} ${query.compile().sql}`,
    })
    const plan = explained.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(
      engineKind === 'sqlite'
        ? `users_tenant_${column} (tenant_id=? AND ${column}>?`
        : new RegExp(`Index Cond: .*\\b${column} ~?>=`),
    )
  })
})
