import { Button } from 'antd'
import { useText } from '../../../i18n/text.tsx'
import { LogId } from '../../../ui/error-notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { Mailbox } from './email-queries.ts'

interface Props {
  readonly mailbox: Mailbox
  readonly onEdit: () => void
  readonly onToggle: () => void
  readonly onRemove: () => void
}

function stateOf({ status, error, fetched_at }: Mailbox): 'paused' | 'failing' | 'starting' | 'on' {
  if (status === 'paused') return 'paused'
  if (error !== undefined) return 'failing'
  return fetched_at === undefined ? 'starting' : 'on'
}

/** A mailbox with its state, and what the mail server said when something is wrong. */
export function MailboxRow({ mailbox, onEdit, onToggle, onRemove }: Props) {
  const t = useText()
  const state = stateOf(mailbox)
  const isOurs = mailbox.managed === 'console'
  return (
    <li className="mailbox">
      <div className="mailbox-main">
        <strong className="ellipsis">{mailbox.address}</strong>
        <span className="ellipsis">{isOurs ? mailbox.name : t.email.fromEnvironment}</span>
      </div>
      <div className="mailbox-state">
        <span className={`mail-state is-${state}`}>{t.email[state]}</span>
        {mailbox.fetched_at !== undefined && (
          <span className="mailbox-read">
            {t.email.readAt} <RelativeTime at={mailbox.fetched_at} />
          </span>
        )}
      </div>
      <div className="mailbox-actions">
        {isOurs && (
          <Button size="small" aria-label={t.email.edit(mailbox.address)} onClick={onEdit}>
            {t.email.editShort}
          </Button>
        )}
        <Button size="small" onClick={onToggle}>
          {mailbox.status === 'on' ? t.email.pause : t.email.resume}
        </Button>
        {isOurs && (
          <Button size="small" danger onClick={onRemove}>
            {t.email.remove}
          </Button>
        )}
      </div>
      {mailbox.error !== undefined && (
        <p className="mailbox-error">
          {mailbox.error}
          {mailbox.error_log_id && <LogId id={mailbox.error_log_id} />}
        </p>
      )}
    </li>
  )
}
