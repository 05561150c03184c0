import type { Cx } from '../domain/cx.ts'

/** Every kind of work that is done outside a request, and what it is told. It loads the rest when it runs. */
export interface Jobs {
  'app_tickets.push': Record<string, never>
  'events.prune': Record<string, never>
  'jobs.clean': Record<string, never>
  'mail.send': { ticketId: string }
  'notification.recall': { notificationId: string }
  'notification.send': { notificationId: string }
  'notification.tend': Record<string, never>
  'sla.recount': { after: string }
  'ticket.wake': { ticketId: string }
}

export type JobType = keyof Jobs

/** One run of a job. */
export interface JobRun {
  /** How often it has failed before. */
  readonly failures: number
  /** Whether it is given up when this run fails as well. */
  readonly isLast: boolean
  /** Set when the server stops or another node has taken the job over: leave off where that is cheap. */
  readonly signal: AbortSignal
}

/** The job goes on at `at` (Unix ms), after others that are due; nothing is counted as a failure. */
export interface Again {
  readonly at: number
}

/**
 * What a kind of job does. A job can run more than once: a node may be killed after its work and before that is
 * noted. Its writes must come to the same when they are repeated.
 */
export interface JobDefinition<T extends JobType> {
  run(cx: Cx, payload: Jobs[T], run: JobRun): Promise<void | Again>
  /** Pauses in ms before it is tried again after a failure; when they are used up, it is given up. */
  readonly retries?: readonly number[]
  /** How many of this kind run at once in one process. */
  readonly concurrency?: number
  /** Runs by itself every so many ms, once over all nodes. */
  readonly every?: number
}

export type JobDefinitions = { readonly [T in JobType]: JobDefinition<T> }
