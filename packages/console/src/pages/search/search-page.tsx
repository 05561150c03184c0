import { console as api } from '@pipit/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query.ts'
import { useText } from '../../i18n/text.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { Frame } from '../../ui/rail.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { TicketState } from '../workspace/ticket-state.tsx'
import { Marked, marksOf } from './marked.tsx'
import './search.css'

const route = getRouteApi('/signedIn/agent/search')

/** How long somebody has to stop typing before the server is asked, in ms. */
const pause = 150

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="found" aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}

/** Everything that has the words: people, FAQs, tickets by what is written in them. */
export function SearchPage() {
  const t = useText()
  const navigate = useNavigate()
  const { q = '' } = route.useSearch()
  const [typed, setTyped] = useState(q)
  const results = useRef<HTMLDivElement>(null)
  usePageTitle(t.search.title, t.menu.workspace)

  useEffect(() => {
    if (typed.trim() === q) return undefined
    const timer = setTimeout(
      () => void navigate({ to: '/agent/search', search: { q: typed.trim() || undefined }, replace: true }),
      pause,
    )
    return () => clearTimeout(timer)
  }, [typed, q, navigate])

  const found = useInfiniteQuery({
    queryKey: keyOf(api.search.find, { query: { q } }),
    queryFn: ({ pageParam, signal }) => call(api.search.find, { query: { q, cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const [first] = found.data?.pages ?? []
  const tickets = found.data?.pages.flatMap((page) => page.items) ?? []
  const nothing = first && tickets.length + first.people.length + first.faqs.length === 0

  /** Up and down go from the field through everything that was found. */
  const move = (step: 1 | -1) => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('.search-field input'),
      ...(results.current?.querySelectorAll<HTMLElement>('a, summary') ?? []),
    ]
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus()
  }

  return (
    <Frame>
      <main
        id="content"
        className="search-page"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          move(event.key === 'ArrowDown' ? 1 : -1)
        }}
      >
        <h1 className="sr-only">{t.search.title}</h1>
        <form
          role="search"
          className="search-field"
          onSubmit={(event) => {
            event.preventDefault()
            move(1)
          }}
        >
          <Icon name="search" size={20} />
          <input
            type="search"
            autoFocus
            maxLength={200}
            aria-label={t.search.label}
            placeholder={t.search.label}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </form>
        <div className="search-results" ref={results} aria-busy={found.isFetching}>
          {found.isError && (
            <ErrorNotice error={found.error} lead={t.error.load} onRetry={() => void found.refetch()} />
          )}
          {q === '' && <EmptyState icon="search" title={t.search.title} help={t.search.start} />}
          {q !== '' && nothing && (
            <EmptyState icon="search" title={t.search.nothing(q)} help={t.search.nothingHelp} />
          )}
          {q !== '' && first && first.people.length > 0 && (
            <Group title={t.search.people}>
              {first.people.map(({ person, mobile }) => (
                <li key={person.id}>
                  <Link to="/agent" search={{ view: 'all', text: person.name }} className="found-row">
                    <Avatar person={person} size={28} />
                    <span className="found-title">
                      <Marked text={person.name} marks={marksOf(person.name, q)} />
                    </span>
                    <span className="found-detail ellipsis">
                      {[person.email, mobile, person.department].filter(Boolean).join(' · ')}
                    </span>
                  </Link>
                </li>
              ))}
            </Group>
          )}
          {q !== '' && first && first.faqs.length > 0 && (
            <Group title={t.search.faqs}>
              {first.faqs.map((faq) => (
                <li key={faq.faq_id}>
                  <details className="found-faq">
                    <summary>
                      <Marked text={faq.question} marks={marksOf(faq.question, q)} />
                    </summary>
                    <p>{faq.answer}</p>
                  </details>
                </li>
              ))}
            </Group>
          )}
          {q !== '' && tickets.length > 0 && (
            <Group title={t.search.tickets}>
              {tickets.map((row) => (
                <li key={row.ticket_id}>
                  <Link
                    to="/agent/tickets/$ticketId"
                    params={{ ticketId: row.ticket_id }}
                    search={{ view: 'all' }}
                    className="found-row"
                  >
                    <Avatar person={row.guest} size={28} />
                    <span className="found-title">
                      <Marked text={row.guest.name} marks={marksOf(row.guest.name, q)} />
                    </span>
                    <TicketState status={row.status} waiting={row.waiting_since !== undefined} short />
                    <RelativeTime at={row.last_message_at} />
                    <span className="found-excerpt">
                      {row.excerpt ? (
                        <Marked text={row.excerpt.text} marks={row.excerpt.marks} />
                      ) : (
                        (row.title ?? row.preview)
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </Group>
          )}
          {found.hasNextPage && (
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t.common.loadMore}
            </Button>
          )}
        </div>
        <p className="sr-only" role="status">
          {first && q !== '' ? t.search.count(tickets.length + first.people.length + first.faqs.length) : ''}
        </p>
      </main>
    </Frame>
  )
}
