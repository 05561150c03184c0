import { afterAll } from 'vitest'
import { type Cx, type Services, inTransaction } from '../src/domain/cx.ts'
import type { JobDefinition, JobDefinitions, JobType } from '../src/jobs/jobs.ts'
import { type JobOptions, enqueue } from '../src/jobs/queue.ts'
import { Worker, type WorkerOptions } from '../src/jobs/worker.ts'
import { open } from '../src/open.ts'
import type { TestServer } from './harness.ts'

export const leaseMs = 30_000

export interface Note {
  readonly n: number
  readonly lane?: string
}
export type NoteDefinition = Omit<JobDefinition<JobType>, 'run'> & {
  run(
    cx: Cx,
    payload: Note,
    run: Parameters<JobDefinition<JobType>['run']>[2],
  ): Promise<void | { at: number }>
}

/** Asks for a job of a kind that only tests have: the real table of kinds is closed on purpose. */
export const ask = (cx: Cx, kind: string, note: Note, options?: JobOptions): Promise<void> =>
  inTransaction(cx, (cx) => enqueue(cx, kind as JobType, note as never, options))

let kinds = 0
/** A kind of its own for each test: the table is shared. */
export const newKind = (): string => `test.${(kinds += 1)}`

/** A promise, and what fulfils it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

/** Workers on a server's database, stopped after the tests, and a second node on it. */
export async function newBench(server: TestServer) {
  const { engine } = server.services
  const second = await open({ ...server.place, secretKey: undefined, baseUrl: 'http://b.test', port: 0 })
  afterAll(() => second.engine.close())
  const workers: Worker[] = []
  afterAll(() => Promise.all(workers.map((made) => made.stop(0))))
  return {
    second,
    worker: (
      notes: Record<string, NoteDefinition>,
      options: Partial<WorkerOptions> = {},
      services: Services = server.services,
    ): Worker => {
      const definitions = notes as unknown as Partial<JobDefinitions>
      const made = new Worker(services, { definitions, leaseMs, ...options })
      workers.push(made)
      return made
    },
    rows: (kind: string) =>
      engine.db.selectFrom('jobs').selectAll().where('type', '=', kind).orderBy('id').execute(),
  }
}
