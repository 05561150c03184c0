import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useMemo } from 'react'
import { inOrder } from '../../api/messages.ts'
import { messagesQuery } from '../../api/query.ts'
import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNewMessages } from './new-messages.ts'
import { useOutgoing } from './outgoing-replies.ts'
import { useUnreadLine } from './seen-messages.ts'
import { ThreadEntry } from './thread-entry.tsx'
import { useThreadScroll } from './thread-scroll.ts'
import { buildTimeline } from './timeline.ts'

/** Earlier messages are asked for when so few entries are left above. */
const ahead = 12

export function Thread({ ticket }: { ticket: Ticket }) {
  const t = useText()
  const thread = useInfiniteQuery(messagesQuery(ticket.ticket_id))
  const messages = useMemo(() => inOrder(thread.data), [thread.data])
  const outgoing = useOutgoing(ticket.ticket_id, messages)
  const complete = thread.isSuccess && !thread.hasNextPage
  const entries = useMemo(
    () => buildTimeline(messages, ticket.remarks, outgoing, complete, ticket.ticket_id),
    [messages, ticket.remarks, outgoing, complete, ticket.ticket_id],
  )
  const { scroller, virtualizer, atBottom, toBottom } = useThreadScroll(entries, thread.hasNextPage ? 56 : 12)
  const rows = virtualizer.getVirtualItems()
  const { unread, announcement } = useNewMessages(messages, thread.isSuccess, atBottom)
  const unreadId = useUnreadLine(ticket.ticket_id, messages, atBottom)
  const lastOutgoing = outgoing.at(-1)?.clientId

  const mayLoad =
    thread.hasNextPage && !thread.isFetchingNextPage && !thread.isFetchNextPageError && messages.length > 0
  const nearTop = rows.length > 0 && rows[0]!.index < ahead
  const { fetchNextPage } = thread
  useEffect(() => {
    if (mayLoad && nearTop) void fetchNextPage()
  }, [mayLoad, nearTop, fetchNextPage])

  // Whoever sends wants to see it, wherever they were reading.
  useEffect(() => {
    if (lastOutgoing) toBottom()
  }, [lastOutgoing, toBottom])

  return (
    <div className="thread">
      <section
        className="thread-scroller"
        ref={scroller}
        data-scroller
        tabIndex={0}
        aria-label={t.thread.title}
      >
        <div className="thread-notices">
          {thread.isPending && <Skeleton rows={5} />}
          {thread.isError && !thread.isFetchNextPageError && (
            <ErrorNotice error={thread.error} lead={t.error.load} onRetry={() => void thread.refetch()} />
          )}
          {thread.isSuccess && entries.length === 0 && (
            <EmptyState icon="inbox" title={t.thread.empty} help={t.thread.emptyHelp} />
          )}
        </div>
        <div className="thread-column" style={{ height: virtualizer.getTotalSize() }}>
          {thread.hasNextPage && (
            <div className="thread-older">
              {thread.isFetchNextPageError ? (
                <ErrorNotice error={thread.error} onRetry={() => void fetchNextPage()} />
              ) : (
                <Button type="text" size="small" onClick={() => void fetchNextPage()}>
                  {t.thread.older}
                </Button>
              )}
            </div>
          )}
          <ol className="thread-entries" style={{ transform: `translateY(${rows[0]?.start ?? 0}px)` }}>
            {rows.map(({ key, index }) => {
              const entry = entries[index]!
              return (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  aria-posinset={index + 1}
                  aria-setsize={complete ? entries.length : -1}
                >
                  <ThreadEntry
                    entry={entry}
                    merged={ticket.merged}
                    unread={entry.kind === 'message' && entry.message.id === unreadId}
                  />
                </li>
              )
            })}
          </ol>
        </div>
      </section>
      {!atBottom && (
        <div className="thread-newest">
          <Button shape="round" size="small" icon={<Icon name="arrowDown" size={14} />} onClick={toBottom}>
            {unread > 0 ? t.thread.newMessages(unread) : t.thread.toNewest}
          </Button>
        </div>
      )}
      <div className="sr-only" aria-live="polite">
        {announcement}
      </div>
    </div>
  )
}
