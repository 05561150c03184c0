import { console as api } from '@pipit/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { query } from '../../../api/query.ts'
import type { Overview } from '../../../api/types.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { longSpan, waitingSpan } from '../../../i18n/time.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useNow } from '../../../ui/now.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead } from '../page-head.tsx'
import { AgentsTable } from './agents-table.tsx'
import { DayChart } from './day-chart.tsx'
import { RatingsChart } from './ratings-chart.tsx'
import './overview.css'

const route = getRouteApi('/signedIn/admin/overview')
const spans = [7, 30, 90] as const

function Tile({ name, value, help, alert }: { name: string; value: string; help: string; alert?: boolean }) {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd className="tile-value">{value}</dd>
      <dd className={alert ? 'is-alert' : ''}>{help}</dd>
    </div>
  )
}

function Tiles({ desk }: { desk: Overview }) {
  const { t } = useLanguage()
  const now = useNow()
  const waits = desk.longest_waiting_since
  const serving = desk.agents.filter(({ presence }) => presence !== 'removed').length
  const byBot = desk.closed === 0 ? '–' : `${Math.round((desk.closed_by_bot / desk.closed) * 100)} %`
  return (
    <dl className="tiles" aria-label={t.overview.now}>
      <Tile name={t.overview.open} value={String(desk.open)} help={t.overview.unassigned(desk.unassigned)} />
      <Tile
        name={t.overview.queue}
        value={String(desk.queueing)}
        help={
          waits === undefined ? t.overview.nobodyWaits : t.overview.longest(waitingSpan(now - waits, t.time))
        }
        alert={desk.queueing > 0}
      />
      <Tile
        name={t.overview.online}
        value={String(desk.agents_online)}
        help={desk.agents_online === 0 ? t.overview.nobodyOnline : t.overview.onlineOf(serving)}
        alert={desk.agents_online === 0}
      />
      <Tile name={t.overview.bot} value={byBot} help={t.overview.botOf(desk.closed)} />
    </dl>
  )
}

const sum = (list: readonly number[]) => list.reduce((total, n) => total + n, 0)

function Charts({ desk }: { desk: Overview }) {
  const { t } = useLanguage()
  const dates = desk.days.map(({ date }) => date)
  const wait = desk.first_response_seconds
  const span = (seconds: number) => longSpan(Math.round(seconds), t.time)
  const created = desk.days.map((day) => day.created)
  const closed = desk.days.map((day) => day.closed)
  return (
    <div className="figures">
      <DayChart
        question={t.overview.waitQuestion}
        answer={wait === undefined ? t.overview.waitNone : t.overview.waitAnswer(span(wait))}
        dates={dates}
        series={[
          {
            label: t.overview.wait,
            tone: 'accent',
            values: desk.days.map((day) => day.first_response_seconds),
          },
        ]}
        format={span}
        short={(seconds) => waitingSpan(seconds * 1000, t.time)}
      />
      <DayChart
        question={t.overview.flowQuestion}
        answer={t.overview.flowAnswer(sum(created), sum(closed))}
        dates={dates}
        series={[
          { label: t.overview.created, tone: 'accent', values: created },
          { label: t.overview.closed, tone: 'done', values: closed },
        ]}
        format={String}
      />
      <RatingsChart ratings={desk.ratings} />
      <AgentsTable agents={desk.agents} />
    </div>
  )
}

export function OverviewPage() {
  const { t } = useLanguage()
  const { days = 7 } = route.useSearch()
  const desk = useQuery({
    ...query(api.overview.get, { query: { days } }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })
  return (
    <div className="admin-page is-wide">
      <PageHead title={t.overview.title} lead={t.overview.lead}>
        <nav className="app-tabs" aria-label={t.overview.span}>
          {spans.map((span) => (
            <Link
              key={span}
              to="/admin/overview"
              search={{ days: span === 7 ? undefined : span }}
              activeOptions={{ exact: true, explicitUndefined: true }}
              aria-current={span === days ? 'page' : undefined}
              className="app-tab"
            >
              {t.overview.days(span)}
            </Link>
          ))}
        </nav>
      </PageHead>
      {desk.isPending && <Skeleton rows={6} />}
      {desk.isError && (
        <ErrorNotice error={desk.error} lead={t.error.load} onRetry={() => void desk.refetch()} />
      )}
      {desk.data && (
        <>
          <Tiles desk={desk.data} />
          <Charts desk={desk.data} />
        </>
      )}
    </div>
  )
}
