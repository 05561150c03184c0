import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { pushesQuery } from '../../../api/query.ts'
import type { Push } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead } from '../page-head.tsx'
import { PushDrawer } from './push-detail.tsx'
import { PushState } from './push-state.tsx'
import '../logs.css'
import './pushes.css'

const route = getRouteApi('/signedIn/admin/pushes')

function PushRow({ push, onOpen }: { push: Push; onOpen: () => void }) {
  const t = useText()
  return (
    <li>
      <button type="button" className="push-row" aria-label={t.pushes.details(push.name)} onClick={onOpen}>
        <span className="push-main">
          <strong className="ellipsis">{push.name}</strong>
          <span className="ellipsis">
            {[push.author.name, t.pushes.scope[push.scope], push.reason].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className="push-side">
          <PushState status={push.status} />
          <RelativeTime at={push.updated_at} />
        </span>
      </button>
    </li>
  )
}

export function PushesPage() {
  const t = useText()
  const { all = false } = route.useSearch()
  const list = useInfiniteQuery(pushesQuery(all ? undefined : 'in_review'))
  const [open, setOpen] = useState<Push>()
  const pushes = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="admin-page">
      <PageHead title={t.pushes.title} lead={t.pushes.lead} />
      <nav className="app-tabs" aria-label={t.pushes.filter}>
        {[false, true].map((choice) => (
          <Link
            key={String(choice)}
            to="/admin/pushes"
            search={{ all: choice || undefined }}
            // The router would take the plain address for a part of the other one.
            activeOptions={{ exact: true, explicitUndefined: true }}
            aria-current={choice === all ? 'page' : undefined}
            className="app-tab"
          >
            {choice ? t.pushes.all : t.pushes.waiting}
          </Link>
        ))}
      </nav>
      {list.isPending && <Skeleton rows={4} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && pushes.length === 0 && (
        <EmptyState
          icon={all ? 'send' : 'checkCircle'}
          title={all ? t.pushes.empty : t.pushes.emptyWaiting}
          help={all ? t.pushes.emptyHelp : t.pushes.emptyWaitingHelp}
        />
      )}
      {pushes.length > 0 && (
        <ul className="pushes">
          {pushes.map((push) => (
            <PushRow key={push.notification_id} push={push} onOpen={() => setOpen(push)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="load-more">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
      {open && <PushDrawer key={open.notification_id} push={open} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
