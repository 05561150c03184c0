import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Dictionary } from '../../../i18n/language.ts'
import { useText } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice, LogId } from '../../../ui/error-notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { type Mail, type MailChoice, mailsQuery } from './email-queries.ts'
import { useAcceptMail } from './use-mailbox-actions.ts'

const choices: readonly MailChoice[] = ['attention', 'left_out', 'all']

/** Our own words for a reason we know; what a server or parser said stays as it is. */
function reasonText(reason: string, t: Dictionary): string {
  const [kind, ...said] = reason.split(': ')
  if (kind === 'unreadable') return [t.email.unreadable, ...said].join(': ')
  if (kind === 'failed') return [t.email.failedOften, ...said].filter(Boolean).join(': ')
  return t.email.reasons[reason] ?? reason
}

function MailRow({ mail }: { mail: Mail }) {
  const t = useText()
  const accept = useAcceptMail()
  const isReadable = !mail.reason?.startsWith('unreadable') && mail.reason !== 'too_large'
  const mayAccept = (mail.state === 'left_out' || mail.state === 'set_aside') && isReadable
  const who = mail.direction === 'in' ? mail.sender || t.email.noSender : `→ ${mail.recipients.join(', ')}`
  return (
    <li className="mail-row">
      <div className="mail-what">
        <strong className="ellipsis">{mail.subject || t.email.noSubject}</strong>
        <span className="ellipsis">{who}</span>
      </div>
      <div className="mail-side">
        <span className={`mail-state is-${mail.state}`}>{t.email.states[mail.state]}</span>
        <RelativeTime at={mail.created_at} />
      </div>
      {mail.reason && (
        <p className="mail-reason">
          {reasonText(mail.reason, t)} {mail.log_id && <LogId id={mail.log_id} />}
        </p>
      )}
      <p className="mail-links">
        {mail.ticket_id && (
          <Link to="/agent/tickets/$ticketId" params={{ ticketId: mail.ticket_id }}>
            {t.email.openTicket}
          </Link>
        )}
        {mail.has_original && <a href={`/console/v1/mails/${mail.mail_id}/original`}>{t.email.original}</a>}
        {mayAccept && (
          <Button size="small" disabled={accept.isPending} onClick={() => accept.mutate(mail)}>
            {t.email.accept}
          </Button>
        )}
      </p>
      {accept.error && <ErrorNotice error={accept.error} lead={t.email.notDone} />}
    </li>
  )
}

/** The mails of the desk: first those that somebody should look at. */
export function MailList() {
  const t = useText()
  const [show, setShow] = useState<MailChoice>('attention')
  const list = useInfiniteQuery(mailsQuery(show))
  const mails = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="mails" aria-label={t.email.mails}>
      <h2>{t.email.mails}</h2>
      <div className="app-tabs">
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className="app-tab"
            aria-pressed={choice === show}
            onClick={() => setShow(choice)}
          >
            {t.email.show[choice]}
          </button>
        ))}
      </div>
      {list.isPending && <Skeleton rows={3} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && mails.length === 0 && (
        <EmptyState
          icon={show === 'attention' ? 'checkCircle' : 'mail'}
          title={t.email.mailsEmpty[show]}
          help={t.email.mailsEmptyHelp[show]}
        />
      )}
      <ul>
        {mails.map((mail) => (
          <MailRow key={mail.mail_id} mail={mail} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="load-more">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </section>
  )
}
