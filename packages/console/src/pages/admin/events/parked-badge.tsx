import { useQuery } from '@tanstack/react-query'
import { useText } from '../../../i18n/text.tsx'
import { parkedQuery } from './queries.ts'

const ceiling = 10_000

/** How many events were given up, beside the page that says what to do. */
export function ParkedBadge() {
  const t = useText()
  const count = useQuery(parkedQuery).data?.items.reduce((sum, one) => sum + one.count, 0) ?? 0
  if (count === 0) return null
  const text = count >= ceiling ? `${ceiling}+` : String(count)
  return (
    <>
      <span className="section-alarm" aria-hidden="true">
        {count > 99 ? '99+' : text}
      </span>
      <span className="sr-only">{t.events.parked(text)}</span>
    </>
  )
}
