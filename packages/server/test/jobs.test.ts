import { describe, expect, test } from 'vitest'
import { chosenFrom, claimJobs, finishJob } from '../src/db/jobs.ts'
import { type Cx, inTransaction } from '../src/domain/cx.ts'
import type { JobType } from '../src/jobs/jobs.ts'
import { dequeue, enqueue } from '../src/jobs/queue.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'
import { type Note, ask, gate, leaseMs, newBench, newKind } from './job-bench.ts'

describe.skipIf(noDatabase)('jobs', async () => {
  const server = await newServer({ jobs: false })
  const { engine } = server.services
  const { worker, rows, second } = await newBench(server)
  const desk = await newDesk(server)
  const other = await newDesk(server)

  test('a job is there when its change is, and not when the change fails', async () => {
    const kind = newKind()
    const ran: number[] = []
    const hand = worker({ [kind]: { run: async (_, { n }) => void ran.push(n) } })
    const cx = desk.fresh()
    await expect(
      inTransaction(cx, async (cx) => {
        await enqueue(cx, kind as JobType, { n: 1 } as never)
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await ask(cx, kind, { n: 2 })
    expect(await hand.runDueJobs(cx.now)).toBe(1)
    expect(ran).toEqual([2])
    expect(await rows(kind)).toEqual([])
    await expect(enqueue(cx, 'jobs.clean', {})).rejects.toThrow('outside a transaction')
  })

  test('it runs with the tenant, the desk and the time, and not before its time', async () => {
    const kind = newKind()
    const seen: Cx[] = []
    const hand = worker({ [kind]: { run: async (cx) => void seen.push(cx) } })
    const cx = desk.fresh()
    await ask(cx, kind, { n: 1 }, { runAt: cx.now + 1000 })
    expect(await hand.runDueJobs(cx.now + 999)).toBe(0)
    expect(await hand.runDueJobs(cx.now + 1000)).toBe(1)
    expect(seen[0]).toMatchObject({
      tenantId: desk.cx.tenantId,
      helpdeskId: desk.helpdeskId,
      actor: { kind: 'system' },
      now: cx.now + 1000,
    })
  })

  test('two workers on one database run each job once, lanes one at a time and in order', async () => {
    const kind = newKind()
    const total = 240
    const lanes = ['a', 'b', 'c', undefined]
    const running = new Set<string>()
    const runs = new Map<number, number>()
    const order = new Map<string, number[]>()
    const overlaps: string[] = []
    const all = gate()
    const notes = {
      [kind]: {
        concurrency: 8,
        run: async (_: Cx, { n, lane }: Note) => {
          const name = lane ?? `job ${n}`
          if (running.has(name)) overlaps.push(name)
          running.add(name)
          await new Promise((resolve) => setTimeout(resolve, n % 3))
          running.delete(name)
          runs.set(n, (runs.get(n) ?? 0) + 1)
          if (lane) order.set(lane, [...(order.get(lane) ?? []), n])
          if (runs.size === total) all.open()
        },
      },
    }
    const pair = [worker(notes), worker(notes, {}, second)]
    for (const one of pair) one.start()
    const cx = desk.fresh()
    for (let n = 0; n < total; n += 1) {
      const lane = lanes[n % lanes.length]
      await ask(cx, kind, { n, ...(lane && { lane }) }, lane === undefined ? {} : { lane })
    }
    await all.opened
    await Promise.all(pair.map((one) => one.stop()))
    expect(overlaps).toEqual([])
    expect([...runs.values()].every((times) => times === 1)).toBe(true)
    const inOrder = (first: number) => Array.from({ length: total / 4 }, (_, i) => first + 4 * i)
    expect(Object.fromEntries(order)).toEqual({ a: inOrder(0), b: inOrder(1), c: inOrder(2) })
    expect(await rows(kind)).toEqual([])
  })

  test('a lane that stands still delays no other lane', async () => {
    const kind = newKind()
    const slow = gate()
    const others = gate()
    let done = 0
    const live = worker({
      [kind]: {
        concurrency: 2,
        run: async (_, { lane }) => {
          if (lane === 'slow') return slow.opened
          done += 1
          if (done === 20) others.open()
        },
      },
    })
    live.start()
    const cx = desk.fresh()
    for (let n = 0; n < 20; n += 1) await ask(cx, kind, { n, lane: 'slow' }, { lane: 'slow' })
    for (let n = 0; n < 20; n += 1) await ask(cx, kind, { n, lane: 'quick' }, { lane: `quick ${n % 3}` })
    await others.opened
    expect((await rows(kind)).filter((row) => row.lane === 'slow')).toHaveLength(20)
    slow.open()
    await live.stop()
  })

  test('a key keeps one waiting job, the earliest time wins, and a started one makes room', async () => {
    const kind = newKind()
    const ran: number[] = []
    const hand = worker({
      [kind]: {
        run: async (cx, { n }) => {
          ran.push(n)
          if (n === 1) await ask(cx, kind, { n: 4 }, { key: `${kind} key`, runAt: cx.now + 50 })
        },
      },
    })
    const cx = desk.fresh()
    const key = `${kind} key`
    await ask(cx, kind, { n: 1 }, { key, runAt: cx.now + 100 })
    await ask(cx, kind, { n: 2 }, { key, runAt: cx.now + 20 })
    await ask(cx, kind, { n: 3 }, { key, runAt: cx.now + 70 })
    await ask(other.fresh(), kind, { n: 9 }, { key, runAt: cx.now + 1e6 })
    expect(await hand.runDueJobs(cx.now + 19)).toBe(0)
    expect(await hand.runDueJobs(cx.now + 20)).toBe(1)
    expect(await hand.runDueJobs(cx.now + 70)).toBe(1)
    expect(ran).toEqual([1, 4])
  })

  test('a waiting job can be taken back, and its lane goes on', async () => {
    const kind = newKind()
    const ran: number[] = []
    const hand = worker({ [kind]: { run: async (_, { n }) => void ran.push(n) } })
    const cx = desk.fresh()
    for (const n of [1, 2, 3]) await ask(cx, kind, { n }, { lane: 'l', key: `${kind} ${n}` })
    const [first] = await claimJobs(engine, kind, 5, { token: 'me', ms: leaseMs, now: cx.now })
    await inTransaction(cx, (cx) => dequeue(cx, `${kind} 2`))
    await inTransaction(cx, (cx) => dequeue(cx, `${kind} unknown`))
    await finishJob(engine, first!, undefined, cx.now)
    await hand.runDueJobs(cx.now)
    expect(ran).toEqual([3])
  })

  test('a job can go on where it left off', async () => {
    const kind = newKind()
    let parts = 0
    const hand = worker({
      [kind]: { run: async (cx) => ((parts += 1) < 4 ? { at: cx.now } : undefined) },
    })
    const cx = desk.fresh()
    await ask(cx, kind, { n: 1 }, { lane: 'parts' })
    expect(await hand.runDueJobs(cx.now)).toBe(4)
    expect(await rows(kind)).toEqual([])
  })

  test('a recurring job runs once at each of its times, however many nodes there are', async () => {
    const kind = newKind()
    let runs = 0
    const notes = { [kind]: { every: 60_000, run: async () => void (runs += 1) } }
    const nodes = [worker(notes), worker(notes, {}, second)]
    const start = Math.ceil(Date.now() / 60_000) * 60_000
    for (const at of [start, start + 1, start + 59_999, start + 60_000, start + 200_000, start + 200_001])
      await Promise.all(nodes.map((node) => node.runDueJobs(at)))
    // Once at the start, at the next minute, and once for the minutes that nobody was there.
    expect(runs).toBe(3)
    expect(await rows(kind)).toHaveLength(1)
  })

  test('tenants take turns, each lane has one turn, and at most so many start', () => {
    const due = (tenant_id: string, id: string, lane: string | null = null) => ({ tenant_id, id, lane })
    const flood = ['1', '2', '3', '4'].map((id) => due('a', id))
    const ids = (jobs: readonly { id: string }[]) => jobs.map(({ id }) => id)
    expect(ids(chosenFrom([...flood, due('b', '9')], 3).alone)).toEqual(['1', '9', '2'])
    const lanes = [due('a', '5', 'x'), due('a', '6', 'x'), due('b', '7', 'x'), due('a', '8', 'y')]
    const chosen = chosenFrom([...lanes, due('a', '9')], 3)
    expect([ids(chosen.lanes), ids(chosen.alone), ids(chosen.behind)]).toEqual([
      ['5', '7', '8'],
      [],
      ['5', '6', '7', '8'],
    ])
    expect(chosenFrom([], 3)).toEqual({ lanes: [], alone: [], behind: [] })
  })

  test('what is urgent goes first', async () => {
    const kind = newKind()
    const cx = desk.fresh()
    for (let n = 0; n < 5; n += 1) await ask(cx, kind, { n })
    await ask(cx, kind, { n: 200 }, { urgent: true })
    const claimed = await claimJobs(engine, kind, 1, { token: 't', ms: leaseMs, now: cx.now })
    expect(claimed.map((job) => job.payload)).toEqual(['{"n":200}'])
  })

  test('work is noticed when it is committed, without waiting for the next poll', async () => {
    const kind = newKind()
    const ran = gate()
    const live = worker({ [kind]: { run: async () => ran.open() } }, { pollMs: 3_600_000 })
    live.start()
    await ask(desk.fresh(), kind, { n: 0 }, { runAt: Date.now() + 3_600_000 })
    await ask(desk.fresh(), kind, { n: 1 })
    await ran.opened
    await live.stop()
    expect(await rows(kind)).toHaveLength(1)
  })
})
