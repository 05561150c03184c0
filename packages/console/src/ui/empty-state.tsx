import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface Props {
  readonly icon: IconName
  readonly title: string
  readonly help?: string
  /** The one next step. */
  readonly children?: ReactNode
}

export function EmptyState({ icon, title, help, children }: Props) {
  return (
    <div className="empty-state">
      <span className="empty-state-icon">
        <Icon name={icon} size={22} />
      </span>
      <p className="empty-state-title">{title}</p>
      {help && <p className="empty-state-help">{help}</p>}
      {children && <div className="empty-state-next">{children}</div>}
    </div>
  )
}
