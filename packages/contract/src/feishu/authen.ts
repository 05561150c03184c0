import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const accessToken = {
  /** Exchange a login code for a user token (first form). */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/authen/v1/access_token',
    summary: 'Exchange a login code for a user token (first form)',
    tokens: ['app'],
    body: Type.Object({
      grant_type: Type.String({ description: 'grant type' }),
      code: Type.String({ description: 'authorization code' }),
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
      grant_type: Type.String({ description: 'grant type' }),
      refresh_token: Type.String({ description: 'refresh token' }),
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
      grant_type: Type.String({ description: 'grant type' }),
      code: Type.String({ description: 'authorization code' }),
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
      grant_type: Type.String({ description: 'grant type' }),
      refresh_token: Type.String({ description: 'refresh token' }),
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

export const userInfo = {
  /** Get the signed-in user. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/authen/v1/user_info',
    summary: 'Get the signed-in user',
    tokens: ['user'],
    response: Type.Object({
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
    }),
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
    body: Type.Object({
      grant_type: Type.Enum(['authorization_code', 'refresh_token'], { description: 'grant type' }),
      client_id: Type.String({ description: 'app ID' }),
      client_secret: Type.String({ description: 'app secret' }),
      code: Type.Optional(Type.String({ description: 'required for authorization_code' })),
      redirect_uri: Type.Optional(Type.String({ description: 'must equal the one used in authorize' })),
      code_verifier: Type.Optional(Type.String({ description: 'required with PKCE; 43-128 chars' })),
      refresh_token: Type.Optional(Type.String({ description: 'required for refresh_token' })),
      scope: Type.Optional(Type.String({ description: 'narrows the grant' })),
    }),
    envelope: 'flat',
    response: Type.Object({
      access_token: Type.Optional(
        Type.String({ description: 'user_access_token, may be 1-2 KB (leave 4 KB)' }),
      ),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds, e.g. 7200' })),
      refresh_token: Type.Optional(Type.String({ description: 'only with offline_access; single use' })),
      refresh_token_expires_in: Type.Optional(Type.Integer({ description: 'seconds, e.g. 604800' })),
      token_type: Type.Optional(Type.String({ description: 'Bearer' })),
      scope: Type.Optional(Type.String({ description: 'space-separated granted scopes' })),
      error: Type.Optional(Type.String({ description: 'failure only' })),
      error_description: Type.Optional(Type.String({ description: 'failure only' })),
    }),
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
    body: Type.Object({
      client_id: Type.String(),
      client_secret: Type.Optional(Type.String({ description: 'absent in client-assertion mode' })),
      client_assertion_type: Type.Optional(
        Type.Enum(['urn:ietf:params:oauth:client-assertion-type:jwt-bearer']),
      ),
      client_assertion: Type.Optional(Type.String()),
      grant_type: Type.Enum(
        ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
        { description: 'grant type' },
      ),
      code: Type.Optional(Type.String({ description: 'authorization code' })),
      redirect_uri: Type.Optional(Type.String()),
      code_verifier: Type.Optional(Type.String()),
      refresh_token: Type.Optional(Type.String({ description: 'refresh token' })),
      scope: Type.Optional(Type.String({ description: 'space-separated scopes' })),
    }),
    envelope: 'flat',
    response: Type.Object({
      access_token: Type.Optional(
        Type.String({ description: 'user_access_token, may be 1-2 KB (leave 4 KB)' }),
      ),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds, e.g. 7200' })),
      refresh_token: Type.Optional(Type.String({ description: 'only with offline_access; single use' })),
      refresh_token_expires_in: Type.Optional(Type.Integer({ description: 'seconds, e.g. 604800' })),
      token_type: Type.Optional(Type.String({ description: 'Bearer' })),
      scope: Type.Optional(Type.String({ description: 'space-separated granted scopes' })),
      error: Type.Optional(Type.String({ description: 'failure only' })),
      error_description: Type.Optional(Type.String({ description: 'failure only' })),
    }),
    errors: [],
  }),
}

export const authorize = {
  /** Start a sign-in with the browser: answers with a redirect to the consent page, then to `redirect_uri`. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/authen/v1/authorize',
    summary: 'Start a sign-in with the browser',
    tokens: [],
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      client_id: Type.String({ description: 'app ID' }),
      response_type: Type.Enum(['code']),
      redirect_uri: Type.String({ description: 'must be in the allow list of the app' }),
      scope: Type.Optional(Type.String({ description: 'space-separated, at most 50' })),
      state: Type.Optional(Type.String({ description: 'echoed back' })),
      code_challenge: Type.Optional(Type.String({ description: 'PKCE' })),
      code_challenge_method: Type.Optional(Type.Enum(['S256', 'plain'], { default: 'plain' })),
      prompt: Type.Optional(Type.Enum(['consent'])),
    }),
    envelope: 'redirect',
    response: Type.Unknown(),
    errors: [20027, 20029],
  }),
}
