import { Link } from '@tanstack/react-router'
import { useLanguage } from '../../../i18n/text.tsx'
import { clockTime } from '../../../i18n/time.ts'
import { findEndpoint, summaryOf } from './groups.ts'
import { type PastCall, useHistory } from './history.ts'
import { useExplorerTexts } from './texts.ts'

/** The calls of this visit; one click brings one back, with what was filled in and what came. */
export function HistoryView({ onPick }: { onPick: (call: PastCall) => void }) {
  const t = useExplorerTexts()
  const { language, locale } = useLanguage()
  const calls = useHistory()
  if (calls.length === 0)
    return (
      <>
        <p>{t.noCalls}</p>
        <p className="field-help">{t.noCallsHelp}</p>
      </>
    )
  return (
    <ol className="ex-history">
      {calls.map((call) => {
        const listed = findEndpoint(call.endpointId)
        return (
          <li key={call.key}>
            <Link
              to="/admin/explorer/$endpointId"
              params={{ endpointId: call.endpointId }}
              preload={false}
              className="ex-past"
              onClick={() => onPick(call)}
            >
              <time>{clockTime(call.at, locale)}</time>
              <span className="ellipsis">{listed && summaryOf(listed, language)}</span>
              <span className={`state ${call.succeeded ? 'is-done' : 'is-danger'}`}>{call.reply.status}</span>
              <span className="ex-ms">{call.reply.ms} ms</span>
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
