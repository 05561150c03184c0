import { console as api } from '@pipit/contract'
import type { Listed } from '@pipit/contract/catalogue'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId } from 'react'
import { call } from '../../../api/call.ts'
import { accessTokensQuery } from '../../../api/query.ts'
import type { AccessTokenScope, App } from '../../../api/types.ts'
import { sentences } from '../../../i18n/join.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { useExplorerTexts } from './texts.ts'
import type { CredentialState, Identity } from './use-credentials.ts'

interface Props {
  readonly listed: Listed
  readonly state: CredentialState
  readonly apps: readonly App[]
  readonly app: App | undefined
  readonly onApp: (appId: string) => void
}

function AccessToken({ listed, state }: Pick<Props, 'listed' | 'state'>) {
  const t = useExplorerTexts()
  const { role } = useMe()
  const client = useQueryClient()
  const wanted = new Set([
    'api:read',
    'api:write',
    ...(listed.endpoint.scopes ?? []),
  ]) as Set<AccessTokenScope>
  if (role === 'agent') wanted.delete('tokens:manage')
  const make = useMutation({
    mutationFn: () =>
      call(api.accessToken.create, {
        body: { name: 'API explorer', scopes: [...wanted], expires_in_days: 1 },
      }),
    onSuccess: (made) => {
      state.setOwn({ access: made.access_token })
      void client.invalidateQueries({ queryKey: accessTokensQuery.queryKey })
    },
  })
  return (
    <>
      <Field label={t.kinds.access} help={make.isSuccess ? t.madeToken : t.accessHelp}>
        {({ status, ...control }) => (
          <Input.Password
            {...control}
            status={status}
            autoComplete="off"
            value={state.own.access}
            onChange={(event) => state.setOwn({ access: event.target.value })}
          />
        )}
      </Field>
      <Button size="small" disabled={make.isPending} onClick={() => make.mutate()}>
        {t.makeToken}
      </Button>
      {make.error && <ErrorNotice error={make.error} onDismiss={make.reset} />}
    </>
  )
}

function OwnToken({ listed, state }: Pick<Props, 'listed' | 'state'>) {
  const t = useExplorerTexts()
  const { role } = useMe()
  return (
    <>
      {role !== 'owner' && <p className="field-help">{t.ownerOnly}</p>}
      <Field label={t.ownToken}>
        {({ status, ...control }) => (
          <Input.Password
            {...control}
            status={status}
            autoComplete="off"
            value={state.own.token}
            onChange={(event) => state.setOwn({ token: event.target.value })}
          />
        )}
      </Field>
      {listed.endpoint.helpdesk && (
        <Field label={t.ownDesk} help={<code>X-Lark-Helpdesk-Authorization</code>}>
          {({ status, ...control }) => (
            <Input.Password
              {...control}
              status={status}
              autoComplete="off"
              value={state.own.helpdesk}
              onChange={(event) => state.setOwn({ helpdesk: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

/** Who the call is made as. */
export function TokenBar({ listed, state, apps, app, onApp }: Props) {
  const t = useExplorerTexts()
  const id = useId()
  const { identity, identities } = state
  if (identity === undefined) return <p className="field-help">{t.noToken}</p>
  const isFetched = identity !== 'own' && identity !== 'access'
  return (
    <section className="ex-token" aria-label={t.as}>
      {listed.face === 'feishu' && (
        <div className="ex-token-row">
          <div className="field">
            <label htmlFor={`${id}-as`}>{t.as}</label>
            <select
              id={`${id}-as`}
              className="ex-select"
              value={identity}
              onChange={(event) => state.setIdentity(event.target.value as Identity)}
            >
              {identities.map((one) => (
                <option key={one} value={one}>
                  {one === 'own' ? t.own : t.kinds[one]}
                </option>
              ))}
            </select>
          </div>
          {apps.length > 0 && (
            <div className="field">
              <label htmlFor={`${id}-app`}>{t.app}</label>
              <select
                id={`${id}-app`}
                className="ex-select"
                value={app?.app_id ?? ''}
                onChange={(event) => onApp(event.target.value)}
              >
                {apps.map((one) => (
                  <option key={one.app_id} value={one.app_id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
      )}
      {isFetched && (
        <p className="field-help">
          {app ? (listed.endpoint.helpdesk ? sentences(t.fetched, t.desk) : t.fetched) : t.noApp}
        </p>
      )}
      {identity === 'own' && <OwnToken listed={listed} state={state} />}
      {identity === 'access' && <AccessToken listed={listed} state={state} />}
    </section>
  )
}
