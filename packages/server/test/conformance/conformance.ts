import { allFacts } from '../shape.ts'
import { shown } from './json.ts'
import type { Report } from './report.ts'
import { Stopped, newRun } from './run.ts'
import type { Scenario } from './scenario.ts'
import { agents } from './scenarios/agents.ts'
import { categories } from './scenarios/categories.ts'
import { contacts } from './scenarios/contacts.ts'
import { documents } from './scenarios/documents.ts'
import { faqs } from './scenarios/faqs.ts'
import { skills } from './scenarios/skills.ts'
import { auth } from './scenarios/auth.ts'
import { customFields } from './scenarios/custom-fields.ts'
import { events } from './scenarios/events.ts'
import { imFiles } from './scenarios/im-files.ts'
import { imMessages } from './scenarios/im-messages.ts'
import { longConnection } from './scenarios/long-connection.ts'
import { notifications } from './scenarios/notifications.ts'
import { signIn } from './scenarios/sign-in.ts'
import { ticketMessages } from './scenarios/ticket-messages.ts'
import { tickets } from './scenarios/tickets.ts'
import { send } from './wire.ts'
import type { World } from './world.ts'

export const scenarios: Readonly<Record<string, Scenario>> = {
  tickets,
  agents,
  skills,
  categories,
  faqs,
  documents,
  contacts,
  customFields,
  notifications,
  events,
  auth,
  signIn,
  ticketMessages,
  imFiles,
  imMessages,
  longConnection,
}

/** Runs the scenarios one after the other and finds out what is not served at all. */
export async function runConformance(
  world: World,
  chosen: Readonly<Record<string, Scenario>> = scenarios,
): Promise<Report> {
  const run = newRun(world)
  const { report } = run
  if (chosen === scenarios) await survey(world, report)
  for (const [name, scenario] of Object.entries(chosen)) {
    try {
      await scenario(run)
    } catch (error) {
      report.stopped(name, error instanceof Stopped ? error.message : shown(String((error as Error).stack)))
    }
  }
  return report
}

/** Finds out what is not served at all: a path or method that nobody knows. */
async function survey({ url }: World, report: Report): Promise<void> {
  for (const fact of allFacts) {
    const path = fact.path.replace(/:\w+/g, '1')
    const { status, body } = await send(`${url}${path}`, fact.method)
    if ((status === 404 || status === 405) && [99991201, 99991301, undefined].includes(body?.code))
      report.fail(fact.id, 'works', 'is not served')
  }
}
