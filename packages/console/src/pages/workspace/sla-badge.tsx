import { useQuery } from '@tanstack/react-query'
import { slaQuery } from '../../api/query.ts'
import type { TicketRow } from '../../api/types.ts'
import { sentences } from '../../i18n/join.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { dateTime, waitingSpan } from '../../i18n/time.ts'
import { useNow } from '../../ui/now.ts'

/** What the desk owes next: how much time is left, or by how much it is late; on hover, why. */
export function SlaBadge({ row }: { row: Pick<TicketRow, 'due' | 'priority'> }) {
  const { t, locale } = useLanguage()
  const now = useNow()
  const policy = useQuery({ ...slaQuery, enabled: row.due !== undefined }).data
  if (!row.due) return null
  const { at, kind } = row.due
  const late = at <= now
  const span = waitingSpan(Math.abs(at - now), t.time)
  const minutes = policy?.targets[row.priority]?.[kind]
  const when = (late ? t.sla.wasDue : t.sla.dueBy)(t.sla.kinds[kind], dateTime(at, locale))
  const why =
    policy && minutes !== undefined
      ? t.sla.promise(
          minutes % 60 === 0 ? t.time.hours(minutes / 60) : t.time.minutes(minutes),
          t.lists.priorities[row.priority],
          policy.schedule.length > 0,
        )
      : undefined
  return (
    <span className={`sla-badge ${late ? 'is-over' : ''}`} title={why ? sentences(when, why) : when}>
      {late ? t.sla.over(span) : t.sla.left(span)}
    </span>
  )
}
