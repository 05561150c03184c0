import type { Run } from './run.ts'

/** One resource's life through the official SDK: success, effects, paging, documented errors. */
export type Scenario = (run: Run) => Promise<void>

/** Reads again until it fits, at most ten seconds: jobs run outside of requests. @returns what was read last. */
export async function eventually<T>(read: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (let waited = 0; ; waited += 20) {
    const value = await read()
    if (fits(value) || waited >= 10_000) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
