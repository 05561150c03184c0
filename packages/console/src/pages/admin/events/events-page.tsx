import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useText } from '../../../i18n/text.tsx'
import type { EventsSearch } from '../../../search.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { appsQuery } from '../apps-page.tsx'
import { PageHead } from '../page-head.tsx'
import { DeliverySection } from './delivery-section.tsx'
import { parkedQuery, receiverQuery } from './queries.ts'
import { ReceiverSection } from './receiver-section.tsx'
import { useEventTexts } from './texts.ts'
import '../logs.css'
import './events.css'

const route = getRouteApi('/signedIn/admin/events')

function AppEvents({ appId, search }: { appId: string; search: EventsSearch }) {
  const t = useText()
  const receiver = useQuery(receiverQuery(appId))
  if (receiver.isPending) return <Skeleton rows={6} height={40} />
  if (receiver.isError)
    return <ErrorNotice error={receiver.error} lead={t.error.load} onRetry={() => void receiver.refetch()} />
  return (
    <>
      <DeliverySection receiver={receiver.data} search={search} />
      <ReceiverSection receiver={receiver.data} />
    </>
  )
}

/** Events to programs: what became of them, and where they go. */
export function EventsPage() {
  const t = useText()
  const own = useEventTexts()
  const search = route.useSearch()
  const apps = useQuery(appsQuery)
  const parked = useQuery(parkedQuery).data?.items ?? []
  const items = apps.data?.items ?? []
  // Who follows the alarm wants the app that it is about.
  const app =
    items.find((one) => one.app_id === search.app) ??
    items.find((one) => one.app_id === parked[0]?.app_id) ??
    items[0]
  return (
    <div className="admin-page is-wide">
      <PageHead title={t.events.title} lead={own.lead} />
      {apps.isPending && <Skeleton rows={4} />}
      {apps.isError && (
        <ErrorNotice error={apps.error} lead={t.error.load} onRetry={() => void apps.refetch()} />
      )}
      {apps.isSuccess && !app && <EmptyState icon="blocks" title={t.apps.empty} help={t.apps.emptyHelp} />}
      {items.length > 1 && (
        <nav className="app-tabs" aria-label={t.apps.choose}>
          {items.map((one) => (
            <Link
              key={one.app_id}
              to="/admin/events"
              search={{ app: one.app_id }}
              aria-current={one === app ? 'page' : undefined}
              className="app-tab"
            >
              {one.name}
            </Link>
          ))}
        </nav>
      )}
      {app && <AppEvents key={app.app_id} appId={app.app_id} search={search} />}
    </div>
  )
}
