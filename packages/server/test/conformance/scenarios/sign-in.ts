import { createHash, randomBytes } from 'node:crypto'
import * as lark from '@larksuiteoapi/node-sdk'
import { quietLogger } from '../../official.ts'
import { isText } from '../json.ts'
import { bearer } from '../probes.ts'
import type { Run } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import type { Inside } from '../world.ts'

const info = 'authen.v1.user_info.get'
const authorize = 'authen.v1.authorize'
const v2 = 'authen.v2.oauth.token'
const v3 = 'oauth.v3.token'
const legacy = 'authen.v1.access_token.create'
const legacyAgain = 'authen.v1.refresh_access_token.create'
const oidc = 'authen.v1.oidc_access_token.create'
const oidcAgain = 'authen.v1.oidc_refresh_access_token.create'

const codeGrant = (code: string) => ({ data: { grant_type: 'authorization_code', code } })
const refreshGrant = (token: string) => ({ data: { grant_type: 'refresh_token', refresh_token: token } })

/** People sign in with each generation of the token endpoints. */
export const signIn: Scenario = async (run) => {
  const mine = await run.sdk(info, {}, { as: 'user' })
  run.shows(info, mine, { open_id: isText, union_id: isText, name: isText, tenant_key: isText })
  if (!run.world.inside)
    return run.skip(
      [authorize, v2, v3, legacy, legacyAgain, oidc, oidcAgain],
      'somebody must consent in a browser',
    )
  await run.inside(async (inside) => {
    await authorizing(run, inside)
    await firstForms(run, inside)
    await current(run, inside)
    await newest(run, inside)
  })
}

const whoIs = async (run: Run, token: string) =>
  (await run.raw(info, {}, bearer(token), { quiet: true })).body.data

async function authorizing(run: Run, { redirectUri, consent }: Inside): Promise<void> {
  await consent()
  const params = { client_id: run.world.appId, response_type: 'code', redirect_uri: redirectUri, state: 's1' }
  const page = await run.raw(authorize, { params })
  run.shows(authorize, [page.status, page.headers.location], [302, (to: string) => to.includes('state=s1')])
  await run.rawRefused(authorize, { params: { ...params, redirect_uri: 'https://else.example.com/' } }, 20029)
  await run.rawRefused(authorize, { params: { ...params, scope: 'admin:everything' } }, 20027)
}

/** `/authen/v1`: what Node’s `client.userAccessToken` and the generated calls of all SDKs use. */
async function firstForms(run: Run, inside: Inside): Promise<void> {
  const { consent, consenter } = inside
  for (const [first, again] of [
    [oidc, oidcAgain],
    [legacy, legacyAgain],
  ] as const) {
    const made = await run.sdk(first, codeGrant(await consent()))
    run.shows(first, await whoIs(run, made.access_token), { open_id: consenter })
    const renewed = await run.sdk(again, refreshGrant(made.refresh_token))
    run.shows(again, await whoIs(run, renewed.access_token), { open_id: consenter })
    run.shows(again, renewed.refresh_token, (token: string) => isText(token) && token !== made.refresh_token)

    await run.refused(first, codeGrant('nonsense'), first === oidc ? 20003 : 20007)
    await run.refused(first, codeGrant(await inside.consentElsewhere()), 20024)
    await run.refused(first, { data: { grant_type: 'password', code: 'x' } }, first === oidc ? 20036 : 20001)
    await run.refused(again, refreshGrant('nonsense'), again === oidcAgain ? 20026 : 20007)
    await run.refused(
      again,
      { data: { grant_type: 'password', refresh_token: 'x' } },
      again === oidcAgain ? 20036 : 20001,
    )
    const second = await inside.secondApp()
    await run.rawRefused(again, refreshGrant(renewed.refresh_token), 20024, bearer(second.tenantToken))
    const code = await consent()
    const disabled = await inside.disabledApp()
    if (first === oidc)
      for (const [id, payload] of [
        [first, codeGrant(code)],
        [again, refreshGrant(renewed.refresh_token)],
      ] as const)
        await run.rawRefused(id, payload, 20042, bearer(disabled.tenantToken))
    for (const [status, number] of [
      ['frozen', 20022],
      ['resigned', 20021],
    ] as const) {
      await inside.change('users', { status }, { id: consenter })
      await run.refused(first, codeGrant(code), number)
      await run.refused(again, refreshGrant(renewed.refresh_token), number)
      await run.rawRefused(info, {}, number, bearer(renewed.access_token))
      await inside.change('users', { status: 'active' }, { id: consenter })
    }
    await inside.change('oauth_codes', { expires_at: 1 }, {})
    await run.refused(first, codeGrant(code), first === oidc ? 20004 : 20007)
    await inside.change('refresh_tokens', { expires_at: 1 }, {})
    await run.refused(again, refreshGrant(renewed.refresh_token), again === oidcAgain ? 20037 : 20007)
    if (again === oidcAgain) await run.refused(again, refreshGrant(`ur-1-${'x'.repeat(43)}`), 20038)
  }
}

