import { console as api } from '@pipit/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { TicketAction } from '../ticket-action.ts'
import { type Choice, PickDialog } from './pick-dialog.tsx'

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
  readonly onClose: () => void
}

/** The desk's tags, those of the ticket checked; what is typed can become one. Stays open for the next one. */
export function TagDialog({ ticket, onAction, onClose }: Props) {
  const t = useText()
  const [typed, type] = useState('')
  const text = typed.trim()
  const tags = useQuery({
    ...query(api.ticketAction.tags, { query: { q: text || undefined, limit: 30 } }),
    placeholderData: keepPreviousData,
    staleTime: 5000,
  })
  const had = new Set(ticket.tags.map(({ name }) => name))
  const lower = text.toLowerCase()
  const known = [...new Set([...had, ...(tags.data?.items ?? []).map(({ name }) => name)])].filter((name) =>
    name.toLowerCase().includes(lower),
  )
  const toggle = (name: string) => {
    onAction(
      had.has(name) ? { kind: 'tag', add: [], remove: [name] } : { kind: 'tag', add: [name], remove: [] },
    )
    type('')
  }
  const d = t.actions.tags
  const choices: Choice[] = [
    ...known.map((name) => ({ key: name, title: name, checked: had.has(name), run: () => toggle(name) })),
    ...(text && !known.some((name) => name.toLowerCase() === lower)
      ? [{ key: 'new', title: d.create(text), lead: <Icon name="plus" />, run: () => toggle(text) }]
      : []),
  ]
  return (
    <PickDialog
      label={d.title}
      placeholder={d.placeholder}
      choices={choices}
      typed={typed}
      onType={type}
      onClose={onClose}
      empty={tags.isPending ? t.common.loading : d.empty}
    />
  )
}
