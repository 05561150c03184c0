import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.tsx'
import { usePageTitle } from '../../ui/page-title.ts'

export function PageHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  const t = useText()
  usePageTitle(title, t.admin.title)
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        <p>{lead}</p>
      </div>
      {children}
    </header>
  )
}

export function Section({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className="admin-section" aria-label={title}>
      <div className="admin-section-head">
        <h2>{title}</h2>
        {help && <p>{help}</p>}
      </div>
      <div className="admin-section-body">{children}</div>
    </section>
  )
}
