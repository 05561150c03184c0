import { memo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { criteria, isFiltered, type Criterion, type ListSearch } from '../../api/list-filter.ts'
import { choicesQuery, deskAgentsQuery } from '../../api/query.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { shortDate } from '../../i18n/time.ts'
import { Icon } from '../../ui/icon.tsx'

/** How a criterion reads: names instead of ids. */
export function useCriterionText(search: ListSearch) {
  const { t, locale } = useLanguage()
  const needed = Boolean(search.tag ?? search.skill ?? search.agent)
  const choices = useQuery({ ...choicesQuery, enabled: needed }).data
  const agents = useQuery({ ...deskAgentsQuery, enabled: needed }).data
  const among = (items: readonly { id: string; name: string }[] | undefined, id: string) =>
    items?.find((item) => item.id === id)?.name ?? '…'
  const day = (ms: string | undefined) => (ms ? shortDate(Number(ms), Date.now(), locale) : '')
  const span = (value: string) => {
    if (value.endsWith('d')) return t.lists.lastDays(Number(value.slice(0, -1)))
    const [from, to] = value.split('..')
    return t.lists.span(day(from), day(to))
  }
  const one: Record<Criterion, (value: string) => string> = {
    status: (value) => (t.status as Record<string, string>)[value] ?? value,
    agent: (id) =>
      id === 'me'
        ? t.lists.me
        : id === 'none'
          ? t.lists.nobody
          : among(
              agents?.items.map(({ agent }) => agent),
              id,
            ),
    tag: (id) => among(choices?.tags, id),
    skill: (id) => among(choices?.skills, id),
    priority: (value) => (t.lists.priorities as Record<string, string>)[value] ?? value,
    channel: (n) => t.lists.channels[Number(n)] ?? t.lists.channel(Number(n)),
    created: span,
    updated: span,
    sla: (value) => (value === 'overdue' ? t.lists.overdue : t.lists.soon),
    text: (value) => `“${value}”`,
  }
  return (criterion: Criterion, value: string) =>
    criterion === 'text' ? one.text(value) : value.split(',').map(one[criterion]).join(', ')
}

interface Props {
  readonly search: ListSearch
  readonly onSearch: (change: ListSearch) => void
  readonly onSave: () => void
}

/** What the list is narrowed by, each with its own way out. */
export const FilterChips = memo(function FilterChips({ search, onSearch, onSave }: Props) {
  const { t } = useLanguage()
  const textOf = useCriterionText(search)
  const set = criteria.filter((criterion) => search[criterion])
  const nothing = Object.fromEntries(criteria.map((criterion) => [criterion, undefined]))
  if (!isFiltered(search)) return null
  return (
    <div className="filter-chips" role="group" aria-label={t.lists.filters}>
      {set.map((criterion) => {
        const value = textOf(criterion, search[criterion]!)
        const whole = `${t.lists.criteria[criterion]}: ${value}`
        return (
          <button
            key={criterion}
            type="button"
            className="filter-chip"
            aria-label={t.lists.remove(whole)}
            title={whole}
            onClick={() => onSearch({ [criterion]: undefined })}
          >
            <span className="filter-chip-name">{t.lists.criteria[criterion]}</span>
            <span className="ellipsis">{value}</span>
            <Icon name="close" size={12} />
          </button>
        )
      })}
      <button type="button" className="chip-link" onClick={() => onSearch({ ...nothing, saved: undefined })}>
        {t.lists.clear}
      </button>
      <button type="button" className="chip-link" onClick={onSave}>
        {t.lists.save}
      </button>
    </div>
  )
})
