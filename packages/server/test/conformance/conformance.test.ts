import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newDesk, newServer, noDatabase } from '../harness.ts'
import { allFacts } from '../shape.ts'
import { runConformance } from './conformance.ts'
import { excusesTable } from './excused.ts'
import { insideOf } from './inside.ts'
import { problemsOf, tableOf } from './report.ts'

describe.skipIf(noDatabase)('conformance to the facts', async () => {
  const server = await newServer({ logLevel: process.env.PIPIT_CONFORMANCE ? 'error' : 'silent' })
  const url = await server.listen()
  const desk = await newDesk(server)
  const other = await newDesk(server)
  const tokenOf = async ({ user, ownerId }: typeof desk) =>
    (await user(ownerId)).authorization!.slice('Bearer '.length)
  const report = await runConformance({
    ...desk,
    url,
    userToken: await tokenOf(desk),
    other: { ...other, userToken: await tokenOf(other) },
    inside: insideOf(server, desk, other),
  })
  const rows = report.rows()
  if (process.env.PIPIT_CONFORMANCE) {
    console.log(report.stops.join('\n'))
    console.log(tableOf(rows))
    console.log(
      report
        .unseen()
        .map(([id, paths]) => `${id}: ${paths.join(' ')}`)
        .join('\n'),
    )
  }

  test('every scenario runs to its end', () => expect(report.stops).toEqual([]))

  test.each(rows)('$id', (row) => {
    expect([...problemsOf(row, 'fail'), ...problemsOf(row, 'not checked')]).toEqual([])
  })

  test('docs/compat/conformance.md has the excuses as they are', () => {
    const page = readFileSync(new URL('../../../../docs/compat/conformance.md', import.meta.url), 'utf8')
    const lines = (text: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) => line.replaceAll(/\s+/g, ' '))
    expect(lines(page)).toEqual(expect.arrayContaining(lines(excusesTable())))
  })

  test('the total', () => {
    expect(rows.filter((row) => row.mark === 'ok')).toHaveLength(allFacts.length)
    expect(allFacts).toHaveLength(84)
  })
})
