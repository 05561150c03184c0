import { useLanguage } from '../i18n/text.tsx'
import { dateTime } from '../i18n/time.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Switch } from '../ui/switch.tsx'
import type { DeskAgent, SetStatus } from './use-set-status.ts'

/** What my status is, since when and why, how long it holds, and how much I carry. */
export function StatusPanel({ mine, change }: { mine: DeskAgent; change: SetStatus }) {
  const { t, locale } = useLanguage()
  const texts = t.agentStatus
  const online = mine.status !== 'offline'
  const next = mine.follows_schedule ? mine.status_until : mine.next_change_at
  return (
    <>
      <p className="status-now">
        <span className={`status-dot is-${mine.status}`} />
        <strong>{texts[mine.status]}</strong>
      </p>
      <p className="status-why">
        {mine.status === 'off_duty' && texts.offDutyWhy}
        {mine.status !== 'off_duty' && mine.status_source && texts.source[mine.status_source]}{' '}
        {mine.status_since !== undefined && texts.since(dateTime(mine.status_since, locale))}
      </p>
      {next !== undefined && (
        <p className="status-why">
          {mine.follows_schedule
            ? texts.holdsUntil(dateTime(next, locale))
            : texts.dutyChanges(dateTime(next, locale))}
        </p>
      )}
      <div className="status-switch">
        {texts.takeTickets}
        <Switch
          label={texts.takeTickets}
          on={online}
          onChange={(on) => change.mutate({ status: on ? 'online' : 'offline' })}
        />
      </div>
      {mine.has_schedule && (
        <div className="status-switch">
          <span>
            {texts.follow}
            <span className="status-help">{texts.followHelp}</span>
          </span>
          <Switch
            label={texts.follow}
            on={mine.follows_schedule}
            onChange={(follows_schedule) => change.mutate({ follows_schedule })}
          />
        </div>
      )}
      <div className="status-load">
        <span>{texts.load(mine.open_tickets, mine.max_tickets)}</span>
        <meter
          min={0}
          max={Math.max(1, mine.max_tickets)}
          value={Math.min(mine.open_tickets, mine.max_tickets)}
          aria-label={texts.load(mine.open_tickets, mine.max_tickets)}
        />
        {mine.open_tickets >= mine.max_tickets && <span className="status-help">{texts.full}</span>}
      </div>
      {change.error && <ErrorNotice error={change.error} onDismiss={change.reset} />}
    </>
  )
}
