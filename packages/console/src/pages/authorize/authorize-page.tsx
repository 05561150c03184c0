import { console as api, type Input, type Output } from '@pipit/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { call } from '../../api/call.ts'
import { ApiError } from '../../api/error.ts'
import { query } from '../../api/query.ts'
import { sentences } from '../../i18n/join.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNotice, LogId } from '../../ui/error-notice.tsx'
import { errorText } from '../../ui/error-text.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { LoneFrame } from './lone-frame.tsx'
import { SignedInAs } from './signed-in-as.tsx'

const route = getRouteApi('/signedIn/oauth/authorize')

const { authorization } = api.oauth
type Wish = Input<typeof authorization.approve>['body']
type Asked = Output<typeof authorization.get>

/** Where the answer goes, as a person can judge it: the host, or an app's own scheme. */
function placeOf(uri: string): string {
  const url = new URL(uri)
  return url.host === '' ? `${url.protocol}//` : url.host
}

/** Asks the person whether an app may act for them, then sends the browser back to the app. */
export function AuthorizePage() {
  const wish = route.useSearch() as Wish
  const asked = useQuery({ ...query(authorization.get, { query: wish }), staleTime: 0, gcTime: 0 })
  if (asked.error) return <Refused error={asked.error} />
  return (
    <LoneFrame>
      {asked.data ? (
        <Question key={asked.dataUpdatedAt} asked={asked.data} wish={wish} />
      ) : (
        <Skeleton rows={5} />
      )}
    </LoneFrame>
  )
}

function Question({ asked, wish }: { asked: Asked; wish: Wish }) {
  const { t, language } = useLanguage()
  usePageTitle(t.authorize.title(asked.app.name))
  const answer = useMutation({
    mutationFn: (allow: boolean) => call(allow ? authorization.approve : authorization.deny, { body: wish }),
    onSuccess: ({ redirect_to }) => location.replace(redirect_to),
  })
  const known = asked.consented && wish.prompt !== 'consent'
  const { mutate } = answer
  useEffect(() => {
    // Agreed to before, only not signed in when the app asked: there is nothing left to ask.
    if (known) mutate(true)
  }, [known, mutate])
  const busy = answer.isPending || answer.isSuccess

  return (
    <>
      <h1>{t.authorize.title(asked.app.name)}</h1>
      <SignedInAs action={t.authorize.other} />
      <section aria-label={t.authorize.list}>
        <h2>{asked.scopes.length > 0 ? t.authorize.list : t.authorize.nothing}</h2>
        <ul className="lone-scopes">
          {asked.scopes.map((scope) => (
            <li key={scope.scope}>
              <span>{scope[language]}</span>
              <code>{scope.scope}</code>
              {scope.consented && <span className="lone-before">{t.authorize.before}</span>}
            </li>
          ))}
        </ul>
      </section>
      {answer.error && <ErrorNotice error={answer.error} />}
      <div className="lone-actions">
        <Button type="primary" size="large" disabled={busy} onClick={() => mutate(true)}>
          {busy ? t.authorize.going : t.authorize.allow}
        </Button>
        <Button size="large" disabled={busy} onClick={() => mutate(false)}>
          {t.authorize.deny}
        </Button>
      </div>
      <p className="lone-help">
        {sentences(t.authorize.returnTo(placeOf(asked.redirect_uri)), t.authorize.takeBack)}
      </p>
    </>
  )
}

/** A link that cannot be followed. Nobody is sent on: the address in it may be a thief's. */
function Refused({ error }: { error: unknown }) {
  const t = useText()
  usePageTitle(t.authorize.failed)
  const code = error instanceof ApiError ? error.code : ''
  const logId = error instanceof ApiError ? error.logId : undefined
  return (
    <LoneFrame>
      <h1>{t.authorize.failed}</h1>
      <div role="alert">
        <p className="lone-reason">{t.authorize.refusals[code] ?? errorText(error, t)}</p>
        <p className="lone-help">{t.authorize.failedHelp}</p>
        {logId && <LogId id={logId} />}
      </div>
      <SignedInAs action={t.authorize.other} />
    </LoneFrame>
  )
}
