import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePageTitle } from '../../ui/page-title.ts'

/** What stands in a frame whose session has ended. */
export function FramedNotice() {
  const t = useText()
  usePageTitle(t.framed.title)
  return (
    <main className="lone-page">
      <EmptyState icon="lock" title={t.framed.title} help={t.framed.help}>
        <a href="/login" target="_blank" rel="noopener" className="button-link">
          {t.framed.newTab}
        </a>
      </EmptyState>
    </main>
  )
}
