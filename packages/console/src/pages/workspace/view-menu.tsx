import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { countsQuery } from '../../api/query.ts'
import { ticketViews, type TicketView } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon } from '../../ui/icon.tsx'
import { countText, viewIcons } from './view-label.ts'

/** The views, folded into the head of the list where there is no room for a column of them. */
export function ViewMenu({ view: current }: { view: TicketView }) {
  const t = useText()
  const navigate = useNavigate()
  const { data: counts } = useQuery(countsQuery)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [current],
        items: ticketViews.map((view) => ({
          key: view,
          icon: <Icon name={viewIcons[view]} />,
          label: (
            <span className="view-option">
              {t.view[view]}
              <span className="view-count">{counts ? countText(counts[view]) : ''}</span>
            </span>
          ),
          onClick: () => void navigate({ to: '/agent', search: { view } }),
        })),
      }}
    >
      <button type="button" className="view-menu">
        <span className="sr-only">{t.view.title} </span>
        <h1>{t.view[current]}</h1>
        <span className="view-count">{counts ? countText(counts[current]) : ''}</span>
        <Icon name="down" size={14} />
      </button>
    </Dropdown>
  )
}
