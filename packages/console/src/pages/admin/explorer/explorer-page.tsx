import { useParams } from '@tanstack/react-router'
import { useLanguage } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { usePageTitle } from '../../../ui/page-title.ts'
import { EndpointList } from './endpoint-list.tsx'
import { EndpointPanel } from './endpoint-panel.tsx'
import { findEndpoint, summaryOf } from './groups.ts'
import { useExplorerTexts } from './texts.ts'
import './explorer.css'

export function ExplorerPage() {
  const { endpointId } = useParams({ strict: false })
  const { t: common, language } = useLanguage()
  const t = useExplorerTexts()
  const listed = findEndpoint(endpointId)
  usePageTitle(listed ? summaryOf(listed, language) : common.explorer.title, common.explorer.title)
  return (
    <div className={`explorer ${endpointId === undefined ? 'is-index' : ''}`}>
      <EndpointList chosen={endpointId} />
      {listed ? (
        <EndpointPanel key={listed.id} listed={listed} />
      ) : (
        <section className="ex-main ex-blank" aria-label={common.explorer.title}>
          <h1 className="sr-only">{common.explorer.title}</h1>
          {endpointId === undefined ? (
            <EmptyState icon="play" title={t.choose} help={t.chooseHelp} />
          ) : (
            <EmptyState icon="search" title={t.missing} help={t.missingHelp} />
          )}
        </section>
      )}
    </div>
  )
}
