import { pushAppTickets } from '../domain/marketplace.ts'
import { runRecall, runSending, tendNotifications } from '../domain/notification-sending.ts'
import { recountSla } from '../domain/sla-policy.ts'
import { wakeTicket } from '../domain/snooze.ts'
import { pruneEvents } from '../events/prune.ts'
import { cleanJobs } from './cleaning.ts'
import type { JobDefinitions } from './jobs.ts'

const minutes = (n: number): number => n * 60_000

/** What each kind of job does; sending mail depends on how the server is set up. */
export const jobDefinitions: Omit<JobDefinitions, 'mail.send'> = {
  'app_tickets.push': { run: pushAppTickets, every: minutes(60), concurrency: 1 },
  'events.prune': { run: pruneEvents, every: minutes(60), concurrency: 1 },
  'jobs.clean': { run: cleanJobs, every: minutes(60), concurrency: 1 },
  'notification.recall': { run: runRecall, concurrency: 2 },
  'notification.send': { run: runSending, concurrency: 2 },
  'notification.tend': { run: tendNotifications, every: minutes(1), concurrency: 1 },
  'sla.recount': { run: recountSla, concurrency: 1 },
  'ticket.wake': { run: wakeTicket, concurrency: 2 },
}
