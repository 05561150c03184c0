import { type Fact, type Shape, factOf, mismatches, seenMembers } from '../shape.ts'
import { type Json, shown } from './json.ts'
import type { Report } from './report.ts'
import type { WireReply } from './wire.ts'

const errorObject: Shape = {
  message: 'string',
  log_id: 'string',
  logid: 'string',
  troubleshooter: 'string',
  permission_violations: [
    { type: 'string', subject: 'string', description: 'string', scope: 'string', url: 'string' },
  ],
  field_violations: [{ field: 'string', value: 'string', description: 'string' }],
  helps: [{ url: 'string', description: 'string' }],
  details: [{ key: 'string', value: 'string' }],
}

/** Whether the endpoint answers without the envelope, as OAuth libraries want it. */
const isBare = (fact: Fact): boolean => fact.topLevel !== undefined && 'error' in fact.topLevel

/** Numbers that a whole family of endpoints shares, on top of what each page lists. */
const families: readonly (readonly [path: RegExp, codes: readonly number[]])[] = [
  [/^\/open-apis\/helpdesk\//, [154000, 154001, 154003, 154004, 154005]],
  [/^\/open-apis\/auth\//, [10003, 10005, 10012, 10013, 10014, 10015, 10016]],
  [/^\/open-apis\/contact\//, [40001, 40003, 40004, 40011, 40012, 41012, 41050]],
  // The page of the newest token endpoint lists nothing; it is the one before under another name.
  [/^\/oauth\/v3\/token$/, factOf('authen.v2.oauth.token').errors.map(([, code]) => code)],
]

/** Whether an endpoint may answer a code: its page says so, its family, the platform; or it is a fault inside. */
export const mayAnswer = (fact: Fact, code: number): boolean =>
  fact.errors.some(([, documented]) => documented === code) ||
  (code >= 99990000 && code <= 99999999) ||
  code === 155000 ||
  families.some(([path, codes]) => path.test(fact.path) && codes.includes(code))

/** Looks at the JSON of a reply: envelope, types, members; and notes which members and codes have been seen. */
export function inspectBody(report: Report, fact: Fact, status: number, body: Json): void {
  const fail = (...reasons: string[]) => report.fail(fact.id, 'types', ...reasons)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return fail(`a reply with HTTP ${status} is no JSON object`)
  if (!Number.isSafeInteger(body.code)) fail(`code is ${shown(body.code)}, not a number`)
  if (!isBare(fact) && typeof body.msg !== 'string') fail(`msg is ${shown(body.msg)}, not a text`)
  if (body.code === 0) return inspectSuccess(report, fact, status, body)
  report.sawError(fact.id, status, body.code)
  if (!mayAnswer(fact, body.code))
    report.fail(fact.id, 'errors', `${body.code} (${shown(body.msg)}) is not documented here`)
  if (isBare(fact)) fail(...mismatches(body, fact.topLevel!, 'reply'))
  else if (body.error === undefined) fail(`an error with HTTP ${status} has no error object`)
  else fail(...mismatches(body.error, errorObject, 'error'))
}

function inspectSuccess(report: Report, fact: Fact, status: number, body: Json): void {
  const fail = (...reasons: string[]) => report.fail(fact.id, 'types', ...reasons)
  if (status !== 200) fail(`success came with HTTP ${status}`)
  const { code: _, msg: __, data, ...rest } = body
  if (fact.topLevel) {
    fail(...mismatches({ code: 0, msg: 'ok', ...rest }, { msg: 'string', ...fact.topLevel }, 'reply'))
    const seen = seenMembers(body, fact.topLevel)
    report.sawMembers(fact.id, seen)
    report.pass(fact.id, 'types')
    return
  }
  for (const name of Object.keys(rest)) fail(`a reply has ${name} beside code, msg and data`)
  if (!fact.data) {
    if (data !== undefined) fail(...mismatches(data, {}))
    return report.pass(fact.id, 'types')
  }
  if (data === undefined) return fail('a reply has no data')
  fail(...mismatches(data, fact.data))
  const seen = seenMembers(data, fact.data)
  report.sawMembers(fact.id, seen)
  // An empty reply fits any types.
  if (seen.length > 0) report.pass(fact.id, 'types')
}

const logId = /^\d{14}[0-9A-F]{18,}$/i

/** Looks at a whole reply: header names in the case that Python's client needs, content type, log id, and the body. */
export function inspect(report: Report, fact: Fact, reply: WireReply): void {
  const fail = (...reasons: string[]) => report.fail(fact.id, 'types', ...reasons)
  for (const name of ['Content-Type', 'X-Tt-Logid', 'X-Request-Id'])
    if (!reply.names.includes(name) && !(name === 'Content-Type' && reply.status === 302))
      fail(`a reply with HTTP ${reply.status} has no header ${name} in this case`)
  if (!logId.test(String(reply.headers['x-tt-logid'])))
    fail(`X-Tt-Logid is ${shown(reply.headers['x-tt-logid'])}`)
  if (fact.binary && reply.status < 400) return report.pass(fact.id, 'types')
  if (reply.headers['content-type'] !== 'application/json; charset=utf-8')
    fail(`Content-Type is ${shown(reply.headers['content-type'])}`)
  if (!isBare(fact) && reply.body?.error && reply.body.error.log_id !== reply.headers['x-tt-logid'])
    fail('error.log_id is not the one of the header')
  inspectBody(report, fact, reply.status, reply.body)
}
