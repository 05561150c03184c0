import { console as api, type Output } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { call } from '../../api/call.ts'
import { query } from '../../api/query.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateTime } from '../../i18n/time.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../../ui/use-me.ts'
import { LoneFrame } from './lone-frame.tsx'
import { SignedInAs } from './signed-in-as.tsx'

const consentsQuery = query(api.oauth.consent.list, {})
type Consent = Output<typeof api.oauth.consent.list>['items'][number]

/** What a person who serves on no desk finds here, and where everybody removes apps. */
export function AccountPage() {
  const t = useText()
  const { role } = useMe()
  const consents = useQuery({ ...consentsQuery, staleTime: 0 })
  usePageTitle(t.account.title)
  return (
    <LoneFrame>
      <h1>{t.account.title}</h1>
      <SignedInAs action={t.menu.signOut} />
      <section aria-label={t.account.apps}>
        <h2>{t.account.apps}</h2>
        {consents.error && (
          <ErrorNotice error={consents.error} lead={t.error.load} onRetry={() => void consents.refetch()} />
        )}
        {consents.isPending && <Skeleton rows={3} />}
        {consents.data?.items.length === 0 && (
          <EmptyState icon="key" title={t.account.empty} help={t.account.emptyHelp} />
        )}
        <ul className="lone-apps">
          {consents.data?.items.map((consent) => (
            <App key={consent.app_id} consent={consent} />
          ))}
        </ul>
      </section>
      {role !== 'member' && <Link to="/agent">{t.account.toDesk}</Link>}
    </LoneFrame>
  )
}

function App({ consent }: { consent: Consent }) {
  const { t, language, locale } = useLanguage()
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(api.oauth.consent.withdraw, { params: { app_id: consent.app_id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: consentsQuery.queryKey }),
  })
  return (
    <li>
      <div className="lone-app-head">
        <strong className="ellipsis">{consent.name}</strong>
        <span className="lone-before">
          {t.account.since} {dateTime(consent.created_at, locale)}
        </span>
        <Popconfirm
          title={t.account.removeTitle(consent.name)}
          description={t.account.removeWhat}
          okText={t.account.remove}
          okButtonProps={{ danger: true }}
          cancelText={t.common.cancel}
          onConfirm={() => remove.mutate()}
        >
          <Button size="small" disabled={remove.isPending} aria-label={t.account.removeOf(consent.name)}>
            {t.account.remove}
          </Button>
        </Popconfirm>
      </div>
      <ul className="lone-app-scopes">
        {consent.scopes.map((scope) => (
          <li key={scope.scope}>{scope[language]}</li>
        ))}
      </ul>
      {remove.error && (
        <ErrorNotice error={remove.error} lead={t.account.notRemoved} onDismiss={remove.reset} />
      )}
    </li>
  )
}