/** `/authen/v2/oauth/token`: what OAuth libraries use. */
async function current(run: Run, inside: Inside): Promise<void> {
  const { consent, redirectUri } = inside
  const client = { client_id: run.world.appId, client_secret: run.world.appSecret }
  const ask = (data: object) => ({ data: { ...client, ...data } })
  const byCode = (code: string, more: object = {}) => ask({ grant_type: 'authorization_code', code, ...more })
  const refresh = (token: string, more: object = {}) =>
    ask({ grant_type: 'refresh_token', refresh_token: token, ...more })
  const scope = { scope: 'helpdesk:all offline_access' }
  const verifier = randomBytes(48).toString('base64url')
  const challenge = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const code = await consent({ ...scope, ...challenge })
  await run.refused(v2, byCode(code, { code_verifier: `${verifier}x` }), 20049)
  await run.refused(v2, byCode(code, { code_verifier: verifier, redirect_uri: `${redirectUri}/` }), 20071)
  const made = await run.sdk(
    v2,
    byCode(code, {
      redirect_uri: redirectUri,
      code_verifier: verifier,
      scope: 'helpdesk:all offline_access',
    }),
  )
  run.shows(v2, made, { token_type: 'Bearer', scope: 'helpdesk:all offline_access', refresh_token: isText })
  run.shows(v2, await whoIs(run, made.access_token), { open_id: inside.consenter })
  const renewed = await run.sdk(v2, refresh(made.refresh_token))
  run.shows(v2, await whoIs(run, renewed.access_token), { open_id: inside.consenter })
  await run.refused(v2, refresh(renewed.refresh_token, { scope: 'helpdesk:all helpdesk:all' }), 20067)
  await run.refused(v2, refresh(renewed.refresh_token, { scope: 'im:message' }), 20068)
  const second = await inside.secondApp()
  const secondClient = { client_id: second.appId, client_secret: second.appSecret }
  await run.refused(
    v2,
    { data: { ...secondClient, grant_type: 'refresh_token', refresh_token: renewed.refresh_token } },
    20024,
  )
  await inside.change('users', { status: 'frozen' }, { id: inside.consenter })
  await run.refused(v2, refresh(renewed.refresh_token), 20066)
  await inside.change('users', { status: 'active' }, { id: inside.consenter })
  await run.refused(v2, refresh(made.refresh_token), 20073)
  await run.refused(v2, refresh(renewed.refresh_token), 20064)
  await run.refused(v2, byCode(code, { code_verifier: verifier }), 20065)
  await run.refused(v2, byCode('nonsense'), 20003)
  await run.refused(v2, refresh('nonsense'), 20026)
  await run.refused(v2, ask({ grant_type: 'password' }), 20036)
  await run.refused(
    v2,
    { data: { ...client, client_secret: 'wrong', grant_type: 'refresh_token', refresh_token: 'x' } },
    20002,
  )
  await run.refused(
    v2,
    {
      data: { ...client, client_id: 'cli_0000000000000000', grant_type: 'refresh_token', refresh_token: 'x' },
    },
    20048,
  )
  const disabled = await inside.disabledApp()
  await run.refused(
    v2,
    {
      data: {
        client_id: disabled.appId,
        client_secret: disabled.appSecret,
        grant_type: 'refresh_token',
        refresh_token: 'x',
      },
    },
    20069,
  )
  await run.refused(v2, ask({ grant_type: 'authorization_code', code: 'x', client_assertion: 'x' }), 20070)
  const short = await run.sdk(oidc, codeGrant(await consent()), { quiet: true })
  await run.refused(v2, refresh(short.refresh_token), 20074)
  const late = await run.sdk(v2, byCode(await consent(scope)))
  const lateCode = await consent(scope)
  await inside.change('oauth_codes', { expires_at: 1 }, {})
  await run.refused(v2, byCode(lateCode), 20004)
  await inside.change('refresh_tokens', { expires_at: 1 }, {})
  await run.refused(v2, refresh(late.refresh_token), 20037)
}

/** `/oauth/v3/token`: what Node’s `client.accessToken` uses. */
async function newest(run: Run, { consent, consenter, redirectUri }: Inside): Promise<void> {
  const { appId, appSecret, url } = run.world
  const code = await consent({ scope: 'helpdesk:all offline_access' })
  const made = await run.raw(v3, {
    data: {
      client_id: appId,
      client_secret: appSecret,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
    },
  })
  run.shows(v3, await whoIs(run, made.body.access_token), { open_id: consenter })
  const client = new lark.Client({
    appId,
    appSecret,
    domain: url,
    oauthBaseUrl: url,
    logger: quietLogger,
  })
  const token = await client.accessToken.retrieveByAuthorizationCode({
    code: await consent({ scope: 'helpdesk:all offline_access' }),
    redirectUri,
  })
  run.shows(v3, token, { accessToken: isText, refreshToken: isText })
  const renewed = await client.accessToken.refresh({ refreshToken: token.refreshToken! })
  run.shows(v3, await whoIs(run, renewed.accessToken), { open_id: consenter })
}
