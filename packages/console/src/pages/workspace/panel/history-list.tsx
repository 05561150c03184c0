import { console as api, type Output } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../api/query.ts'
import type { Ticket, TicketStatus } from '../../../api/types.ts'
import type { Dictionary } from '../../../i18n/language.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { shortDateTime } from '../snooze-times.ts'

type Item = Output<typeof api.ticketContext.history>['items'][number]

interface Words {
  readonly t: Dictionary
  readonly locale: string
  readonly timeZone: string
}

/** What happened, without who did it. */
function textOf(item: Item, { t, locale, timeZone }: Words): string {
  const h = t.history
  const names = (item.names ?? []).join(t.actions.comma)
  const people = (item.people ?? []).map(({ name }) => name).join(t.actions.comma)
  const status = (name: string | undefined) => t.status[name as TicketStatus] ?? ''
  const priority = (name: string | undefined) =>
    t.actions.priorities[name as keyof typeof t.actions.priorities] ?? ''
  switch (item.kind) {
    case 'status':
      return h.status(status(item.to))
    case 'assigned':
      return h.assigned(people)
    case 'unassigned':
      return h.unassigned(people)
    case 'transferred':
      return h.transferred(names)
    case 'snoozed':
      return item.until === undefined ? h.held : h.snoozed(shortDateTime(item.until, locale, timeZone))
    case 'priority':
      return h.priority(priority(item.to))
    case 'title':
      return h.title(item.to ?? '')
    case 'tags_added':
      return h.tagsAdded(names)
    case 'tags_removed':
      return h.tagsRemoved(names)
    case 'collaborators_added':
      return h.collaboratorsAdded(people)
    case 'collaborators_removed':
      return h.collaboratorsRemoved(people)
    case 'field':
      return item.to === undefined ? h.fieldCleared(names) : h.field(names, item.to)
    case 'rated':
      return h.rated(t.panel.scores[item.number ?? 0] ?? '')
    case 'solved':
      return item.number === 1 ? h.solved : h.notSolved
    case 'split':
      return h.split(item.number ?? 0)
    default:
      return h.plain[item.kind]
  }
}

/** Why routing decided as it did, in one sentence. */
function reasonOf(item: Item, t: Dictionary): string | undefined {
  const { routing } = item
  if (!routing) return undefined
  const r = t.history.routing
  const others = routing.others.map(({ verdict, count }) => r.verdicts[verdict]?.(count)).filter(Boolean)
  const rest = others.length > 0 ? r.others(others.join(t.actions.comma)) : ''
  if (routing.pool === 'queue') return r.queue + rest
  const skills = routing.skills.join(t.actions.comma)
  return r.pools[routing.pool](skills) + r.load(routing.open_tickets ?? 0, routing.max_tickets ?? 0) + rest
}

const linked: ReadonlySet<Item['kind']> = new Set(['joined', 'parted', 'merged_into', 'split', 'split_from'])

function HistoryItem({ item, ticket }: { item: Item; ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const by = item.by?.name ?? (item.by_kind === 'app' ? t.history.app : t.history.system)
  const reason = reasonOf(item, t)
  return (
    <li className="history-item">
      <p>
        <span className="history-by">{item.routing && !item.by ? t.history.routing.by : by}</span>{' '}
        {textOf(item, { t, locale, timeZone: ticket.time_zone })}{' '}
        {item.ticket_id && linked.has(item.kind) && (
          <Link
            to="/agent/tickets/$ticketId"
            params={{ ticketId: item.ticket_id }}
            search={(search) => search}
            className="panel-link"
          >
            {t.history.open}
          </Link>
        )}
      </p>
      {reason && <p className="history-reason">{reason}</p>}
      <RelativeTime at={item.at} />
    </li>
  )
}

/** What happened to the ticket besides its messages, newest first. */
export function HistoryList({ ticket }: { ticket: Ticket }) {
  const { t } = useLanguage()
  const base = query(api.ticketContext.history, { params: { ticket_id: ticket.ticket_id } })
  const history = useQuery({ ...base, staleTime: 0 })
  if (history.isError)
    return <ErrorNotice error={history.error} lead={t.error.load} onRetry={() => void history.refetch()} />
  return (
    <ol className="history" reversed>
      {(history.data?.items ?? []).toReversed().map((item) => (
        <HistoryItem
          key={`${item.at} ${item.kind} ${item.to ?? ''} ${item.ticket_id ?? ''}`}
          item={item}
          ticket={ticket}
        />
      ))}
      {history.data && !history.data.complete && <li className="panel-empty">{t.history.more}</li>}
    </ol>
  )
}
