import { console as api } from '@pipit/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import type { EventsSearch } from '../../../search.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Section } from '../page-head.tsx'
import { DeliveryDrawer, DeliveryTable } from './delivery-table.tsx'
import { type Delivery, type Receiver, deliveriesQuery } from './queries.ts'
import { ReplayDialog } from './replay-dialog.tsx'
import { useEventTexts } from './texts.ts'

const states = ['waiting', 'delivered', 'parked'] as const

/** What became of each event, and the ways to send some of them again. */
export function DeliverySection({ receiver, search }: { receiver: Receiver; search: EventsSearch }) {
  const t = useText()
  const own = useEventTexts()
  const navigate = useNavigate()
  const client = useQueryClient()
  const appId = receiver.app_id
  const list = useInfiniteQuery(deliveriesQuery(appId, search))
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<Delivery>()
  const [replaying, setReplaying] = useState(false)
  const [sent, setSent] = useState<number>()
  const refresh = () =>
    Promise.all(
      [api.event.deliveries, api.event.receiver, api.event.parked].map((endpoint) =>
        client.invalidateQueries({ queryKey: [endpoint.path] }),
      ),
    )
  const done = (count: number) => {
    setSent(count)
    setChosen(new Set())
    setReplaying(false)
    void refresh()
  }
  const send = useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      call(api.event.redeliver, { params: { app_id: appId }, body: ids ? { event_ids: [...ids] } : {} }),
    onMutate: () => setSent(undefined),
    onSuccess: ({ count }) => done(count),
  })
  const filter = (change: EventsSearch) =>
    void navigate({ to: '/admin/events', search: { ...search, ...change }, replace: true })
  const isFiltered = search.status !== undefined || search.q !== undefined
  const shown = rows.find((row) => row.event_id === opened?.event_id) ?? opened

  return (
    <Section title={own.log} help={own.logHelp}>
      {receiver.parked > 0 && (
        <div className="event-alarm" role="status">
          <Icon name="alert" />
          <p>
            <strong>{own.alarm(String(receiver.parked))}</strong> {own.alarmHelp}
          </p>
          <Button size="small" disabled={send.isPending} onClick={() => send.mutate(undefined)}>
            {own.sendParked}
          </Button>
        </div>
      )}
      <div className="event-tools">
        <select
          className="event-select"
          aria-label={own.filter}
          value={search.status ?? ''}
          onChange={(event) => filter({ status: states.find((one) => one === event.target.value) })}
        >
          <option value="">{own.all}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {own.states[state]}
            </option>
          ))}
        </select>
        <Input.Search
          key={search.q}
          allowClear
          className="event-search"
          aria-label={own.search}
          placeholder={own.search}
          defaultValue={search.q ?? ''}
          onSearch={(text) => filter({ q: text.trim() || undefined })}
        />
        <span className="event-tools-space" />
        <Button disabled={chosen.size === 0 || send.isPending} onClick={() => send.mutate([...chosen])}>
          {chosen.size === 0 ? own.sendNone : own.sendAgain(chosen.size)}
        </Button>
        <Button onClick={() => setReplaying(true)}>{own.replay}</Button>
      </div>
      <p className="event-sent" role="status">
        {sent !== undefined && own.sent(sent)}
      </p>
      {send.error && <ErrorNotice error={send.error} lead={own.notSent} onDismiss={send.reset} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <Skeleton rows={6} height={40} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          icon={isFiltered ? 'search' : 'bell'}
          title={isFiltered ? own.noMatch : own.empty}
          {...(isFiltered ? {} : { help: own.emptyHelp })}
        >
          {isFiltered && (
            <Link to="/admin/events" search={{ app: appId }} className="button-link">
              {own.clear}
            </Link>
          )}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DeliveryTable rows={rows} chosen={chosen} onChoose={setChosen} onOpen={setOpened} />
      )}
      {list.hasNextPage && (
        <div className="load-more">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
      <DeliveryDrawer row={shown} onClose={() => setOpened(undefined)} />
      {replaying && <ReplayDialog appId={appId} onDone={done} onCancel={() => setReplaying(false)} />}
    </Section>
  )
}
