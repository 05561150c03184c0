import { console as api } from '@pipit/contract'
import type { Listed } from '@pipit/contract/catalogue'
import type { ProgramToken } from '@pipit/contract/samples/call'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useMe } from '../../../ui/use-me.ts'
import { tokensOf } from './form.ts'
import type { Credentials } from './send.ts'

/** Who a call is made as: a kind of token that is fetched, or one that somebody has brought along. */
export type Identity = ProgramToken | 'own'

interface Fetched extends Credentials {
  readonly expiresAt: number
}

/** Tokens of this visit. They are nowhere else in the browser. */
const fetched = new Map<string, Fetched>()
const brought = { token: '', helpdesk: '', access: '' }

/** A token that is not good for the whole call any more is fetched anew. */
const margin = 30_000

async function tokenFor(appId: string, kind: 'tenant' | 'app' | 'user'): Promise<Credentials> {
  const key = `${appId} ${kind}`
  const known = fetched.get(key)
  if (known && known.expiresAt - margin > Date.now()) return known
  const made = await call(api.explorer.token, { body: { app_id: appId, kind } })
  const token = { token: made.token, helpdesk: made.helpdesk_authorization, expiresAt: made.expires_at }
  fetched.set(key, token)
  return token
}

export function useCredentials(listed: Listed) {
  const { role } = useMe()
  const kinds = tokensOf(listed)
  const mayFetch = role === 'owner'
  const identities: readonly Identity[] =
    listed.face === 'feishu' && kinds.length > 0 ? [...(mayFetch ? kinds : []), 'own'] : kinds
  const [chosen, setChosen] = useState<Identity>()
  const [own, setOwn] = useState(brought)
  const identity = chosen !== undefined && identities.includes(chosen) ? chosen : identities[0]
  return {
    identities,
    identity,
    setIdentity: setChosen,
    own,
    setOwn: (change: Partial<typeof brought>) => {
      Object.assign(brought, change)
      setOwn({ ...brought })
    },
    /** Fetches what the call needs. After a refusal of the platform, what was fetched before is not used again. */
    async credentials(appId: string): Promise<Credentials> {
      if (identity === undefined) return { token: undefined, helpdesk: undefined }
      if (identity === 'access') return { token: own.access.trim(), helpdesk: undefined }
      if (identity === 'own') return { token: own.token.trim(), helpdesk: own.helpdesk.trim() }
      return tokenFor(appId, identity)
    },
    forget: () => fetched.clear(),
  }
}

export type CredentialState = ReturnType<typeof useCredentials>
