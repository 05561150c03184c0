import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { logsQuery } from '../../api/query.ts'
import type { LogEntry } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { LogsSearch } from '../../search.ts'
import { appsQuery } from './apps-page.tsx'
import { LogDrawer } from './log-drawer.tsx'
import { LogFilters } from './log-filters.tsx'
import { LogTable } from './log-table.tsx'
import { PageHead } from './page-head.tsx'
import './logs.css'

const route = getRouteApi('/signedIn/admin/logs')

function NoLogs({ search }: { search: LogsSearch }) {
  const t = useText()
  const all = (
    <Link to="/admin/logs" className="button-link">
      {t.logs.clear}
    </Link>
  )
  if (search.log_id) {
    return (
      <EmptyState icon="search" title={t.logs.noMatch(search.log_id)} help={t.logs.noMatchHelp}>
        {all}
      </EmptyState>
    )
  }
  if (search.errors_only) {
    return (
      <EmptyState icon="checkCircle" title={t.logs.noErrors} help={t.logs.noErrorsHelp}>
        {all}
      </EmptyState>
    )
  }
  return <EmptyState icon="list" title={t.logs.empty} help={t.logs.emptyHelp} />
}

export function LogsPage() {
  const t = useText()
  const search = route.useSearch()
  const navigate = useNavigate()
  const { log_id, app_id, errors_only } = search
  const logs = useInfiniteQuery(
    logsQuery({ ...(log_id && { log_id }), ...(app_id && { app_id }), ...(errors_only && { errors_only }) }),
  )
  const apps = useQuery(appsQuery).data?.items ?? []
  const rows = logs.data?.pages.flatMap((page) => page.items) ?? []
  const [picked, setPicked] = useState<LogEntry>()
  const [dismissed, setDismissed] = useState<string>()
  // Who follows a troubleshooter link wants the one call, not a table with one row.
  const only =
    log_id && rows.length === 1 && rows[0]!.log_id === log_id && dismissed !== log_id ? rows[0] : undefined
  const shown = picked ?? only

  return (
    <div className="admin-page is-wide">
      <PageHead title={t.admin.logs} lead={t.logs.lead} />
      <LogFilters
        key={log_id}
        search={search}
        apps={apps}
        refreshing={logs.isFetching}
        onChange={(next) => {
          setDismissed(undefined)
          void navigate({ to: '/admin/logs', search: next })
        }}
        onRefresh={() => void logs.refetch()}
      />
      {logs.isError && !logs.isFetchNextPageError && (
        <ErrorNotice error={logs.error} lead={t.error.load} onRetry={() => void logs.refetch()} />
      )}
      {logs.isPending && <Skeleton rows={12} height={40} />}
      {logs.isSuccess && rows.length === 0 && <NoLogs search={search} />}
      {rows.length > 0 && <LogTable rows={rows} selected={shown} onSelect={setPicked} />}
      {logs.isFetchNextPageError && <ErrorNotice error={logs.error} />}
      {logs.hasNextPage && (
        <div className="load-more">
          <Button loading={logs.isFetchingNextPage} onClick={() => void logs.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
      <LogDrawer
        entry={shown}
        appName={apps.find((app) => app.app_id === shown?.app_id)?.name}
        onClose={() => {
          setPicked(undefined)
          setDismissed(log_id)
        }}
      />
    </div>
  )
}
