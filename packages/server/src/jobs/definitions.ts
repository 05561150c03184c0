import { cleanJobs } from './cleaning.ts'
import type { JobDefinitions } from './jobs.ts'

const minutes = (n: number): number => n * 60_000

/** What each kind of job does. */
export const jobDefinitions: JobDefinitions = {
  'jobs.clean': { run: cleanJobs, every: minutes(60), concurrency: 1 },
}
