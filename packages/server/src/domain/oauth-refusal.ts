/** Why a sign-in, a code or a refresh token is refused. Each face says it in its own numbers and words. */
export const refusals = {
  parameter_missing: 'A required parameter is missing.',
  malformed: 'The request cannot be understood.',
  client_missing: 'client_id and client_secret are required.',
  several_auth_methods: 'The client authenticates in more than one way.',
  grant_type_unsupported: 'This grant type is not supported.',
  assertion_unsupported: 'Client assertions are not supported; use client_secret.',
  app_unknown: 'There is no such app.',
  app_disabled: 'The app is disabled.',
  app_not_installed: 'The app is not installed in your organisation.',
  app_of_other_tenant: 'The app belongs to another organisation.',
  secret_wrong: 'The client secret is wrong.',
  redirect_uri_unregistered: 'The redirect URI is not registered with the app.',
  redirect_uri_mismatch: 'The redirect URI is not the one the code was made for.',
  challenge_invalid: 'The code challenge is not valid.',
  scope_not_granted: 'The app has not been granted a scope it asks for.',
  scope_not_permitted: 'A scope is not among those that were consented to.',
  scope_duplicate: 'A scope is named twice.',
  scope_excess: 'At most 50 scopes can be asked for at once.',
  code_unknown: 'The authorization code is not valid.',
  code_expired: 'The authorization code has expired.',
  code_used: 'The authorization code has been used already; everything made from it is revoked.',
  code_foreign: 'The authorization code was made for another app.',
  pkce_failed: 'The code verifier does not fit the code challenge.',
  refresh_malformed: 'The refresh token is not valid.',
  refresh_unknown: 'The refresh token is not known.',
  refresh_expired: 'The refresh token has expired; the person has to sign in again.',
  refresh_used: 'The refresh token has been used already; everything made from this sign-in is revoked.',
  refresh_revoked: 'The refresh token has been revoked.',
  refresh_foreign: 'The refresh token was made for another app.',
  refresh_not_allowed: 'The sign-in does not include offline_access, so it cannot be refreshed.',
  user_gone: 'The person does not exist any more.',
  user_frozen: 'The person is suspended.',
  user_resigned: 'The person has left the organisation.',
} as const satisfies Record<string, string>

export type Refusal = keyof typeof refusals

export class OAuthRefusal extends Error {
  readonly reason: Refusal

  constructor(reason: Refusal, detail?: string) {
    super(detail === undefined ? refusals[reason] : `${refusals[reason]} ${detail}`)
    this.reason = reason
  }
}
