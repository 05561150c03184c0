import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead } from '../page-head.tsx'
import { FieldDrawer } from './field-drawer.tsx'
import { type TicketField, fieldsQuery } from './fields-query.ts'
import '../team/team.css'
import './fields.css'

const none: readonly TicketField[] = []

export function FieldsPage() {
  const t = useText()
  const client = useQueryClient()
  const list = useQuery(fieldsQuery)
  const fields = list.data?.items ?? none
  const [open, setOpen] = useState<string>()
  const field = fields.find((one) => one.field_id === open)
  const move = useMutation({
    mutationFn: ({ id, index }: { id: string; index: number }) =>
      call(api.ticketField.place, { params: { field_id: id }, body: { index } }),
    onMutate: async ({ id, index }) => {
      await client.cancelQueries({ queryKey: fieldsQuery.queryKey })
      const before = client.getQueryData(fieldsQuery.queryKey)
      const moved = before?.items.find((one) => one.field_id === id)
      if (before && moved)
        client.setQueryData(fieldsQuery.queryKey, {
          items: before.items.filter((one) => one !== moved).toSpliced(index, 0, moved),
        })
      return before
    },
    onError: (_, __, before) => client.setQueryData(fieldsQuery.queryKey, before),
    onSettled: () => client.invalidateQueries(),
  })
  const add = (
    <Button type="primary" onClick={() => setOpen('new')}>
      {t.fields.add}
    </Button>
  )
  const marks = (one: TicketField) =>
    [
      one.required && t.fields.required,
      one.allow_multiple && t.fields.multiple,
      !one.visible && t.fields.hidden,
      one.visible && !one.editable && t.fields.readOnly,
    ].filter((mark) => mark !== false)
  return (
    <div className="admin-page">
      <PageHead title={t.fields.title} lead={t.fields.lead}>
        {fields.length > 0 && add}
      </PageHead>
      {list.isPending && <Skeleton rows={4} height={56} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {move.error && (
        <ErrorNotice error={move.error} lead={t.fields.notMoved} onDismiss={() => move.reset()} />
      )}
      {list.data && fields.length === 0 && (
        <EmptyState icon="sliders" title={t.fields.empty} help={t.fields.emptyHelp}>
          {add}
        </EmptyState>
      )}
      <ul className="ticket-fields">
        {fields.map((one, i) => (
          <li key={one.field_id} className="ticket-field">
            <button type="button" className="ticket-field-open" onClick={() => setOpen(one.field_id)}>
              <strong className="ellipsis">{one.display_name}</strong>
              <code className="ellipsis">{one.key_name}</code>
              <span className="ticket-field-type">
                {[t.fields.types[one.field_type], ...marks(one)].join(' · ')}
              </span>
            </button>
            <Button
              type="text"
              disabled={i === 0}
              aria-label={t.fields.moveUp(one.display_name)}
              title={t.fields.up}
              icon={<Icon name="up" />}
              onClick={() => move.mutate({ id: one.field_id, index: i - 1 })}
            />
            <Button
              type="text"
              disabled={i === fields.length - 1}
              aria-label={t.fields.moveDown(one.display_name)}
              title={t.fields.down}
              icon={<Icon name="down" />}
              onClick={() => move.mutate({ id: one.field_id, index: i + 1 })}
            />
          </li>
        ))}
      </ul>
      {(field || open === 'new') && (
        <FieldDrawer key={open} field={field} others={fields} onClose={() => setOpen(undefined)} />
      )}
    </div>
  )
}
