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
import { useSeen } from '../../ui/scroll-end.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNewMessages } from './new-messages.ts'
import { useOutgoing } from './outgoing-replies.ts'
import { useStickToBottom } from './stick-to-bottom.ts'
import { ThreadEntry } from './thread-entry.tsx'
import { buildTimeline } from './timeline.ts'

export function Thread({ ticket }: { ticket: Ticket }) {
  const t = useText()
  const thread = useInfiniteQuery(messagesQuery(ticket.ticket_id))
  const messages = useMemo(() => inOrder(thread.data), [thread.data])
  const outgoing = useOutgoing(ticket.ticket_id, messages)
  const complete = thread.isSuccess && !thread.hasNextPage
  const entries = useMemo(
    () => buildTimeline(messages, ticket.remarks, outgoing, complete),
    [messages, ticket.remarks, outgoing, complete],
  )
  const { scroller, content, atBottom, toBottom } = useStickToBottom(messages[0]?.id, entries.at(-1)?.key)
  const mayLoad = thread.hasNextPage && !thread.isFetchingNextPage && !thread.isFetchNextPageError
  const older = useSeen<HTMLDivElement>(
    () => void thread.fetchNextPage(),
    mayLoad && messages.length > 0,
    '300px',
  )
  const { unread, announcement } = useNewMessages(messages, thread.isSuccess, atBottom)
  const lastOutgoing = outgoing.at(-1)?.clientId

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
        <div className="thread-column" ref={content}>
          {thread.hasNextPage && (
            <div ref={older} className="thread-older">
              <Button type="text" size="small" onClick={() => void thread.fetchNextPage()}>
                {t.thread.older}
              </Button>
            </div>
          )}
          {thread.isFetchNextPageError && (
            <ErrorNotice error={thread.error} onRetry={() => void thread.fetchNextPage()} />
          )}
          {thread.isPending && <Skeleton rows={5} />}
          {thread.isError && !thread.isFetchNextPageError && (
            <ErrorNotice error={thread.error} lead={t.error.load} onRetry={() => void thread.refetch()} />
          )}
          {thread.isSuccess && entries.length === 0 && (
            <EmptyState icon="inbox" title={t.thread.empty} help={t.thread.emptyHelp} />
          )}
          <ol className="thread-entries">
            {entries.map((entry) => (
              <ThreadEntry key={entry.key} entry={entry} />
            ))}
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
