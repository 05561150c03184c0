import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { searchOf, type ListSearch } from '../../api/list-filter.ts'
import { countsQuery, savedViewsQuery } from '../../api/query.ts'
import { ticketViews, type SavedView } from '../../api/types.ts'
import { useBarOffer } from '../../commands/bar-item.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useMe } from '../../ui/use-me.ts'
import { countText, viewIcons } from './view-label.ts'

const ViewDialog = lazy(() => import('./view-dialog.tsx').then((m) => ({ default: m.ViewDialog })))

interface ItemProps {
  readonly icon: IconName
  readonly name: string
  readonly count: string
  readonly search: ListSearch
  readonly current: boolean
  readonly children?: ReactNode
}

function Item({ icon, name, count, search, current, children }: ItemProps) {
  return (
    <li className="view-item">
      <Link
        to="/agent"
        search={search}
        className="view-link"
        preload={false}
        aria-current={current ? 'page' : undefined}
        title={name}
      >
        <Icon name={icon} />
        <span className="ellipsis">{name}</span>
        <span className="view-count">{count}</span>
      </Link>
      {children}
    </li>
  )
}

/** The lists of the desk with how much they hold, one for each skill, and the saved ones. */
export function ViewNav({ search, onCollapse }: { search: ListSearch; onCollapse: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const { helpdesk } = useMe()
  const { data: counts } = useQuery(countsQuery)
  const saved = useQuery(savedViewsQuery).data?.items ?? []
  const [edited, edit] = useState<SavedView>()
  useCommand({ id: 'general.views', run: onCollapse })
  useCommand({ id: 'go.queue', run: () => void navigate({ to: '/agent', search: { view: 'queue' } }) })
  useBarOffer(() =>
    saved.map((one) => ({
      key: `view:${one.id}`,
      group: t.bar.views,
      icon: 'bookmark',
      title: one.name,
      run: () => void navigate({ to: '/agent', search: searchOf(one.filter, one.id) }),
    })),
  )
  const view = search.view ?? 'mine'
  const plain = !search.saved && !search.skill
  const countOf = (id: string) => {
    const count = counts?.saved.find((one) => one.id === id)
    return count ? countText(count.count, count.at_least) : ''
  }
  return (
    <nav className="views" aria-label={t.view.title}>
      <header className="pane-header">
        <p className="pane-title ellipsis" title={helpdesk.name}>
          {helpdesk.name}
        </p>
        <Button
          type="text"
          aria-label={t.view.collapse}
          data-tip={t.view.collapse}
          icon={<Icon name="sidebar" />}
          onClick={onCollapse}
        />
      </header>
      <div className="views-scroller">
        <ul>
          {ticketViews.map((one) => (
            <Item
              key={one}
              icon={viewIcons[one]}
              name={t.view[one]}
              count={counts ? countText(counts[one]) : ''}
              search={{ view: one }}
              current={plain && one === view}
            />
          ))}
        </ul>
        {counts && counts.skills.length > 0 && (
          <>
            <h2 className="views-head">{t.lists.skills}</h2>
            <ul>
              {counts.skills.map(({ id, name, open }) => (
                <Item
                  key={id}
                  icon="skill"
                  name={name}
                  count={countText(open)}
                  search={{ view: 'open', skill: id }}
                  current={!search.saved && search.skill === id}
                />
              ))}
            </ul>
          </>
        )}
        {saved.length > 0 && (
          <>
            <h2 className="views-head">{t.lists.saved}</h2>
            <ul>
              {saved.map((one) => (
                <Item
                  key={one.id}
                  icon={one.shared ? 'people' : 'bookmark'}
                  name={one.name}
                  count={countOf(one.id)}
                  search={searchOf(one.filter, one.id)}
                  current={search.saved === one.id}
                >
                  <button
                    type="button"
                    className="view-edit"
                    aria-label={t.lists.editView(one.name)}
                    onClick={() => edit(one)}
                  >
                    <Icon name="more" size={14} />
                  </button>
                </Item>
              ))}
            </ul>
          </>
        )}
      </div>
      {edited && (
        <Suspense fallback={null}>
          <ViewDialog view={edited} search={search} onClose={() => edit(undefined)} />
        </Suspense>
      )}
    </nav>
  )
}
