import { describe, expect, test } from 'vitest'
import { claimJobs, finishJob, renewLeases } from '../src/db/jobs.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'
import { type Note, ask, gate, leaseMs, newBench, newKind } from './job-bench.ts'

describe.skipIf(noDatabase)('jobs that fail, and nodes that die', async () => {
  const server = await newServer({ jobs: false })
  const { engine } = server.services
  const { worker, rows, second } = await newBench(server)
  const desk = await newDesk(server)

  test('what a dead node held is taken over after its lease, and the dead cannot end it any more', async () => {
    const kind = newKind()
    const ran: number[] = []
    const hand = worker({ [kind]: { run: async (_, { n }) => void ran.push(n) } }, {}, second)
    const cx = desk.fresh()
    await ask(cx, kind, { n: 1 }, { lane: 'x' })
    await ask(cx, kind, { n: 2 }, { lane: 'x' })
    const [held] = await claimJobs(engine, kind, 5, { token: 'dead', ms: leaseMs, now: cx.now })
    expect(await hand.runDueJobs(cx.now + leaseMs - 1)).toBe(0)

    // A node that is only slow keeps its jobs.
    expect(await renewLeases(engine, [held!], cx.now + 2 * leaseMs)).toEqual([held])
    expect(await hand.runDueJobs(cx.now + leaseMs)).toBe(0)

    expect(await hand.runDueJobs(cx.now + 2 * leaseMs)).toBe(2)
    expect(ran).toEqual([1, 2])
    expect(await finishJob(engine, held!, undefined, cx.now)).toBe(false)
    expect(await renewLeases(engine, [held!], cx.now + 9 * leaseMs)).toEqual([])
  })

  test('a run is told when its job was taken over', async () => {
    const kind = newKind()
    const started = gate()
    const told = gate()
    const live = worker(
      {
        [kind]: {
          run: async (_, __, { signal }) => {
            signal.addEventListener('abort', told.open)
            started.open()
            await told.opened
          },
        },
      },
      { leaseMs: 60 },
    )
    live.start()
    await ask(desk.fresh(), kind, { n: 1 })
    await started.opened
    await engine.transaction((db) =>
      db
        .updateTable('jobs')
        .set({ lease: 'another', due_at: Date.now() + leaseMs })
        .where('type', '=', kind)
        .execute(),
    )
    await told.opened
    await live.stop()
    expect(await rows(kind)).toHaveLength(1)
  })

  test('failures are repeated as the schedule says, then the job is given up with its reason', async () => {
    const kind = newKind()
    const last: boolean[] = []
    const hand = worker({
      [kind]: {
        retries: [10, 300],
        run: async (_, __, { isLast }) => {
          last.push(isLast)
          throw new Error('no route to host')
        },
      },
    })
    const { now } = desk.fresh()
    await ask(desk.fresh({ now }), kind, { n: 1 }, { lane: 'failing' })
    expect(await hand.runDueJobs(now)).toBe(1)
    expect(await hand.runDueJobs(now + 9)).toBe(0)
    expect(await hand.runDueJobs(now + 10)).toBe(1)
    expect(await hand.runDueJobs(now + 309)).toBe(0)
    expect(await hand.runDueJobs(now + 310)).toBe(1)
    expect(last).toEqual([false, false, true])
    expect(await hand.runDueJobs(now + 1e9)).toBe(0)
    expect(await rows(kind)).toMatchObject([
      { failures: 3, last_error: 'no route to host', given_up_at: now + 310, due_at: null, lease: null },
    ])
  })

  test('a job that waits for its repetition lets the others of its lane pass', async () => {
    const kind = newKind()
    const ran: number[] = []
    const hand = worker({
      [kind]: {
        retries: [1000],
        run: async (_, { n }, { failures }) => {
          if (n === 1 && failures === 0) throw new Error('busy')
          ran.push(n)
        },
      },
    })
    const { now } = desk.fresh()
    for (const n of [1, 2, 3]) await ask(desk.fresh({ now }), kind, { n }, { lane: 'one' })
    await hand.runDueJobs(now)
    expect(ran).toEqual([2, 3])
    await hand.runDueJobs(now + 1000)
    expect(ran).toEqual([2, 3, 1])
  })

  test('a job that kills whoever runs it is given up', async () => {
    const kind = newKind()
    let runs = 0
    const hand = worker({ [kind]: { run: async () => void (runs += 1) } })
    const { now } = desk.fresh()
    await ask(desk.fresh({ now }), kind, { n: 1 })
    for (let i = 0; i < 6; i += 1)
      await claimJobs(engine, kind, 1, { token: `dead ${i}`, ms: 1, now: now + i })
    expect(await hand.runDueJobs(now + 100)).toBe(1)
    expect(runs).toBe(0)
    expect(await rows(kind)).toMatchObject([{ given_up_at: now + 100, last_error: /did not come back/ }])
  })

  test('stopping waits for what runs and starts nothing more', async () => {
    const kind = newKind()
    const started = gate()
    const finish = gate()
    const ran: number[] = []
    const live = worker({
      [kind]: {
        concurrency: 1,
        run: async (_, { n }) => {
          started.open()
          await finish.opened
          ran.push(n)
        },
      },
    })
    live.start()
    await ask(desk.fresh(), kind, { n: 1 })
    await started.opened
    await ask(desk.fresh(), kind, { n: 2 })
    const stopped = live.stop()
    finish.open()
    await stopped
    expect(ran).toEqual([1])
    expect((await rows(kind)).map((row) => (JSON.parse(row.payload) as Note).n)).toEqual([2])
  })
})
