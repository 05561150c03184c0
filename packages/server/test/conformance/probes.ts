import type { Fact } from '../shape.ts'
import { type Json, shown } from './json.ts'
import { inspect, mayAnswer } from './replies.ts'
import type { Check, Report } from './report.ts'
import { withUnknownId, withWrongType, withoutField } from './variants.ts'
import { type Payload, type WireReply, encode, send, target } from './wire.ts'
import type { Credentials, World } from './world.ts'

/** Gives tokens for the raw calls. */
export interface Tokens {
  tenant(credentials: Credentials): Promise<string>
}

export const deskHeader = ({ helpdeskId, helpdeskToken }: Credentials): Record<string, string> => ({
  'X-Lark-Helpdesk-Authorization': Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString('base64'),
})

export const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` })

type Kind = 'tenant' | 'user'

/** Which token a call uses when nothing is said. */
export const kindOf = (fact: Fact): Kind | undefined =>
  fact.tokens.length === 0
    ? undefined
    : fact.tokens.includes('tenant') || fact.tokens.includes('app')
      ? 'tenant'
      : 'user'

/** One raw call, looked at from all sides. */
export async function call(
  { url }: Pick<World, 'url'>,
  report: Report,
  fact: Fact,
  payload: Payload,
  headers: Record<string, string>,
): Promise<WireReply> {
  const body = encode(fact, payload)
  const type: Record<string, string> = body ? { 'Content-Type': body.type } : {}
  const reply = await send(`${url}${target(fact, payload)}`, fact.method, { ...type, ...headers }, body?.body)
  inspect(report, fact, reply)
  return reply
}

const say = (reply: WireReply): string =>
  `HTTP ${reply.status} ${shown(reply.body?.code)} ${shown(reply.body?.msg ?? reply.body?.error_description)}`

/** What the old sign-in endpoints call a refused token, where they document it. */
const oldTokenCodes = [20005, 20013, 20014]

/**
 * Everything that must be refused, asked just before a call that succeeds: the call afterwards shows that none of it
 * had an effect.
 */
export async function probe(
  world: World,
  report: Report,
  tokens: Tokens,
  fact: Fact,
  payload: Payload,
  kind: Kind | undefined,
): Promise<void> {
  const auth = async (credentials: Credentials): Promise<Record<string, string>> =>
    kind === undefined
      ? {}
      : bearer(kind === 'user' ? credentials.userToken! : await tokens.tenant(credentials))
  const desk = fact.helpdesk ? deskHeader(world) : {}
  const good = { ...(await auth(world)), ...desk }
  const ask = (headers: Record<string, string>, changed: Payload = payload) =>
    call(world, report, fact, changed, headers)
  const expect = async (
    check: Check,
    what: string,
    asked: Promise<WireReply>,
    isRight: (reply: WireReply) => boolean,
  ) => {
    const reply = await asked
    if (isRight(reply)) report.pass(fact.id, check)
    else report.fail(fact.id, check, `${what} gave ${say(reply)}`)
  }
  const coded =
    (...codes: number[]) =>
    (reply: WireReply) =>
      codes.includes(reply.body?.code)

  if (kind !== undefined) {
    const old = oldTokenCodes.filter((code) => fact.errors.some(([, documented]) => documented === code))
    const refused = (code: number) => coded(code, ...old)
    await expect('token', 'no token', ask(desk), (reply) =>
      fact.id.startsWith('authen.v1.') ? reply.body?.code > 0 : coded(99991661)(reply),
    )
    await expect('token', 'a token of no kind', ask({ ...bearer('x-1234'), ...desk }), refused(99991671))
    await expect('token', 'a forged t- token', ask({ ...bearer('t-forged'), ...desk }), refused(99991663))
    await expect('token', 'a forged u- token', ask({ ...bearer('u-forged'), ...desk }), refused(99991668))
    await expect('token', 'a forged a- token', ask({ ...bearer('a-forged'), ...desk }), refused(99991664))
    if (!fact.tokens.includes('tenant') && !fact.tokens.includes('app'))
      await expect(
        'token',
        'a tenant token',
        ask({ ...bearer(await tokens.tenant(world)), ...desk }),
        refused(99991663),
      )
    if (!fact.tokens.includes('user')) {
      if (world.userToken)
        await expect('token', 'a user token', ask({ ...bearer(world.userToken), ...desk }), refused(99991668))
      else report.skip(fact.id, 'token', 'a user token instead: needs --user-token')
    }
    await probeRights(world, fact, kind, desk, ask, expect)
  }
  if (fact.helpdesk) {
    const isRefused = (reply: WireReply) => reply.status === 401 && reply.body?.code === 154001
    const token = await auth(world)
    const header = (value: string) => ({ ...token, 'X-Lark-Helpdesk-Authorization': value })
    await expect('desk', 'no help desk header', ask(token), isRefused)
    await expect('desk', 'garbage in the help desk header', ask(header('%%%')), isRefused)
    const wrong = { ...token, ...deskHeader({ ...world, helpdeskToken: 'ht-wrong' }) }
    await expect('desk', 'a wrong help desk token', ask(wrong), isRefused)
    if (world.other)
      await expect(
        'desk',
        'another tenant’s help desk header',
        ask({ ...token, ...deskHeader(world.other) }),
        isRefused,
      )
  }
  for (const { field, payload: changed } of withoutField(fact, payload))
    await expect('missing', `${field} left out`, ask(good, changed), refusesField(fact, field))
  for (const { field, payload: changed } of withWrongType(fact, payload))
    await expect(
      'mistyped',
      `${field} of the wrong type (${shown(changed.data ?? changed.params)})`,
      ask(good, changed),
      refusesField(fact, field),
    )
  for (const { field, payload: changed } of withUnknownId(payload))
    await expect('unknown', `an unknown ${field}`, ask(good, changed), isDocumented(fact))
  for (const [field, id] of Object.entries(payload.path ?? {})) {
    const changed = { ...payload, path: { ...payload.path, [field]: `${id}\0` } }
    await expect('unknown', `a NUL character in ${field}`, ask(good, changed), isDocumented(fact))
  }
  await expect(
    'types',
    'a body that is no JSON',
    garbage(world, report, fact, payload, good),
    isDocumented(fact),
  )
  if (world.inside) {
    const url = await world.inside.faulty()
    const reply = await call({ url }, report, fact, payload, good)
    // Some endpoints need no database.
    if (reply.status < 500 && reply.body?.code > 0)
      report.fail(fact.id, 'errors', `with the database away it says ${say(reply)}`)
  }
}

/** A broken body; uploads get one that is no form. */
async function garbage(
  { url }: Pick<World, 'url'>,
  report: Report,
  fact: Fact,
  payload: Payload,
  headers: Record<string, string>,
): Promise<WireReply> {
  const type = { 'Content-Type': 'application/json' }
  const reply = await send(
    `${url}${target(fact, payload)}`,
    fact.method,
    { ...type, ...headers },
    '{"msg_type":',
  )
  inspect(report, fact, reply)
  return reply
}

type Ask = (headers: Record<string, string>) => Promise<WireReply>
type Expect = (
  check: Check,
  what: string,
  asked: Promise<WireReply>,
  isRight: (reply: WireReply) => boolean,
) => Promise<void>

/** Too few scopes, and people who do not serve on the desk. */
async function probeRights(
  { inside }: World,
  fact: Fact,
  kind: Kind,
  desk: Record<string, string>,
  ask: Ask,
  expect: Expect,
): Promise<void> {
  if (!inside) return
  if (fact.scopes.length > 0) {
    const { tenantToken, userToken } = await inside.scopeless()
    const token = kind === 'user' ? userToken : tenantToken
    await expect('token', 'an app without scopes', ask({ ...bearer(token), ...desk }), (reply) => {
      const named = reply.body?.error?.permission_violations?.map((v: Json) => v.subject)
      return reply.body?.code === 99991672 && fact.scopes.every((scope) => named?.includes(scope))
    })
  }
  if (fact.helpdesk && kind === 'user') {
    const { token } = await inside.outsider()
    await expect(
      'token',
      'a person who does not serve on the desk',
      ask({ ...bearer(token), ...desk }),
      (reply) => reply.status === 403 && reply.body?.code === 154003,
    )
  }
}

/** A refusal in the documented words, that is no fault of the server's; old endpoints refuse with HTTP 200. */
export const isDocumented =
  (fact: Fact) =>
  ({ status, body }: WireReply): boolean =>
    body?.code > 0 &&
    status < 500 &&
    (status >= 400 || fact.errors.some(([http]) => http === 200)) &&
    mayAnswer(fact, body.code)

/** The same, and it names the field. */
const refusesField = (fact: Fact, field: string) => (reply: WireReply) => {
  if (!isDocumented(fact)(reply)) return false
  const { error } = reply.body
  if (fact.topLevel && 'error' in fact.topLevel) return true
  const fields: string[] = error?.field_violations?.map((v: Json) => v.field) ?? []
  return fields.some((name) => name === field || name.startsWith(`${field}.`) || field.startsWith(`${name}.`))
}
