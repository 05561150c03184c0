import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useMedia } from '../../../ui/media.ts'
import { PageHead } from '../page-head.tsx'
import { CategoryNav } from './category-nav.tsx'
import { FaqList } from './faq-list.tsx'
import { HelpCenterSwitch } from './help-center-switch.tsx'
import { categoriesQuery, filterOf } from './knowledge-query.ts'
import './knowledge.css'

const route = getRouteApi('/signedIn/admin/knowledge')

/** While somebody types, the list waits for a pause. */
const pause = 250

function Search({ q }: { q: string | undefined }) {
  const t = useText()
  const navigate = useNavigate()
  const [text, setText] = useState(q ?? '')
  useEffect(() => {
    const next = text.trim() || undefined
    if (next === q) return undefined
    const timer = setTimeout(
      () =>
        void navigate({
          to: '/admin/knowledge',
          search: (old) => ({ ...old, place: old.place === 'unhelpful' ? undefined : old.place, q: next }),
          replace: true,
        }),
      pause,
    )
    return () => clearTimeout(timer)
  }, [text, q, navigate])
  return (
    <Input
      type="search"
      className="log-search"
      aria-label={t.knowledge.search}
      placeholder={t.knowledge.searchPlaceholder}
      prefix={<Icon name="search" />}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

export function KnowledgePage() {
  const t = useText()
  const search = route.useSearch()
  const navigate = useNavigate()
  const narrow = useMedia('(max-width: 899px)')
  const tree = useQuery(categoriesQuery)
  const categories = tree.data?.items ?? []
  const names = new Map(categories.map((category) => [category.category_id, category.name]))
  const nav = (
    <CategoryNav categories={categories} uncategorised={tree.data?.uncategorised ?? 0} search={search} />
  )
  const placeName =
    search.place !== undefined
      ? t.knowledge[search.place]
      : search.category_id === undefined
        ? t.knowledge.all
        : (names.get(search.category_id) ?? t.knowledge.uncategorised)
  return (
    <div className="admin-page is-wide knowledge">
      <PageHead title={t.knowledge.title} lead={t.knowledge.lead}>
        <Button
          type="primary"
          onClick={() =>
            void navigate({
              to: '/admin/knowledge/$faqId',
              params: { faqId: 'new' },
              search: (old) => old,
            })
          }
        >
          {t.knowledge.create}
        </Button>
      </PageHead>
      {tree.isError && (
        <ErrorNotice error={tree.error} lead={t.error.load} onRetry={() => void tree.refetch()} />
      )}
      {tree.data && <HelpCenterSwitch {...tree.data.help_center} />}
      <div className="knowledge-panes">
        {narrow ? (
          // Folded, so that a phone shows FAQs first; choosing a place folds it again.
          <details key={JSON.stringify(search)} className="category-fold">
            <summary>{placeName}</summary>
            {nav}
          </details>
        ) : (
          nav
        )}
        <div className="knowledge-list">
          <Search key={`${search.category_id} ${search.place}`} q={search.q} />
          <FaqList filter={filterOf(search)} names={names} />
        </div>
      </div>
    </div>
  )
}
