import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead } from '../page-head.tsx'
import { AgentsTab } from './agents-tab.tsx'
import { RoutingTab } from './routing-tab.tsx'
import { SkillsTab } from './skills-tab.tsx'
import { teamQuery } from './team-query.ts'
import '../logs.css'
import '../tokens/tokens.css'
import './team.css'

const route = getRouteApi('/signedIn/admin/team')

const tabs = ['agents', 'skills', 'routing'] as const

export function TeamPage() {
  const t = useText()
  const { tab = 'agents', ticket } = route.useSearch()
  const team = useQuery(teamQuery)
  return (
    <div className="admin-page is-wide">
      <PageHead title={t.team.title} lead={t.team.lead} />
      <nav className="app-tabs" aria-label={t.team.tabsLabel}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/admin/team"
            search={{ tab: one === 'agents' ? undefined : one }}
            activeOptions={{ exact: true, explicitUndefined: true }}
            aria-current={one === tab ? 'page' : undefined}
            className="app-tab"
          >
            {t.team.tabs[one]}
          </Link>
        ))}
      </nav>
      {team.isPending && <Skeleton rows={5} height={48} />}
      {team.isError && (
        <ErrorNotice error={team.error} lead={t.error.load} onRetry={() => void team.refetch()} />
      )}
      {team.data && tab === 'agents' && <AgentsTab team={team.data} />}
      {team.data && tab === 'skills' && <SkillsTab team={team.data} />}
      {tab === 'routing' && <RoutingTab key={ticket} ticketId={ticket} />}
    </div>
  )
}
