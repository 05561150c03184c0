import { lazy, Suspense, useRef, memo } from 'react'
import { useCommand } from '../../commands/use-command.ts'
import { criteria, sortOf, sorts, type ListSearch } from '../../api/list-filter.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopPanel, type PopHandle } from '../../ui/pop-panel.tsx'

const FilterPanel = lazy(() => import('./filter-panel.tsx').then((m) => ({ default: m.FilterPanel })))

interface Props {
  readonly search: ListSearch
  readonly onSearch: (change: ListSearch) => void
  readonly table: boolean
  /** Absent where there is only room for the list. */
  readonly onLayout?: (table: boolean) => void
}

/** What a list holds, its order and its layout. */
export const ListToolbar = memo(function ListToolbar({ search, onSearch, table, onLayout }: Props) {
  const t = useText()
  const filters = useRef<PopHandle>(null)
  const count = criteria.filter((criterion) => search[criterion]).length
  useCommand({ id: 'list.filter', run: () => filters.current?.open() })
  useCommand({ id: 'list.layout', run: () => onLayout?.(!table), enabled: onLayout !== undefined })
  const layoutName = table ? t.lists.layout.list : t.lists.layout.table
  return (
    <div className="list-tools">
      <PopPanel
        handle={filters}
        label={t.lists.filter}
        className={count > 0 ? 'is-set' : ''}
        button={
          <>
            <Icon name="filter" />
            {count > 0 && <span className="pop-count">{count}</span>}
          </>
        }
      >
        {() => (
          <Suspense fallback={null}>
            <FilterPanel search={search} onSearch={onSearch} />
          </Suspense>
        )}
      </PopPanel>
      <PopPanel
        label={`${t.lists.sort}: ${t.lists.sorts[sortOf(search)]}`}
        className={search.sort || search.reversed ? 'is-set' : ''}
        button={<Icon name="sort" />}
      >
        {(close) => (
          <fieldset className="sort-panel">
            <legend>{t.lists.sort}</legend>
            {sorts.map((sort) => (
              <label key={sort}>
                <input
                  type="radio"
                  name="sort"
                  checked={sortOf(search) === sort}
                  onChange={() => onSearch({ sort: sort === 'newest' ? undefined : sort })}
                  onClick={() => close()}
                />
                {t.lists.sorts[sort]}
              </label>
            ))}
            <label className="sort-reversed">
              <input
                type="checkbox"
                checked={search.reversed === 'true'}
                onChange={(event) => onSearch({ reversed: event.target.checked ? 'true' : undefined })}
              />
              {t.lists.reversed}
            </label>
          </fieldset>
        )}
      </PopPanel>
      {onLayout && (
        <button
          type="button"
          className="pop-button"
          aria-label={layoutName}
          title={layoutName}
          onClick={() => onLayout(!table)}
        >
          <Icon name={table ? 'list' : 'table'} />
        </button>
      )}
    </div>
  )
})
