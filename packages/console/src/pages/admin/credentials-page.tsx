import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../../ui/use-me.ts'
import { AppCredentials } from './app-credentials.tsx'
import { appsQuery } from './apps-page.tsx'
import { AuditList } from './audit-list.tsx'
import { HelpdeskCredentials, helpdeskQuery } from './helpdesk-credentials.tsx'
import { PageHead, Section } from './page-head.tsx'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="credential">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What limits the app, in short; it is changed on the page of the app. */
function Limits({ app }: { app: App }) {
  const t = useText()
  const count = (status: string) => app.scopes.filter((s) => s.status === status).length
  const requested = count('requested')
  return (
    <>
      <Fact name={t.credentials.scopes}>
        <span>
          {t.credentials.granted(count('granted'))}
          {requested > 0 && ` · ${t.credentials.requested(requested)}`}
        </span>
        <Link to="/admin/apps" search={{ app: app.app_id }} className="button-link credential-link">
          {t.credentials.manageApp}
        </Link>
      </Fact>
      <Fact name={t.credentials.ip}>
        <span className="credential-list">
          {app.ip_allow_list.length === 0 ? t.credentials.anyAddress : app.ip_allow_list.join(', ')}
        </span>
      </Fact>
    </>
  )
}

export function CredentialsPage() {
  const t = useText()
  const { role } = useMe()
  const desk = useQuery(helpdeskQuery)
  const apps = useQuery(appsQuery)
  const failed = desk.error ?? apps.error
  return (
    <div className="admin-page">
      <PageHead title={t.credentials.title} lead={t.credentials.lead} />
      {role !== 'owner' && <p className="quiet-note">{t.credentials.ownerOnly}</p>}
      {(desk.isPending || apps.isPending) && <Skeleton rows={4} />}
      {failed && (
        <ErrorNotice
          error={failed}
          lead={t.error.load}
          onRetry={() => void Promise.all([desk.refetch(), apps.refetch()])}
        />
      )}
      {desk.data && <HelpdeskCredentials desk={desk.data} />}
      {apps.data?.items.map((app) => (
        <AppCredentials key={app.app_id} app={app}>
          <Limits app={app} />
        </AppCredentials>
      ))}
      <Section title={t.credentials.history} help={t.credentials.historyHelp}>
        <AuditList />
      </Section>
    </div>
  )
}
