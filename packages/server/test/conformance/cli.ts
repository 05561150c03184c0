import { parseArgs } from 'node:util'
import { excusesTable } from './excused.ts'
import { runConformance, scenarios } from './conformance.ts'
import { tableOf } from './report.ts'
import type { Credentials } from './world.ts'

const usage = `Usage: npm run conformance -- --url <address> --app-id <id> --app-secret <secret>
         --helpdesk-id <id> --helpdesk-token <token> [--user-token <token>] [--guest <open_id>]
         [--other-app-id … --other-app-secret … --other-helpdesk-id … --other-helpdesk-token … [--other-user-token …]]
         [--only ${Object.keys(scenarios).slice(0, 2).join(',')}…] [--unseen]

Calls every endpoint of the facts through the official Node SDK and by hand, and prints what came of it. It writes:
tickets, FAQs, categories, skills, fields, messages. Use a desk that is there for testing.

  --user-token   of an owner or admin of the desk: npm run pipit -- token user <email>
  --guest        who asks for help: somebody without an open ticket; without it, one of those the desk knows
  --other-…      an app and a desk of another tenant, to see that it sees nothing
  --only         some of: ${Object.keys(scenarios).join(', ')}
  --excuses      print why some documented errors cannot happen, as docs/compat/conformance.md has it
  --unseen       also list the documented members that no reply has had

What needs more than this (an empty disk, a guest who answers) is marked ? as not checked.
The server's rate limits make it slow: PIPIT_RATE_LIMIT=0 switches them off.`

const text = { type: 'string' } as const

/** Runs the suite by hand. @returns the exit code: 1 when something fails. */
export async function cli(argv: readonly string[], print: (text: string) => void): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      url: text,
      'app-id': text,
      'app-secret': text,
      'helpdesk-id': text,
      'helpdesk-token': text,
      'user-token': text,
      guest: text,
      'other-app-id': text,
      'other-app-secret': text,
      'other-helpdesk-id': text,
      'other-helpdesk-token': text,
      'other-user-token': text,
      only: text,
      unseen: { type: 'boolean' },
      excuses: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.excuses) {
    print(excusesTable())
    return 0
  }
  const credentials = (prefix: '' | 'other-'): Credentials | undefined => {
    const appId = values[`${prefix}app-id`]
    const appSecret = values[`${prefix}app-secret`]
    const helpdeskId = values[`${prefix}helpdesk-id`]
    const helpdeskToken = values[`${prefix}helpdesk-token`]
    if (!appId || !appSecret || !helpdeskId || !helpdeskToken) return undefined
    return { appId, appSecret, helpdeskId, helpdeskToken, userToken: values[`${prefix}user-token`] }
  }
  const own = credentials('')
  const names = values.only?.split(',') ?? Object.keys(scenarios)
  const unknown = names.filter((name) => !(name in scenarios))
  if (values.help || !values.url || !own || unknown.length > 0) {
    print(unknown.length > 0 ? `There is no scenario called ${unknown.join(', ')}.\n\n${usage}` : usage)
    return values.help ? 0 : 2
  }
  const chosen = Object.fromEntries(names.map((name) => [name, scenarios[name]!]))
  const url = values.url.replace(/\/+$/, '')
  const report = await runConformance(
    { url, ...own, guest: values.guest, other: credentials('other-') },
    chosen,
  )
  const rows = report.rows()
  print(tableOf(rows))
  for (const stop of report.stops) print(`The scenario ${stop}`)
  if (values.unseen)
    for (const [id, paths] of report.unseen()) print(`never seen of ${id}: ${paths.join(' ')}`)
  return rows.some((row) => row.mark === 'fail') ? 1 : 0
}
