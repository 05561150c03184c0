import { memo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { searchOf, type ListSearch } from '../../api/list-filter.ts'
import { countsQuery, savedViewsQuery } from '../../api/query.ts'
import { ticketViews } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useListName } from './ticket-list.tsx'
import { countText, viewIcons } from './view-label.ts'

/** The views, folded into the head of the list where there is no room for a column of them. */
export const ViewMenu = memo(function ViewMenu({ search }: { search: ListSearch }) {
  const t = useText()
  const navigate = useNavigate()
  const { data: counts } = useQuery(countsQuery)
  const saved = useQuery(savedViewsQuery).data?.items ?? []
  const { name, count } = useListName(search)
  const current = search.saved ?? search.skill ?? search.view ?? 'mine'
  const item = (key: string, icon: IconName, label: string, n: string, next: ListSearch) => ({
    key,
    checked: key === current,
    icon: <Icon name={icon} />,
    label: (
      <span className="view-option">
        {label}
        <span className="view-count">{n}</span>
      </span>
    ),
    onClick: () => void navigate({ to: '/agent', search: next }),
  })
  const savedCount = (id: string) => {
    const one = counts?.saved.find((other) => other.id === id)
    return one ? countText(one.count, one.at_least) : ''
  }
  const groups = [
    {
      key: 'views',
      items: ticketViews.map((view) =>
        item(view, viewIcons[view], t.view[view], counts ? countText(counts[view]) : '', { view }),
      ),
    },
    {
      key: 'skills',
      name: t.lists.skills,
      items: (counts?.skills ?? []).map(({ id, name: skill, open }) =>
        item(id, 'skill', skill, countText(open), { view: 'open', skill: id }),
      ),
    },
    {
      key: 'saved',
      name: t.lists.saved,
      items: saved.map((view) =>
        item(
          view.id,
          view.shared ? 'people' : 'bookmark',
          view.name,
          savedCount(view.id),
          searchOf(view.filter, view.id),
        ),
      ),
    },
  ].filter(({ items }) => items.length > 0)
  return (
    <Menu groups={groups} className="view-menu">
      <span className="sr-only">{t.view.title} </span>
      <h1 className="ellipsis">{name}</h1>
      <span className="view-count">{count ?? ''}</span>
      <Icon name="down" size={14} />
    </Menu>
  )
})
