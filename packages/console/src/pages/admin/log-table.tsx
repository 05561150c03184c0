import type { LogEntry } from '../../api/types.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { exactTime } from '../../i18n/time.ts'

export function LogResult({ entry }: { entry: LogEntry }) {
  const t = useText()
  const failed = entry.code !== 0 || entry.status >= 400
  return (
    <span className={`state ${failed ? 'is-danger' : 'is-done'}`}>
      <span className="sr-only">{failed ? t.logs.failed : t.logs.ok}</span>
      {entry.status}
      {entry.code !== 0 && ` · ${entry.code}`}
    </span>
  )
}

export const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`

interface Props {
  readonly rows: readonly LogEntry[]
  readonly selected: LogEntry | undefined
  readonly onSelect: (entry: LogEntry) => void
}

/** A plain table: 40 px rows with one button each cost nothing, a table component 60 KB. */
export function LogTable({ rows, selected, onSelect }: Props) {
  const { t, locale } = useLanguage()
  return (
    <div className="log-table-box">
      <table className="log-table" aria-label={t.admin.logs}>
        <thead>
          <tr>
            <th scope="col">{t.logs.time}</th>
            <th scope="col">{t.logs.result}</th>
            <th scope="col">{t.logs.call}</th>
            <th scope="col" className="is-number">
              {t.logs.duration}
            </th>
            <th scope="col">{t.logs.search}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <tr
              key={entry.log_id}
              className={entry.log_id === selected?.log_id ? 'is-selected' : ''}
              onClick={() => onSelect(entry)}
            >
              <td>
                <time dateTime={new Date(entry.at).toISOString()}>{exactTime(entry.at, locale)}</time>
              </td>
              <td>
                <LogResult entry={entry} />
              </td>
              <td className="log-call" title={entry.path}>
                <span className="log-method">{entry.method}</span>
                {entry.path}
              </td>
              <td className="is-number">{milliseconds(entry.duration_ms)}</td>
              <td>
                <button
                  type="button"
                  className="log-open"
                  aria-label={t.logs.details(entry.log_id)}
                  onClick={(event) => {
                    event.stopPropagation()
                    onSelect(entry)
                  }}
                >
                  <code>{entry.log_id}</code>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
