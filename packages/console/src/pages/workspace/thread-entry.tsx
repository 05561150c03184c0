import { memo } from 'react'
import type { Ticket } from '../../api/types.ts'
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

function OriginLine({ from, merged }: { from: string; merged: Ticket['merged'] }) {
  const t = useText()
  const guest = merged.find((one) => one.ticket_id === from)?.guest.name
  return (
    <div className="thread-day">
      <span>{guest === undefined ? t.actions.moved.fromHere : t.actions.moved.from(guest)}</span>
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

export const ThreadEntry = memo(function ThreadEntry({
  entry,
  merged,
  unread,
}: {
  entry: Entry
  merged: Ticket['merged']
  unread: boolean
}) {
  return (
    <>
      {entry.startsDay && <DayLine at={entry.at} />}
      {entry.kind === 'message' && entry.from !== undefined && (
        <OriginLine from={entry.from} merged={merged} />
      )}
      {unread && <UnreadLine />}
      <Content entry={entry} />
    </>
  )
})
