import { console as api, type Output } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ApiError } from '../../../api/error.ts'
import { query } from '../../../api/query.ts'
import { useLanguage, useText } from '../../../i18n/text.tsx'
import { dateTime } from '../../../i18n/time.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'

type Decision = Output<typeof api.routing.explain>['items'][number]

function Decided({ decision }: { decision: Decision }) {
  const { t, locale } = useLanguage()
  const { team } = t
  return (
    <li className="decision">
      <header>
        <h3>{decision.agent ? team.gave(decision.agent.name) : team.waited}</h3>
        <time dateTime={new Date(decision.decided_at).toISOString()}>
          {dateTime(decision.decided_at, locale)}
        </time>
      </header>
      <p className="field-help">
        {[
          team.pools[decision.pool],
          decision.skills.length > 0 && team.asked(decision.skills.map(({ name }) => name).join(' · ')),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {decision.considered.length > 0 && (
        <table className="log-table decision-table" aria-label={team.considered}>
          <thead>
            <tr>
              <th scope="col">{team.agent}</th>
              <th scope="col">{team.load}</th>
              <th scope="col">{team.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {decision.considered.map(({ agent, verdict, open_tickets, max_tickets }) => (
              <tr key={agent.id} className={verdict === 'chosen' ? 'is-chosen' : undefined}>
                <td>{agent.name}</td>
                <td>{team.loadOf(open_tickets, max_tickets)}</td>
                <td>{team.verdicts[verdict]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  )
}

/** Why a ticket went where it went: every decision, and everybody who was considered. */
export function RoutingTab({ ticketId }: { ticketId: string | undefined }) {
  const t = useText()
  const navigate = useNavigate()
  const [text, setText] = useState(ticketId ?? '')
  const explained = useQuery({
    ...query(api.routing.explain, { params: { ticket_id: ticketId ?? '' } }),
    enabled: ticketId !== undefined,
    staleTime: 0,
  })
  const missing = explained.error instanceof ApiError && explained.error.status === 404
  return (
    <>
      <form
        className="team-head"
        onSubmit={(event) => {
          event.preventDefault()
          void navigate({ to: '/admin/team', search: { tab: 'routing', ticket: text.trim() || undefined } })
        }}
      >
        <p>{t.team.routingLead}</p>
        <Input
          className="ticket-input"
          aria-label={t.team.ticketId}
          placeholder={t.team.ticketId}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="primary" htmlType="submit">
          {t.team.explain}
        </Button>
      </form>
      {ticketId === undefined && (
        <EmptyState icon="search" title={t.team.noTicket} help={t.team.noTicketHelp} />
      )}
      {ticketId !== undefined && explained.isPending && <Skeleton rows={3} />}
      {missing && <p className="field-error">{t.team.ticketMissing}</p>}
      {explained.isError && !missing && (
        <ErrorNotice error={explained.error} lead={t.error.load} onRetry={() => void explained.refetch()} />
      )}
      {explained.data?.items.length === 0 && (
        <EmptyState icon="person" title={t.team.noDecisions} help={t.team.noDecisionsHelp} />
      )}
      <ol className="decisions">
        {explained.data?.items.map((decision) => (
          <Decided key={decision.decided_at} decision={decision} />
        ))}
      </ol>
    </>
  )
}
