import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Engine } from '../src/db/engine.ts'
import { approveNotification, submitNotification } from '../src/domain/notification-approval.ts'
import { executeNotification } from '../src/domain/notification-sending.ts'
import { createNotification } from '../src/domain/notifications.ts'
import { type Cx, type Services, inTransaction, newCx } from '../src/domain/cx.ts'
import { jobDefinitions } from '../src/jobs/definitions.ts'
import { Worker } from '../src/jobs/worker.ts'
import { open } from '../src/open.ts'
import { addAgent, addPerson, createOrganisation } from '../src/seed/organisation.ts'
import { newPlace, noDatabase } from './harness.ts'
import { type ServerProcess, startProcess } from './process.ts'
import { card } from './pushes.ts'

const colleagues = 1000

/** A tenant with a desk and an owner, who acts. */
async function organisation(services: Services): Promise<{ cx: Cx; appId: string }> {
  const system = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
  const names = { tenant: 'Tenant', app: 'App', helpdesk: 'Desk' }
  return inTransaction(system, async (open) => {
    const { cx, appId } = await createOrganisation(open, names)
    const userId = await addPerson(cx, { name: 'Olga Owner' })
    await addAgent(cx, userId, 'owner')
    const actor = { kind: 'user', userId, role: 'owner', appId } as const
    return { appId, cx: { ...cx, actor, db: services.engine.db, inTransaction: false } }
  })
}

async function hire(cx: Cx, count: number): Promise<void> {
  const id = () => randomBytes(16).toString('hex')
  await cx.engine.transaction((db) =>
    db
      .insertInto('users')
      .values(
        Array.from({ length: count }, (_, i) => ({
          tenant_id: cx.tenantId,
          id: `ou_${id()}`,
          union_id: `on_${id()}`,
          user_id: id(),
          kind: 'employee' as const,
          status: 'active' as const,
          name: `Colleague ${i}`,
          created_at: cx.now,
          updated_at: cx.now,
        })),
      )
      .execute(),
  )
}

const progress = (engine: Engine, id: string) =>
  engine.db
    .selectFrom('notifications')
    .select(['status', 'sent_count', 'target_count'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Waits until the push has got on, or is done. */
async function gotOn(engine: Engine, id: string, from: number): Promise<number> {
  for (;;) {
    const { sent_count: sent, status } = await progress(engine, id)
    if (sent > from || status === 'sent') return sent
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

describe.skipIf(noDatabase)('kill -9 while a push is being sent', async () => {
  const place = await newPlace()
  let server: ServerProcess | undefined
  afterAll(async () => {
    await server?.kill()
    await place.remove()
  })

  test('everybody gets it exactly once', async () => {
    const services = await open({ ...place, secretKey: undefined, baseUrl: 'http://pipit.test', port: 0 })
    afterAll(() => services.engine.close())
    const { engine } = services
    const { cx, appId } = await organisation(services)
    // The started servers find an organisation, so they neither make one nor write its credentials down.
    await engine.transaction((db) =>
      db.insertInto('instance').values({ key: 'organisation', value: '1' }).execute(),
    )
    writeFileSync(join(place.dataDir, 'first-run.json'), '{}')
    await hire(cx, colleagues)
    const { id } = await createNotification(cx, {
      name: 'All hands',
      content: card,
      pushType: 'scheduled',
      scope: 'everyone',
      users: [],
      departments: [],
      chats: [],
      newStaff: 'all',
      newStaffDepartments: [],
    })
    await submitNotification(cx, id, 'r')
    await approveNotification(cx, id)
    await executeNotification(cx, id, cx.now)

    const kills: number[] = []
    for (let sent = 0; kills.length < 2; kills.push(sent)) {
      server = await startProcess(place)
      await gotOn(engine, id, sent)
      await server.kill()
      sent = (await progress(engine, id)).sent_count
      // The dead node's lease, over before its time: the test need not wait for it.
      await engine.transaction((db) =>
        db.updateTable('jobs').set({ due_at: cx.now }).where('type', '=', 'notification.send').execute(),
      )
    }
    server = undefined
    const worker = new Worker(services, { definitions: jobDefinitions })
    await worker.runDueJobs()

    expect(kills[0]).toBeGreaterThan(0)
    expect(kills[0]).toBeLessThan(colleagues)
    const { sent_count: sent, target_count: target } = await progress(engine, id)
    const everybody = await engine.db
      .selectFrom('users')
      .select('id')
      .where('kind', '=', 'employee')
      .where('status', '=', 'active')
      .execute()
    expect([sent, target]).toEqual([everybody.length, everybody.length])
    const received = await engine.db
      .selectFrom('messages as m')
      .innerJoin('chats as c', 'c.id', 'm.chat_id')
      .select('c.guest_id')
      .where('c.peer_id', '=', appId)
      .where('m.type', '=', 'interactive')
      .execute()
    expect(received.map((row) => row.guest_id).sort()).toEqual(everybody.map((row) => row.id).sort())
    const events = await engine.db
      .selectFrom('outbox')
      .select('payload')
      .where('type', '=', 'chat_message.created')
      .execute()
    expect(new Set(events.map((row) => row.payload)).size).toBe(everybody.length)
    expect(
      await engine.db.selectFrom('jobs').select('id').where('type', '=', 'notification.send').execute(),
    ).toEqual([])
  }, 60_000)
})
