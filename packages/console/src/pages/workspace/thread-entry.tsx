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
  switch (entry.kind) {
    case 'day':
      return <DayLine at={entry.at} />
    case 'remark':
      return <RemarkEntry remark={entry.remark} />
    case 'outgoing':
      return <OutgoingEntry outgoing={entry.outgoing} />
    case 'message':
      return entry.message.sender_type === 'system' ? (
        <SystemEntry message={entry.message} />
      ) : (
        <MessageEntry message={entry.message} joined={entry.joined} />
      )
  }
})
