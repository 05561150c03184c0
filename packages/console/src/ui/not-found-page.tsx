import { Link } from '@tanstack/react-router'
import { useText } from '../i18n/text.tsx'
import { EmptyState } from './empty-state.tsx'
import { usePageTitle } from './page-title.ts'

export function NotFoundPage() {
  const t = useText()
  usePageTitle(t.notFound.title)
  return (
    <main className="lone-page">
      <EmptyState icon="search" title={t.notFound.title} help={t.notFound.help}>
        <Link to="/agent" className="button-link">
          {t.notFound.back}
        </Link>
      </EmptyState>
    </main>
  )
}
