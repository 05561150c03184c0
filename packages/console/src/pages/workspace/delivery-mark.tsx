import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import type { Message } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { LogId } from '../../ui/error-notice.tsx'
import { errorText } from '../../ui/error-text.ts'
import { Icon } from '../../ui/icon.tsx'
import './delivery-mark.css'

type Delivery = NonNullable<Message['delivery']>

/** How a message came by mail or whether it has left: a small icon, and words only where something is wrong. */
export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const t = useText()
  if (delivery.state === 'received')
    return (
      <a
        className="delivery"
        href={`/console/v1/mails/${delivery.mail_id}/original`}
        title={t.email.receivedMark}
        aria-label={t.email.receivedMark}
      >
        <Icon name="mail" size={14} />
      </a>
    )
  if (delivery.state === 'failed') return <Failed delivery={delivery} />
  const words = delivery.state === 'sent' ? t.email.sentMark : t.email.waitingMark
  return (
    <span className="delivery" title={delivery.error ? `${words}: ${delivery.error}` : words}>
      <Icon name={delivery.state === 'sent' ? 'mail' : 'clock'} size={14} />
      <span className="sr-only">{words}</span>
      {delivery.error && <span className="delivery-error">{delivery.error}</span>}
    </span>
  )
}

function Failed({ delivery }: { delivery: Delivery }) {
  const t = useText()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: () => call(api.mails.sendAgain, { params: { mail_id: delivery.mail_id } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: [api.ticket.messages.path] }),
  })
  return (
    <p className="delivery is-failed">
      <Icon name="alert" size={14} />
      <span className="delivery-error">
        <strong>{t.email.failedMark}</strong> {delivery.error}
        {send.error && ` ${t.email.notSent} ${errorText(send.error, t)}`}
      </span>
      {delivery.log_id && <LogId id={delivery.log_id} />}
      <button type="button" disabled={send.isPending || send.isSuccess} onClick={() => send.mutate()}>
        {t.email.sendAgain}
      </button>
    </p>
  )
}
