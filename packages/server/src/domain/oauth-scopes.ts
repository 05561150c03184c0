import { OAuthRefusal } from './oauth-refusal.ts'

/** Lets an app act while the person is away: with it, a sign-in comes with a refresh token. */
export const offlineAccess = 'offline_access'

export const maximumScopes = 50

export const splitScopes = (text: string | undefined): string[] =>
  (text ?? '').split(/\s+/).filter((scope) => scope !== '')

/** Narrows a consent to what a token request names; without a wish all of it. */
export function narrowScopes(consented: readonly string[], wish: string | undefined): string[] {
  const wanted = splitScopes(wish)
  if (wanted.length === 0) return [...consented]
  const twice = wanted.find((scope, i) => wanted.indexOf(scope) !== i)
  if (twice !== undefined) throw new OAuthRefusal('scope_duplicate', twice)
  const excess = wanted.filter((scope) => !consented.includes(scope))
  if (excess.length > 0) throw new OAuthRefusal('scope_not_permitted', excess.join(' '))
  return wanted
}
