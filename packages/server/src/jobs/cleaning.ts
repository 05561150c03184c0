import { deleteGivenUp } from '../db/jobs.ts'
import type { Cx } from '../domain/cx.ts'

/** How long a job that was given up can still be looked at. */
const kept = 30 * 24 * 60 * 60_000

export const cleanJobs = (cx: Cx): Promise<void> => deleteGivenUp(cx.engine, cx.now - kept)
