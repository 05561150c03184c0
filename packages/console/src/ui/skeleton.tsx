import { useText } from '../i18n/text.tsx'

/** Grey bars that stay invisible for the first 200 ms (see base.css), so that quick answers do not flicker. */
export function Skeleton({ rows, height = 64 }: { rows: number; height?: number }) {
  const t = useText()
  return (
    <div className="skeleton" role="status" aria-label={t.common.loading}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="skeleton-row" style={{ height }}>
          <span className="skeleton-bar" style={{ width: `${38 + ((i * 17) % 30)}%` }} />
          {height > 40 && <span className="skeleton-bar" style={{ width: `${60 + ((i * 23) % 32)}%` }} />}
        </div>
      ))}
    </div>
  )
}
