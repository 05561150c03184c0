import { Button } from 'antd'
import type { Outgoing } from '../../api/outgoing.ts'
import { useText } from '../../i18n/text.tsx'
import { LinkedText } from '../../rich/linked-text.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { useMe } from '../../ui/use-me.ts'
import { outgoingReplies } from './outgoing-replies.ts'

/** A reply that the server has not confirmed: in its place at once, and with a way out when it fails. */
export function OutgoingEntry({ outgoing }: { outgoing: Outgoing }) {
  const t = useText()
  const { user } = useMe()
  const failed = outgoing.error !== undefined
  return (
    <div className={`entry is-ours ${failed ? 'is-failed' : 'is-sending'}`}>
      <Avatar person={user} size={28} />
      <p className="entry-head">
        <span className="entry-name">{t.thread.you}</span>
        <span className="entry-time">{failed ? t.thread.notSent : t.thread.sending}</span>
      </p>
      <div className="bubble">
        <LinkedText text={outgoing.text} />
      </div>
      {failed && (
        <div className="entry-error">
          <ErrorNotice error={outgoing.error} onRetry={() => void outgoingReplies.retry(outgoing.clientId)}>
            <Button type="text" size="small" onClick={() => outgoingReplies.discard(outgoing.clientId)}>
              {t.thread.discard}
            </Button>
          </ErrorNotice>
        </div>
      )}
    </div>
  )
}
