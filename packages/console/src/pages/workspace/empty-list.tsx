import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countsQuery } from '../../api/query.ts'
import type { TicketView } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { countText, viewIcons } from './view-label.ts'

/** Where an agent looks next when a view is empty. */
const next: Record<TicketView, TicketView[]> = {
  mine: ['unassigned', 'open', 'all'],
  following: ['mine', 'open', 'all'],
  mentions: ['mine', 'following', 'open'],
  unassigned: ['mine', 'open', 'all'],
  queue: ['mine', 'unassigned', 'open'],
  open: ['closed'],
  closed: ['open'],
  all: [],
}

export function EmptyList({ view }: { view: TicketView }) {
  const t = useText()
  const { data: counts } = useQuery(countsQuery)
  const [title, help] = t.list.empty[view]
  const other = next[view].find((v) => counts && counts[v] > 0)
  return (
    <EmptyState icon={viewIcons[view]} title={title} help={help}>
      {other && counts && (
        <Link to="/agent" search={{ view: other }} className="button-link">
          {t.list.see(t.view[other], countText(counts[other]))}
        </Link>
      )}
    </EmptyState>
  )
}
