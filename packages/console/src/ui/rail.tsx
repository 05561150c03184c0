import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Commands } from '../commands/commands.tsx'
import { useText } from '../i18n/text.tsx'
import logo from '../pipit.svg'
import { StatusButton } from '../status/status-button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Tips } from './tip.tsx'
import { useMe } from './use-me.ts'

function RailLink({
  to,
  icon,
  name,
}: {
  to: '/agent' | '/agent/search' | '/admin'
  icon: IconName
  name: string
}) {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  return (
    <Link
      to={to}
      className="rail-link"
      aria-label={name}
      data-tip={name}
      data-side="right"
      activeProps={{ className: 'rail-link is-active' }}
      // The search has an icon of its own.
      {...(to === '/agent' && pathname === '/agent/search' ? { activeProps: {} } : {})}
    >
      <Icon name={icon} size={20} />
    </Link>
  )
}

export function Rail() {
  const t = useText()
  const { role } = useMe()
  return (
    <nav className="rail" aria-label={t.menu.main}>
      <img className="rail-logo" src={logo} alt="Pipit" width={28} height={28} />
      <RailLink to="/agent" icon="inbox" name={t.menu.workspace} />
      <RailLink to="/agent/search" icon="search" name={t.search.title} />
      {role !== 'agent' && <RailLink to="/admin" icon="sliders" name={t.menu.console} />}
      <span className="rail-space" />
      <StatusButton />
      <AccountMenu />
    </nav>
  )
}

/** Rail and content, the frame of every page behind the sign-in. */
export function Frame({ children, className }: { children: ReactNode; className?: string }) {
  const t = useText()
  return (
    <div className={`frame ${className ?? ''}`}>
      <a className="skip-link" href="#content">
        {t.skipToContent}
      </a>
      <Commands />
      <Rail />
      {children}
      <Tips />
    </div>
  )
}
