import { type Fact, allFacts, allMembers } from '../shape.ts'
import { excuseOf } from './excused.ts'
import { hasRequired, hasTypes } from './variants.ts'

/** What is checked of each endpoint, in the order of the table's columns. */
export const checks = {
  works: 'a call through the official SDK succeeds',
  effect: 'a second call shows what the first one did, or the reply shows what was written before',
  types: 'every reply has the documented JSON types, envelope, error object and headers',
  errors: 'each documented error has been provoked, or it is said why it cannot happen here',
  token: 'no token, forged tokens, each wrong kind, too few scopes, somebody who does not serve on the desk',
  desk: 'no help desk header, garbage in it, a wrong token, another tenant’s',
  tenant: 'another tenant neither sees nor changes anything',
  missing: 'each required field left out is refused by name',
  mistyped: 'each field of the wrong type is refused by name',
  unknown: 'an id that does not exist is a documented error',
  paging: 'page by page to the end: everything once, nothing twice',
} as const
export type Check = keyof typeof checks
export const checkNames = Object.keys(checks) as Check[]

export type Mark = 'ok' | 'fail' | 'not checked' | 'none'

export interface Cell {
  readonly mark: Mark
  readonly reasons: readonly string[]
}

export interface Row {
  readonly id: string
  readonly cells: Readonly<Record<Check, Cell>>
  readonly mark: Exclude<Mark, 'none'>
}

interface Notes {
  readonly passed: Set<Check>
  readonly failed: Map<Check, Set<string>>
  readonly skipped: Map<Check, string>
  readonly statuses: Map<number, Set<number>>
  readonly members: Set<string>
}

/** Whether a check means anything for an endpoint. */
function applies(fact: Fact, check: Check): boolean {
  const hasToken = fact.tokens.length > 0
  switch (check) {
    case 'errors':
      return fact.errors.length > 0
    case 'token':
      return hasToken
    case 'desk':
      return fact.helpdesk
    case 'tenant':
      return hasToken && !fact.id.startsWith('authen.')
    case 'missing':
      return hasRequired(fact)
    case 'mistyped':
      return hasTypes(fact)
    case 'unknown':
      return fact.params !== undefined
    case 'paging':
      return fact.query !== undefined && ('page_token' in fact.query || 'page' in fact.query)
    default:
      return true
  }
}

export type Report = ReturnType<typeof newReport>

