import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { countsQuery, ticketListQuery } from '../../api/query.ts'
import type { TicketView } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useSeen } from '../../ui/scroll-end.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmptyList } from './empty-list.tsx'
import { useListKeys } from './list-keys.ts'
import { TicketLink } from './ticket-link.tsx'
import { countText } from './view-label.ts'
import { ViewMenu } from './view-menu.tsx'

interface Props {
  readonly view: TicketView
  readonly selected: string | undefined
  readonly withViewMenu: boolean
  readonly onExpandViews?: () => void
}

export function TicketList({ view, selected, withViewMenu, onExpandViews }: Props) {
  const t = useText()
  const { data: counts } = useQuery(countsQuery)
  const list = useInfiniteQuery(ticketListQuery({ view }))
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const more = list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError
  const end = useSeen<HTMLDivElement>(() => void list.fetchNextPage(), more)
  const scroller = useListKeys()

  return (
    <section className="ticket-list" aria-label={t.list.title}>
      <header className="pane-header">
        {onExpandViews && (
          <Tooltip title={t.view.expand}>
            <Button
              type="text"
              aria-label={t.view.expand}
              icon={<Icon name="sidebar" />}
              onClick={onExpandViews}
            />
          </Tooltip>
        )}
        {withViewMenu ? (
          <ViewMenu view={view} />
        ) : (
          <h1>
            {t.view[view]}
            <span className="view-count">{counts ? countText(counts[view]) : ''}</span>
          </h1>
        )}
      </header>
      <div className="ticket-list-rows" ref={scroller} data-scroller>
        {list.isPending && <Skeleton rows={8} />}
        {list.isError && !list.isFetchNextPageError && (
          <div className="inset">
            <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
          </div>
        )}
        {list.isSuccess && rows.length === 0 && <EmptyList view={view} />}
        {rows.length > 0 && (
          <ul aria-label={t.view[view]}>
            {rows.map((row) => (
              <li key={row.ticket_id}>
                <TicketLink row={row} selected={row.ticket_id === selected} />
              </li>
            ))}
          </ul>
        )}
        {list.isFetchNextPageError && (
          <div className="inset">
            <ErrorNotice error={list.error} onRetry={() => void list.fetchNextPage()} />
          </div>
        )}
        <div ref={end} className="list-end">
          {rows.length > 30 && !list.hasNextPage && t.list.end}
        </div>
      </div>
    </section>
  )
}
