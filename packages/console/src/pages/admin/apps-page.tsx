import { console as api } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { query } from '../../api/query.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AppDetail } from './app-detail.tsx'
import { PageHead } from './page-head.tsx'

const route = getRouteApi('/signedIn/admin/apps')

/** Without secrets: each look at one is an audit entry, and this is no look. */
export const appsQuery = query(api.admin.app.list, { query: { secrets: false } })

export function AppsPage() {
  const t = useText()
  const { app: chosen } = route.useSearch()
  const apps = useQuery(appsQuery)
  const items = apps.data?.items ?? []
  const app = items.find((a) => a.app_id === chosen) ?? items[0]
  return (
    <div className="admin-page">
      <PageHead title={t.admin.apps} lead={t.apps.lead} />
      {apps.isPending && <Skeleton rows={4} />}
      {apps.isError && (
        <ErrorNotice error={apps.error} lead={t.error.load} onRetry={() => void apps.refetch()} />
      )}
      {apps.isSuccess && !app && <EmptyState icon="blocks" title={t.apps.empty} help={t.apps.emptyHelp} />}
      {items.length > 1 && (
        <nav className="app-tabs" aria-label={t.apps.choose}>
          {items.map((a) => (
            <Link
              key={a.app_id}
              to="/admin/apps"
              search={{ app: a.app_id }}
              aria-current={a === app ? 'page' : undefined}
              className="app-tab"
            >
              {a.name}
              {a.status === 'disabled' && <span className="tag">{t.apps.disabled}</span>}
            </Link>
          ))}
        </nav>
      )}
      {app && <AppDetail key={app.app_id} app={app} />}
    </div>
  )
}
