import { memo } from 'react'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dayName } from '../../i18n/time.ts'
import { useNow } from '../../ui/now.ts'
import { MessageEntry, SystemEntry } from './message-entry.tsx'
import { OutgoingEntry } from './outgoing-entry.tsx'
import { RemarkEntry } from './remark-entry.tsx'
import type { Entry } from './timeline.ts'

function DayLine({ at }: { at: number }) {
  const { locale, t } = useLanguage()
  const now = useNow()
  return (
    <div className="thread-day">
      <span>{dayName(at, now, locale, t.time)}</span>
    </div>
  )
}

function UnreadLine() {
  const t = useText()
  return (
    <div className="thread-day is-unread">
      <span>{t.rich.unread}</span>
    </div>
  )
}

function Content({ entry }: { entry: Entry }) {
  if (entry.kind === 'remark') return <RemarkEntry remark={entry.remark} />
  if (entry.kind === 'outgoing') return <OutgoingEntry outgoing={entry.outgoing} />
  if (entry.message.sender_type === 'system') return <SystemEntry message={entry.message} />
  return <MessageEntry message={entry.message} joined={entry.joined} />
}

export const ThreadEntry = memo(function ThreadEntry({ entry, unread }: { entry: Entry; unread: boolean }) {
  return (
    <>
      {entry.startsDay && <DayLine at={entry.at} />}
      {unread && <UnreadLine />}
      <Content entry={entry} />
    </>
  )
})
