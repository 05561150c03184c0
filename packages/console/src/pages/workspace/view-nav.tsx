import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { countsQuery } from '../../api/query.ts'
import { ticketViews, type TicketView } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useMe } from '../../ui/use-me.ts'
import { countText, viewIcons } from './view-label.ts'

export function ViewNav({ view: current, onCollapse }: { view: TicketView; onCollapse: () => void }) {
  const t = useText()
  const { helpdesk } = useMe()
  const { data: counts } = useQuery(countsQuery)
  return (
    <nav className="views" aria-label={t.view.title}>
      <header className="pane-header">
        <p className="pane-title ellipsis" title={helpdesk.name}>
          {helpdesk.name}
        </p>
        <Tooltip title={t.view.collapse}>
          <Button
            type="text"
            aria-label={t.view.collapse}
            icon={<Icon name="sidebar" />}
            onClick={onCollapse}
          />
        </Tooltip>
      </header>
      <ul>
        {ticketViews.map((view) => (
          <li key={view}>
            <Link
              to="/agent"
              search={{ view }}
              className="view-link"
              preload={false}
              aria-current={view === current ? 'page' : undefined}
            >
              <Icon name={viewIcons[view]} />
              <span className="ellipsis">{t.view[view]}</span>
              <span className="view-count">{counts ? countText(counts[view]) : ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
