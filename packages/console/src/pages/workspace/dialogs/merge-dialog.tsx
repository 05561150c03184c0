import { console as api } from '@pipit/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../api/query.ts'
import type { Ticket, TicketRow } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { isClosed } from '../ticket-action.ts'
import { FloatDialog } from './float-dialog.tsx'
import { type Choice, PickDialog } from './pick-dialog.tsx'
import { useMoves } from './use-moves.ts'

interface Props {
  readonly ticket: Ticket
  readonly onClose: () => void
}

/** An open ticket never vanishes in a closed one: then it is the other way round. */
const directed = (ticket: Ticket, other: TicketRow) =>
  isClosed(other.status) && !isClosed(ticket.status)
    ? { from: other, into: ticket, id: other.ticket_id }
    : { from: ticket, into: other, id: ticket.ticket_id }

/** Another ticket of the guest, or any that is found; what is of another guest has to be confirmed. */
export function MergeDialog({ ticket, onClose }: Props) {
  const t = useText()
  const [typed, type] = useState('')
  const [other, choose] = useState<TicketRow>()
  const { merge } = useMoves()
  const text = typed.trim()
  const requester = useQuery(query(api.ticketContext.requester, { params: { ticket_id: ticket.ticket_id } }))
  const found = useQuery({
    ...query(api.search.find, { query: { q: text, limit: 10 } }),
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  })
  const d = t.actions.merge

  const start = (row: TicketRow, confirmed: boolean) => {
    if (row.guest.id !== ticket.guest.id && !confirmed) return choose(row)
    const { id, into } = directed(ticket, row)
    return merge.mutate({ id, into: into.ticket_id, otherGuest: confirmed }, { onSuccess: onClose })
  }

  if (other) {
    const { from, into } = directed(ticket, other)
    return (
      <FloatDialog label={d.title} onClose={onClose} key="confirm">
        <div className="ticket-dialog-text">
          <h2>{d.confirm(from.guest.name, into.guest.name)}</h2>
          <p>{d.warning(from.guest.name, into.guest.name)}</p>
        </div>
        {merge.error && <ErrorNotice error={merge.error} lead={d.notDone} />}
        <div className="ticket-dialog-foot">
          <Button onClick={() => choose(undefined)}>{t.common.cancel}</Button>
          <Button data-first type="primary" loading={merge.isPending} onClick={() => start(other, true)}>
            {d.submit}
          </Button>
        </div>
      </FloatDialog>
    )
  }

  const choiceOf =
    (group: string) =>
    (row: TicketRow): Choice => ({
      key: row.ticket_id,
      group,
      title: row.title || row.preview || row.guest.name,
      detail: `${row.guest.name} · ${t.statusShort[row.status]}`,
      lead: <Avatar person={row.guest} size={24} />,
      run: () => start(row, false),
    })
  const canMerge = (row: TicketRow) => row.ticket_id !== ticket.ticket_id && row.merged_into === undefined
  const own = (requester.data?.tickets ?? [])
    .filter(canMerge)
    .filter((row) =>
      `${row.title ?? ''} ${row.preview} ${row.ticket_id}`.toLowerCase().includes(text.toLowerCase()),
    )
  const others = text.length > 1 ? (found.data?.items ?? []) : []
  const choices = [
    ...own.map(choiceOf(d.sameGuest)),
    ...others
      .filter((row) => canMerge(row) && !own.some((one) => one.ticket_id === row.ticket_id))
      .map(choiceOf(d.found)),
  ]
  return (
    <PickDialog
      label={d.title}
      placeholder={d.placeholder}
      choices={choices}
      typed={typed}
      onType={type}
      onClose={onClose}
      empty={requester.isPending || found.isFetching ? t.common.loading : d.empty}
    >
      {merge.error && <ErrorNotice error={merge.error} lead={d.notDone} />}
    </PickDialog>
  )
}