/** Collects what has been found about each endpoint. `complete`: whether everything can be reached from here. */
export function newReport(complete: boolean) {
  const notes = new Map<string, Notes>(
    allFacts.map((fact) => [
      fact.id,
      { passed: new Set(), failed: new Map(), skipped: new Map(), statuses: new Map(), members: new Set() },
    ]),
  )
  const stops: string[] = []
  const of = (id: string): Notes => {
    const found = notes.get(id)
    if (!found) throw new Error(`There are no facts about ${id}`)
    return found
  }
  const fail = (id: string, check: Check, ...reasons: readonly string[]) => {
    const { failed } = of(id)
    const known = failed.get(check) ?? new Set()
    for (const reason of reasons) known.add(reason)
    if (reasons.length > 0) failed.set(check, known)
  }

  function errorReasons(fact: Fact): { reasons: string[]; unreached: string[] } {
    const { statuses } = of(fact.id)
    const reasons: string[] = []
    const missing: number[] = []
    for (const [status, code] of fact.errors) {
      const seen = statuses.get(code)
      if (seen === undefined) {
        if (!excuseOf(fact, code)) missing.push(code)
      } else if (excuseOf(fact, code)) reasons.push(`${code} is excused, but it came`)
      else if (status !== null && !seen.has(status))
        reasons.push(`${code} came with HTTP ${[...seen].join(', ')}, documented is ${status}`)
    }
    const unreached = missing.length === 0 ? [] : [`not provoked: ${missing.join(', ')}`]
    return { reasons: complete ? [...reasons, ...unreached] : reasons, unreached }
  }

  function cellOf(fact: Fact, check: Check): Cell {
    const { passed, failed, skipped } = of(fact.id)
    if (!applies(fact, check)) return { mark: 'none', reasons: [] }
    const reasons = [...(failed.get(check) ?? [])]
    if (check === 'errors') {
      const found = errorReasons(fact)
      reasons.push(...found.reasons)
      if (reasons.length > 0) return { mark: 'fail', reasons }
      return found.unreached.length > 0 && !complete
        ? { mark: 'not checked', reasons: found.unreached }
        : { mark: 'ok', reasons: [] }
    }
    if (reasons.length > 0) return { mark: 'fail', reasons }
    const why = skipped.get(check)
    if (why !== undefined && !passed.has(check)) return { mark: 'not checked', reasons: [why] }
    if (passed.has(check)) return { mark: 'ok', reasons: [] }
    return { mark: complete ? 'fail' : 'not checked', reasons: ['was never reached'] }
  }

  return {
    complete,
    fail,
    /** Scenarios that ended early, and why. */
    stops,
    stopped: (scenario: string, why: string) => void stops.push(`${scenario}: ${why}`),
    pass: (id: string, check: Check) => void of(id).passed.add(check),
    skip: (id: string, check: Check, why: string) => void of(id).skipped.set(check, why),
    /** Notes an error's number and HTTP status. */
    sawError: (id: string, status: number, code: number) => {
      const { statuses } = of(id)
      statuses.set(code, (statuses.get(code) ?? new Set()).add(status))
    },
    sawMembers: (id: string, paths: readonly string[]) => {
      for (const path of paths) of(id).members.add(path)
    },
    rows: (): Row[] =>
      allFacts.map((fact) => {
        const cells = Object.fromEntries(
          checkNames.map((check) => [check, cellOf(fact, check)]),
        ) as unknown as Row['cells']
        const marks = Object.values(cells).map((cell) => cell.mark)
        const worst = (['fail', 'not checked'] as const).find((mark) => marks.includes(mark))
        return { id: fact.id, cells, mark: worst ?? 'ok' }
      }),
    /** Documented members of replies that no reply has had. */
    unseen: (): [id: string, paths: string[]][] =>
      allFacts
        .map((fact): [string, string[]] => [
          fact.id,
          allMembers({ ...fact.data, ...fact.topLevel }).filter((path) => !of(fact.id).members.has(path)),
        ])
        .filter(([, paths]) => paths.length > 0),
  }
}

/** Why an endpoint has a mark; one line says enough of what has never been called. */
export function problemsOf({ cells }: Row, mark: 'fail' | 'not checked'): string[] {
  const found = checkNames.flatMap((check) =>
    cells[check].mark === mark ? cells[check].reasons.map((reason) => `${check}: ${reason}`) : [],
  )
  return cells.works.mark === mark ? found.filter((line) => line.startsWith('works: ')) : found
}

const letters: Record<Mark, string> = { ok: '✓', fail: '✗', 'not checked': '?', none: '·' }

/** The table endpoint × check, the reasons below it, and the total. */
export function tableOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map((row) => row.id.length))
  const head = `${''.padEnd(width)}  ${checkNames.join(' ')}`
  const lines = rows.map(
    (row) =>
      `${row.id.padEnd(width)}  ${checkNames.map((check) => letters[row.cells[check].mark].padEnd(check.length)).join(' ')}`,
  )
  const reasons = (mark: 'fail' | 'not checked', title: string) => {
    const found = rows.flatMap((row) => problemsOf(row, mark).map((problem) => `  ${row.id} ${problem}`))
    return found.length === 0 ? [] : ['', title, ...found]
  }
  const passed = rows.filter((row) => row.mark === 'ok').length
  const partly = rows.filter((row) => row.mark === 'not checked' && row.cells.works.mark === 'ok').length
  const away = rows.filter((row) => row.cells.works.mark === 'not checked').length
  const total = [
    `${passed} of ${rows.length} endpoints pass every check`,
    ...(partly > 0 ? [`${partly} more pass all that could be checked from here`] : []),
    ...(away > 0 ? [`${away} could not be called from here`] : []),
  ]
  return [
    head,
    ...lines,
    '',
    `${letters.ok} passes   ${letters.fail} fails   ${letters['not checked']} not checked   ${letters.none} has no meaning here`,
    ...reasons('fail', 'Failures'),
    ...reasons('not checked', 'Not checked'),
    '',
    `${total.join(', ')}.`,
  ].join('\n')
}
