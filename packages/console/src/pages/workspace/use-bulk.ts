import { console as api, type Input } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import type { ListData } from '../../api/list-rows.ts'
import { countsQuery } from '../../api/query.ts'
import type { BulkResult, TicketRow } from '../../api/types.ts'

export type BulkChange = Input<typeof api.list.bulk>['body']['changes'][number]['change']
type Changes = Input<typeof api.list.bulk>['body']['changes']

export interface BulkOutcome {
  readonly changed: number
  readonly undo: Changes
  /** Whether it was itself the undoing of something. */
  readonly isUndo: boolean
}

/** How a row will most likely look, shown until the server has answered. */
function foreseen(row: TicketRow, change: BulkChange): TicketRow {
  if (change.kind === 'priority' && change.priority) return { ...row, priority: change.priority }
  if (change.kind === 'close') {
    const { waiting_since: _, due: __, ...rest } = row
    return { ...rest, status: 'closed_by_agent' }
  }
  if (change.kind === 'hold') return { ...row, status: 'pending' }
  if (change.kind === 'reopen' || change.kind === 'resume') return { ...row, status: 'processing' }
  if (change.kind !== 'tags') return row
  const tags = row.tags.filter((tag) => !change.remove?.includes(tag.name))
  const added = (change.add ?? []).filter((name) => !tags.some((tag) => tag.name === name))
  return { ...row, tags: [...tags, ...added.map((name) => ({ id: name, name }))] }
}

/** Changes many tickets: shown at once, then as the server says, ticket by ticket; and taken back the same way. */
export function useBulk() {
  const client = useQueryClient()
  const [outcome, setOutcome] = useState<BulkOutcome>()
  const [failed, setFailed] = useState<ReadonlyMap<string, NonNullable<BulkResult['error']>>>(new Map())

  const show = (rows: ReadonlyMap<string, (row: TicketRow) => TicketRow>) =>
    client.setQueriesData<ListData>({ queryKey: [api.ticket.list.path] }, (data) =>
      data?.pages
        ? {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((row) => rows.get(row.ticket_id)?.(row) ?? row),
            })),
          }
        : data,
    )

  const mutation = useMutation({
    mutationFn: ({ changes }: { changes: Changes; isUndo: boolean }) =>
      call(api.list.bulk, { body: { changes } }),
    onMutate: ({ changes }) => {
      const before = client.getQueriesData<ListData>({ queryKey: [api.ticket.list.path] })
      show(new Map(changes.map(({ ticket_id, change }) => [ticket_id, (row) => foreseen(row, change)])))
      setFailed(new Map())
      setOutcome(undefined)
      return { before }
    },
    onError: (_error, _changes, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data)
    },
    onSuccess: ({ items }, { isUndo }, { before }) => {
      const rowBefore = new Map(
        before
          .flatMap(([, data]) => data?.pages?.flatMap((page) => page.items) ?? [])
          .map((row) => [row.ticket_id, row]),
      )
      show(
        new Map(
          items.map((item) => [
            item.ticket_id,
            (row) => ({ ...(item.ticket ?? rowBefore.get(item.ticket_id) ?? row), unread: row.unread }),
          ]),
        ),
      )
      setFailed(
        new Map(items.flatMap(({ ticket_id, error }) => (error ? [[ticket_id, error] as const] : []))),
      )
      setOutcome({
        changed: items.filter(({ ok }) => ok).length,
        undo: items.flatMap(({ ticket_id, undo }) => (undo ? [{ ticket_id, change: undo }] : [])),
        isUndo,
      })
    },
    onSettled: () => void client.invalidateQueries({ queryKey: countsQuery.queryKey }),
  })

  return {
    run: (ids: Iterable<string>, change: BulkChange) =>
      mutation.mutate({ changes: [...ids].map((ticket_id) => ({ ticket_id, change })), isUndo: false }),
    undo: () => {
      if (outcome) mutation.mutate({ changes: outcome.undo, isUndo: true })
    },
    busy: mutation.isPending ? mutation.variables.changes.length : 0,
    error: mutation.error,
    outcome,
    failed,
    dismiss: () => {
      mutation.reset()
      setOutcome(undefined)
      setFailed(new Map())
    },
  }
}

export type Bulk = ReturnType<typeof useBulk>
