import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const code = Type.String({
  description: 'the code that came back to redirect_uri; good once, for five minutes',
  maxLength: 512,
})
const refreshToken = Type.String({
  description: 'the refresh token that came with the last token; good once',
  maxLength: 4096,
})
const grantType = (value: string) => Type.String({ description: `always ${value}`, maxLength: 100 })

/** What both current token endpoints take besides how the client proves itself. */
const tokenRequest = {
  code: Type.Optional(code),
  redirect_uri: Type.Optional(
    Type.String({ description: 'where the code was sent; when given, it must be the same', maxLength: 2048 }),
  ),
  code_verifier: Type.Optional(
    Type.String({
      description: 'what the code_challenge was made from: 43 to 128 letters, digits, `-`, `.`, `_`, `~`',
      maxLength: 512,
    }),
  ),
  refresh_token: Type.Optional(refreshToken),
  scope: Type.Optional(
    Type.String({
      description: 'some of the scopes that were consented to, with spaces between; all of them when absent',
      maxLength: 8192,
    }),
  ),
}
const clientId = Type.Optional(
  Type.String({
    description: 'app ID; may stand in an `Authorization: Basic` header instead',
    maxLength: 100,
  }),
)
const clientSecret = Type.Optional(
  Type.String({
    description: 'app secret; may stand in an `Authorization: Basic` header instead',
    maxLength: 512,
  }),
)

export const accessToken = {
  /** Exchange a login code for a user token (first form). */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/authen/v1/access_token',
    summary: 'Exchange a login code for a user token (first form)',
    tokens: ['app'],
    body: Type.Object({
      grant_type: grantType('authorization_code'),
      code,
    }),
    response: Type.Object({
      access_token: Type.Optional(Type.String({ description: 'user access token' })),
      token_type: Type.Optional(Type.String({ description: 'Bearer' })),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      name: Type.Optional(Type.String({ description: 'display name' })),
      en_name: Type.Optional(Type.String({ description: 'English name' })),
      avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
      avatar_thumb: Type.Optional(Type.String()),
      avatar_middle: Type.Optional(Type.String()),
      avatar_big: Type.Optional(Type.String()),
      open_id: Type.Optional(Type.String()),
      union_id: Type.Optional(Type.String()),
      email: Type.Optional(Type.String({ description: 'mail address' })),
      enterprise_email: Type.Optional(Type.String({ description: 'enterprise mail' })),
      user_id: Type.Optional(Type.String({ description: 'user ID' })),
      mobile: Type.Optional(Type.String({ description: 'phone number' })),
      tenant_key: Type.Optional(Type.String({ description: 'tenant key' })),
      refresh_expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      refresh_token: Type.Optional(Type.String({ description: 'refresh token' })),
      sid: Type.Optional(Type.String()),
    }),
    errors: [20001, 20007, 20008, 20009, 20021, 20022, 20023, 20024, 20025, 20028, 20050],
  }),
}

export const refreshAccessToken = {
  /** Refresh a user token (first form). */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/authen/v1/refresh_access_token',
    summary: 'Refresh a user token (first form)',
    tokens: ['app'],
    body: Type.Object({
      grant_type: grantType('refresh_token'),
      refresh_token: refreshToken,
    }),
    response: Type.Object({
      access_token: Type.Optional(Type.String({ description: 'user access token' })),
      token_type: Type.Optional(Type.String({ description: 'Bearer' })),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      name: Type.Optional(Type.String({ description: 'display name' })),
      en_name: Type.Optional(Type.String({ description: 'English name' })),
      avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
      avatar_thumb: Type.Optional(Type.String()),
      avatar_middle: Type.Optional(Type.String()),
      avatar_big: Type.Optional(Type.String()),
      open_id: Type.Optional(Type.String()),
      union_id: Type.Optional(Type.String()),
      email: Type.Optional(Type.String({ description: 'mail address' })),
      enterprise_email: Type.Optional(Type.String({ description: 'enterprise mail' })),
      user_id: Type.Optional(Type.String({ description: 'user ID' })),
      mobile: Type.Optional(Type.String({ description: 'phone number' })),
      tenant_key: Type.Optional(Type.String({ description: 'tenant key' })),
      refresh_expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      refresh_token: Type.Optional(Type.String({ description: 'refresh token' })),
      sid: Type.Optional(Type.String()),
    }),
    errors: [20001, 20007, 20008, 20009, 20021, 20022, 20023, 20024, 20025, 20028, 20050],
  }),
}

