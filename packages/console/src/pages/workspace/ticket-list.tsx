import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { isFiltered, sortOf, type ListSearch } from '../../api/list-filter.ts'
import { countsQuery, savedViewsQuery } from '../../api/query.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmptyList } from './empty-list.tsx'
import { FilterChips } from './filter-chips.tsx'
import { useListKeys } from './list-keys.ts'
import { ListToolbar } from './list-toolbar.tsx'
import { useRowWindow } from './row-window.ts'
import { TicketAnchors } from './ticket-anchor.tsx'
import { TicketRows, listRowHeight } from './ticket-rows.tsx'
import { TicketTable, tableRowHeight } from './ticket-table.tsx'
import { useBulk } from './use-bulk.ts'
import { useSelection } from './use-selection.ts'
import { useTicketRows } from './use-ticket-rows.ts'
import { countText } from './view-label.ts'
import { ViewMenu } from './view-menu.tsx'

const BulkBar = lazy(() => import('./bulk-bar.tsx').then((m) => ({ default: m.BulkBar })))
const ViewDialog = lazy(() => import('./view-dialog.tsx').then((m) => ({ default: m.ViewDialog })))

interface Props {
  readonly search: ListSearch
  readonly selected: string | undefined
  readonly withViewMenu: boolean
  readonly table: boolean
  readonly onLayout?: (table: boolean) => void
  readonly onExpandViews?: () => void
}

/** What the list is called: by its saved view, its skill, or its view. */
export function useListName(search: ListSearch) {
  const t = useText()
  const { data: counts } = useQuery(countsQuery)
  const saved = useQuery(savedViewsQuery).data?.items.find((view) => view.id === search.saved)
  if (saved) {
    const count = counts?.saved.find((one) => one.id === saved.id)
    return { name: saved.name, count: count && countText(count.count, count.at_least) }
  }
  const view = search.view ?? 'mine'
  return { name: t.view[view], count: counts && !isFiltered(search) ? countText(counts[view]) : undefined }
}

export function TicketList({ search, selected, withViewMenu, table, onLayout, onExpandViews }: Props) {
  const t = useText()
  const navigate = useNavigate()
  const { name, count } = useListName(search)
  const { key, list, rows, mayLoad } = useTicketRows(search)
  const loadMore = () => void list.fetchNextPage()
  const window = useRowWindow({
    list: key,
    rows,
    height: table ? tableRowHeight : listRowHeight,
    mayLoad,
    loadMore,
  })
  const selection = useSelection(rows)
  const bulk = useBulk()
  const failed = useMemo(
    () => new Map([...bulk.failed].map(([id, { code, message }]) => [id, t.error.codes[code] ?? message])),
    [bulk.failed, t],
  )
  const [saving, setSaving] = useState(false)
  const save = useCallback(() => setSaving(true), [])
  useListKeys({ rows, selected, selection, scroller: window.scroller, virtual: window.virtual })

  const onSearch = useCallback(
    (change: ListSearch) => void navigate({ to: '.', search: (old: ListSearch) => ({ ...old, ...change }) }),
    [navigate],
  )
  const showsBulk =
    selection.ids.size > 0 || bulk.busy > 0 || bulk.outcome !== undefined || bulk.error !== null
  const empty = list.isSuccess && rows.length === 0 && !list.hasNextPage
  return (
    <section className={table ? 'ticket-list is-table' : 'ticket-list'} aria-label={t.list.title}>
      <header className="pane-header">
        {onExpandViews && (
          <Button
            type="text"
            aria-label={t.view.expand}
            data-tip={t.view.expand}
            icon={<Icon name="sidebar" />}
            onClick={onExpandViews}
          />
        )}
        {withViewMenu ? (
          <ViewMenu search={search} />
        ) : (
          <h1 title={name}>
            <span className="ellipsis">{name}</span>
            <span className="view-count">{count ?? ''}</span>
          </h1>
        )}
        <ListToolbar search={search} onSearch={onSearch} table={table} {...(onLayout && { onLayout })} />
      </header>
      <FilterChips search={search} onSearch={onSearch} onSave={save} />
      <div className="ticket-list-rows" ref={window.scroller} data-scroller>
        {list.isPending && <Skeleton rows={8} />}
        {list.isError && !list.isFetchNextPageError && (
          <div className="inset">
            <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
          </div>
        )}
        {empty &&
          (isFiltered(search) ? (
            <EmptyState icon="search" title={t.lists.none} help={t.lists.noneHelp} />
          ) : (
            <EmptyList view={search.view ?? 'mine'} />
          ))}
        {rows.length > 0 && (
          <TicketAnchors>
            {table ? (
              <TicketTable
                label={name}
                rows={rows}
                search={{ ...search, sort: sortOf(search) }}
                onSearch={onSearch}
                selection={selection}
                failed={failed}
                window={window}
              />
            ) : (
              <TicketRows
                label={name}
                rows={rows}
                selected={selected}
                selection={selection}
                failed={failed}
                window={window}
              />
            )}
          </TicketAnchors>
        )}
        {list.isFetchNextPageError && (
          <div className="inset">
            <ErrorNotice error={list.error} onRetry={loadMore} />
          </div>
        )}
        <div className="list-end">
          {list.isSuccess && list.hasNextPage && t.lists.loadingMore}
          {rows.length > 30 && !list.hasNextPage && t.list.end}
        </div>
      </div>
      {showsBulk && (
        <Suspense fallback={null}>
          <BulkBar selection={selection} bulk={bulk} />
        </Suspense>
      )}
      {saving && (
        <Suspense fallback={null}>
          <ViewDialog view={undefined} search={search} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </section>
  )
}
