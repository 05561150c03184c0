import { ago, dateTime, waitingSpan } from '../i18n/time.ts'
import { useLanguage } from '../i18n/text.tsx'
import { useNow } from './now.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** "3 min", ticking, with the absolute time on hover. */
export function RelativeTime({ at }: { at: number }) {
  const { locale, t } = useLanguage()
  const now = useNow()
  return (
    <time dateTime={iso(at)} title={dateTime(at, locale)}>
      {ago(at, now, locale, t.time)}
    </time>
  )
}

/** How long the guest has waited: the number an agent looks for first. `bare` where a column says so already. */
export function WaitingTime({ since, bare = false }: { since: number; bare?: boolean }) {
  const { locale, t } = useLanguage()
  const now = useNow()
  return (
    <time className="waiting-time" dateTime={iso(since)} title={t.list.waitingSince(dateTime(since, locale))}>
      {bare ? waitingSpan(now - since, t.time) : t.list.waiting(waitingSpan(now - since, t.time))}
    </time>
  )
}