export const oidcAccessToken = {
  /** Exchange a login code for a user token (OIDC form). */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/authen/v1/oidc/access_token',
    summary: 'Exchange a login code for a user token (OIDC form)',
    tokens: ['app'],
    limit: { perMinute: 1000, perSecond: 50 },
    body: Type.Object({
      grant_type: grantType('authorization_code'),
      code,
    }),
    response: Type.Object({
      access_token: Type.Optional(Type.String({ description: 'user access token' })),
      refresh_token: Type.Optional(Type.String({ description: 'refresh token' })),
      token_type: Type.Optional(Type.String({ description: 'Bearer' })),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      refresh_expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      scope: Type.Optional(Type.String({ description: 'space-separated scopes' })),
    }),
    errors: [
      20001, 20002, 20003, 20004, 20007, 20008, 20013, 20014, 20021, 20022, 20023, 20024, 20025, 20028, 20029,
      20035, 20036, 20039, 20042, 20046,
    ],
  }),
}

export const oidcRefreshAccessToken = {
  /** Refresh a user token (OIDC form). */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/authen/v1/oidc/refresh_access_token',
    summary: 'Refresh a user token (OIDC form)',
    tokens: ['app'],
    limit: { perMinute: 1000, perSecond: 50 },
    body: Type.Object({
      grant_type: grantType('refresh_token'),
      refresh_token: refreshToken,
    }),
    response: Type.Object({
      access_token: Type.Optional(Type.String({ description: 'user access token' })),
      refresh_token: Type.Optional(Type.String({ description: 'refresh token' })),
      token_type: Type.Optional(Type.String({ description: 'Bearer' })),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      refresh_expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
      scope: Type.Optional(Type.String({ description: 'space-separated scopes' })),
    }),
    errors: [
      20001, 20002, 20007, 20008, 20013, 20014, 20021, 20022, 20023, 20024, 20026, 20028, 20029, 20036, 20037,
      20038, 20042, 20046,
    ],
  }),
}

/** Who has signed in. */
export const UserInfo = Type.Object({
  name: Type.Optional(Type.String({ description: 'display name' })),
  en_name: Type.Optional(Type.String({ description: 'English name' })),
  avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
  avatar_thumb: Type.Optional(Type.String()),
  avatar_middle: Type.Optional(Type.String()),
  avatar_big: Type.Optional(Type.String()),
  open_id: Type.Optional(Type.String()),
  union_id: Type.Optional(Type.String()),
  email: Type.Optional(Type.String({ description: 'mail address' })),
  enterprise_email: Type.Optional(Type.String({ description: 'enterprise mail' })),
  user_id: Type.Optional(Type.String({ description: 'user ID' })),
  mobile: Type.Optional(Type.String({ description: 'phone number' })),
  tenant_key: Type.Optional(Type.String({ description: 'tenant key' })),
  employee_no: Type.Optional(Type.String({ description: 'employee number' })),
})

/** The reply of the current token endpoints. */
export const TokenReply = Type.Object({
  access_token: Type.Optional(Type.String({ description: 'user_access_token, may be 1-2 KB (leave 4 KB)' })),
  expires_in: Type.Optional(Type.Integer({ description: 'seconds, e.g. 7200' })),
  refresh_token: Type.Optional(Type.String({ description: 'only with offline_access; single use' })),
  refresh_token_expires_in: Type.Optional(Type.Integer({ description: 'seconds, e.g. 604800' })),
  token_type: Type.Optional(Type.String({ description: 'Bearer' })),
  scope: Type.Optional(Type.String({ description: 'space-separated granted scopes' })),
  error: Type.Optional(Type.String({ description: 'failure only' })),
  error_description: Type.Optional(Type.String({ description: 'failure only' })),
})

