import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Frame } from '../../ui/rail.tsx'
import { useMe } from '../../ui/use-me.ts'
import { ParkedBadge } from './events/parked-badge.tsx'
import './admin.css'

function Denied() {
  const t = useText()
  const { helpdesk } = useMe()
  usePageTitle(t.admin.title)
  return (
    <Frame>
      <main id="content" className="lone-page">
        <EmptyState icon="lock" title={t.admin.deniedTitle} help={t.admin.deniedHelp(helpdesk.name)}>
          <Link to="/agent" className="button-link">
            {t.notFound.back}
          </Link>
        </EmptyState>
      </main>
    </Frame>
  )
}

function SectionLink({
  to,
  icon,
  name,
  children,
}: {
  to:
    | '/admin/overview'
    | '/admin/team'
    | '/admin/fields'
    | '/admin/knowledge'
    | '/admin/apps'
    | '/admin/credentials'
    | '/admin/tokens'
    | '/admin/pushes'
    | '/admin/events'
    | '/admin/widget'
    | '/admin/explorer'
    | '/admin/sla'
    | '/admin/email'
    | '/admin/logs'
  icon: IconName
  name: string
  children?: ReactNode
}) {
  return (
    <li>
      <Link
        to={to}
        className="view-link"
        activeOptions={{ includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        <Icon name={icon} />
        <span className="ellipsis">{name}</span>
        {children}
      </Link>
    </li>
  )
}

export function AdminPage() {
  const t = useText()
  const { role } = useMe()
  const sections = useRef<HTMLUListElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    // On a phone the sections are one line that scrolls.
    sections.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  if (role === 'agent') return <Denied />
  return (
    <Frame>
      <div className="admin">
        <nav className="views" aria-label={t.admin.sections}>
          <header className="pane-header">
            <h2 className="ellipsis">{t.admin.title}</h2>
          </header>
          <ul ref={sections}>
            <SectionLink to="/admin/overview" icon="chart" name={t.overview.title} />
            <SectionLink to="/admin/team" icon="people" name={t.team.title} />
            <SectionLink to="/admin/fields" icon="sliders" name={t.fields.title} />
            <SectionLink to="/admin/knowledge" icon="book" name={t.knowledge.title} />
            <SectionLink to="/admin/sla" icon="clock" name={t.sla.title} />
            <SectionLink to="/admin/widget" icon="bot" name={t.widget.title} />
            <SectionLink to="/admin/apps" icon="blocks" name={t.admin.apps} />
            <SectionLink to="/admin/credentials" icon="lock" name={t.credentials.title} />
            <SectionLink to="/admin/tokens" icon="key" name={t.tokens.title} />
            <SectionLink to="/admin/pushes" icon="send" name={t.pushes.title} />
            <SectionLink to="/admin/events" icon="bell" name={t.events.title}>
              <ParkedBadge />
            </SectionLink>
            <SectionLink to="/admin/explorer" icon="play" name={t.explorer.title} />
            <SectionLink to="/admin/email" icon="mail" name={t.email.title} />
            <SectionLink to="/admin/logs" icon="list" name={t.admin.logs} />
          </ul>
        </nav>
        <main id="content" className="admin-main">
          <Outlet />
        </main>
      </div>
    </Frame>
  )
}
