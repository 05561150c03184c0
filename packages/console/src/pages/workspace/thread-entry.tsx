import { memo } from 'react'
import { useLanguage } from '../../i18n/text.tsx'
import { dayName } from '../../i18n/time.ts'
import { useNow } from '../../ui/now.ts'
import { MessageEntry, OutgoingEntry, SystemEntry } from './message-entry.tsx'
import { RemarkEntry } from './remark-entry.tsx'
import type { Entry } from './timeline.ts'

function DayLine({ at }: { at: number }) {
  const { locale, t } = useLanguage()
  const now = useNow()
  return (
    <li className="thread-day">
      <span>{dayName(at, now, locale, t.time)}</span>
    </li>
  )
}

export const ThreadEntry = memo(function ThreadEntry({ entry }: { entry: Entry }) {
  if (entry.kind === 'day') return <DayLine at={entry.at} />
  if (entry.kind === 'remark') return <RemarkEntry remark={entry.remark} />
  if (entry.kind === 'outgoing') return <OutgoingEntry outgoing={entry.outgoing} />
  if (entry.message.sender_type === 'system') return <SystemEntry message={entry.message} />
  return <MessageEntry message={entry.message} joined={entry.joined} />
})