export const userInfo = {
  /** Get the signed-in user. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/authen/v1/user_info',
    summary: 'Get the signed-in user',
    tokens: ['user'],
    response: UserInfo,
    errors: [20001, 20005, 20008, 20021, 20022, 20023, 20050],
  }),
}

export const oauth = {
  /** Exchange a login code or refresh token for a user token. */
  token: endpoint({
    method: 'POST',
    path: '/open-apis/authen/v2/oauth/token',
    summary: 'Exchange a login code or refresh token for a user token',
    tokens: [],
    limit: { perMinute: 1000, perSecond: 50 },
    form: true,
    body: Type.Object({
      grant_type: Type.Enum(['authorization_code', 'refresh_token'], {
        description: 'whether a code or a refresh token is exchanged',
      }),
      client_id: clientId,
      client_secret: clientSecret,
      ...tokenRequest,
    }),
    envelope: 'flat',
    response: TokenReply,
    errors: [
      20001, 20002, 20003, 20004, 20008, 20009, 20010, 20024, 20026, 20036, 20037, 20048, 20049, 20063, 20064,
      20065, 20066, 20067, 20068, 20069, 20070, 20071, 20073, 20074, 20050, 20072,
    ],
  }),
}

export const oauthV3 = {
  /** Exchange a login code or refresh token (SDK form). */
  token: endpoint({
    method: 'POST',
    path: '/oauth/v3/token',
    summary: 'Exchange a login code or refresh token (SDK form)',
    tokens: [],
    form: true,
    body: Type.Object({
      grant_type: Type.Enum(
        ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
        {
          description: 'what is exchanged: a code, a refresh token, or a client assertion for a tenant token',
        },
      ),
      client_id: clientId,
      client_secret: clientSecret,
      client_assertion_type: Type.Optional(
        Type.Enum(['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'], {
          description: 'goes with client_assertion',
        }),
      ),
      client_assertion: Type.Optional(
        Type.String({ description: 'a signed JWT in place of client_secret', maxLength: 8192 }),
      ),
      ...tokenRequest,
    }),
    envelope: 'flat',
    response: TokenReply,
    errors: [
      20001, 20002, 20003, 20004, 20008, 20009, 20010, 20024, 20026, 20036, 20037, 20048, 20049, 20063, 20064,
      20065, 20066, 20067, 20068, 20069, 20070, 20071, 20073, 20074, 20050, 20072,
    ],
  }),
}

/** What a browser brings when an app sends it to sign somebody in. */
export const AuthorizeQuery = Type.Object({
  client_id: Type.String({ description: 'app ID', maxLength: 100 }),
  response_type: Type.Enum(['code'], { description: 'always code' }),
  redirect_uri: Type.String({
    description: 'where the answer goes; registered with the app, letter by letter',
    maxLength: 2048,
  }),
  scope: Type.Optional(
    Type.String({
      description:
        'what the app wants to do, at most 50 scopes with spaces between; absent means all that the app may do except offline_access',
      maxLength: 8192,
    }),
  ),
  state: Type.Optional(Type.String({ description: 'comes back with the answer', maxLength: 2048 })),
  code_challenge: Type.Optional(Type.String({ description: 'PKCE challenge (RFC 7636)', maxLength: 128 })),
  code_challenge_method: Type.Optional(
    Type.Enum(['S256', 'plain'], { description: 'how the challenge was made', default: 'plain' }),
  ),
  prompt: Type.Optional(
    Type.Enum(['consent'], { description: 'consent asks the person even when they have agreed before' }),
  ),
})

export const authorize = {
  /** Start a sign-in with the browser: answers with a redirect to the consent page, then to `redirect_uri`. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/authen/v1/authorize',
    summary: 'Start a sign-in with the browser',
    tokens: [],
    limit: { perMinute: 1000, perSecond: 50 },
    query: AuthorizeQuery,
    envelope: 'redirect',
    response: Type.String({ description: 'where the browser goes' }),
    errors: [20027, 20029],
  }),
}
