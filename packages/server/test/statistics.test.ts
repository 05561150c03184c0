import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Engine, openEngine } from '../src/db/engine.ts'
import { migrate } from '../src/db/migrate.ts'
import { engineKind } from './harness.ts'

describe.runIf(engineKind === 'sqlite')('SQLite knows what large tables look like', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pipit-statistics-'))
  const engine = await openEngine({ dataDir })
  // A connection from before the tables were there: it hears of the statistics as well.
  const early = await openEngine({ dataDir })
  await early.read({ sql: 'select * from sqlite_schema', parameters: [] } as never)
  await migrate(engine)
  const late = await openEngine({ dataDir })
  afterAll(async () => {
    for (const one of [engine, early, late]) await one.close()
    rmSync(dataDir, { recursive: true })
  })

  const plan = async (on: Engine, text: string): Promise<string> => {
    const parameters = Array.from(text.matchAll(/\?/g), () => 'x')
    const rows = await on.read<{ detail: string }>({
      sql: `explain query plan ${text}`,
      parameters,
    } as never)
    return rows.map((row) => row.detail).join('; ')
  }

  test.each<[text: string, index: RegExp]>([
    [
      'select text from messages where tenant_id = ? and ticket_id = ? and id = ?',
      /messages_ticket .*id=\?\)$/,
    ],
    [
      'select text from messages where tenant_id = ? and ticket_id in (?, ?) and id in (?, ?)',
      /messages_ticket .*id=\?\)$/,
    ],
    ['select text from messages where tenant_id = ? and ticket_id in (?, ?) order by id', /messages_ticket/],
    ['select id from tickets where tenant_id = ? and helpdesk_id = ? and guest_id = ?', /tickets_guest/],
    [
      `select * from tickets where tenant_id = ? and helpdesk_id = ? and agent_id = ? and status in (?, ?)
       order by last_message_at desc, id desc limit 50`,
      /tickets_agent .*status=\?\)/,
    ],
    [
      `select * from tickets where tenant_id = ? and helpdesk_id = ? and status in (?, ?)
       order by last_message_at desc, id desc limit 50`,
      /tickets_recent/,
    ],
    [
      `select id from faqs where tenant_id = ? and helpdesk_id = ? and category_id = ? and status = ?
       order by id desc limit 20`,
      /faqs_category/,
    ],
    [
      'select id from faqs where tenant_id = ? and helpdesk_id = ? and status = ? order by id desc',
      /faqs_status/,
    ],
    ['select * from users where tenant_id = ? and id = ?', /PRIMARY KEY \(tenant_id=\? AND id=\?\)$/],
  ])('%s', async (text, index) => {
    for (const one of [engine, early, late]) expect(await plan(one, text)).toMatch(index)
  })
})
