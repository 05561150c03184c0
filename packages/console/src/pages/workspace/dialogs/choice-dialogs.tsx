import { console as api } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import type { TicketAction } from '../ticket-action.ts'
import { type Choice, matching, PickDialog } from './pick-dialog.tsx'

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
  readonly onClose: () => void
}

export const priorities = ['critical', 'urgent', 'high', 'medium', 'low', 'lowest'] as const

export function PriorityDialog({ ticket, onAction, onClose }: Props) {
  const t = useText()
  const [typed, type] = useState('')
  const choices = priorities.map((priority): Choice => ({
    key: priority,
    title: t.actions.priorities[priority],
    checked: priority === ticket.priority,
    run: () => {
      if (priority !== ticket.priority) onAction({ kind: 'edit', priority })
      onClose()
    },
  }))
  return (
    <PickDialog
      label={t.actions.priority}
      placeholder={t.actions.priority}
      choices={matching(choices, typed)}
      typed={typed}
      onType={type}
      onClose={onClose}
      empty={t.bar.nothing}
    />
  )
}

/** Colleagues who follow the ticket are checked; stays open for the next one. */
export function CollaboratorDialog({ ticket, onAction, onClose }: Props) {
  const t = useText()
  const [typed, type] = useState('')
  const agents = useQuery(query(api.routing.agents, {}))
  const following = new Set(ticket.collaborators.map(({ id }) => id))
  const choices = (agents.data?.items ?? []).map(({ agent, status }): Choice => ({
    key: agent.id,
    title: agent.name,
    detail: t.actions.assign.status[status],
    lead: <Avatar person={agent} size={24} />,
    checked: following.has(agent.id),
    run: () =>
      onAction({
        kind: 'collaborate',
        add: following.has(agent.id) ? [] : [agent],
        remove: following.has(agent.id) ? [agent] : [],
      }),
  }))
  return (
    <PickDialog
      label={t.actions.collaborators.title}
      placeholder={t.actions.assign.placeholder}
      choices={matching(choices, typed)}
      typed={typed}
      onType={type}
      onClose={onClose}
      empty={agents.isPending ? t.common.loading : t.bar.nothing}
    />
  )
}
