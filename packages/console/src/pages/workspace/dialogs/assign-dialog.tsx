import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { console as api, type Output } from '@pipit/contract'
import { query } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useMe } from '../../../ui/use-me.ts'
import type { TicketAction } from '../ticket-action.ts'
import { type Choice, matching, PickDialog } from './pick-dialog.tsx'

type DeskAgent = Output<typeof api.routing.agents>['items'][number]

const order = { online: 0, off_duty: 1, offline: 2 }

/** Those who can take it now come first; of these, who has least to do. */
const byReadiness = (a: DeskAgent, b: DeskAgent) =>
  order[a.status] - order[b.status] ||
  a.open_tickets - b.open_tickets ||
  (a.agent.name < b.agent.name ? -1 : 1)

interface Props {
  readonly ticket: Ticket
  /** Skills first: who transfers thinks of those, who assigns of people. */
  readonly skillsFirst: boolean
  readonly onAction: (action: TicketAction) => void
  readonly onClose: () => void
}

/** To a colleague, to whoever has a skill, or back to the queue; with a word for them. */
export function AssignDialog({ ticket, skillsFirst, onAction, onClose }: Props) {
  const t = useText()
  const me = useMe()
  const [typed, type] = useState('')
  const [note, setNote] = useState('')
  const agents = useQuery({ ...query(api.routing.agents, {}), staleTime: 0 })
  const skills = useQuery(query(api.ticketAction.skills, {}))
  const d = t.actions.assign

  const assign = (to: Omit<Extract<TicketAction, { kind: 'assign' }>, 'kind' | 'note'>) => {
    onAction({ kind: 'assign', ...to, note: note.trim() || undefined })
    onClose()
  }
  const online = new Set(agents.data?.items.filter((a) => a.status === 'online').map((a) => a.agent.id))
  const people = (agents.data?.items ?? [])
    .filter(({ agent }) => agent.id !== ticket.agent?.id)
    .toSorted(byReadiness)
    .map((one): Choice => ({
      key: one.agent.id,
      group: d.agents,
      title: one.agent.id === me.user.id ? d.me(one.agent.name) : one.agent.name,
      detail: `${d.status[one.status]} · ${d.load(one.open_tickets, one.max_tickets)}`,
      lead: <Avatar person={one.agent} size={24} />,
      run: () => assign({ agent: one.agent }),
    }))
  const bySkill = (skills.data?.items ?? [])
    .filter((skill) => !skill.is_default && skill.agents.length > 0)
    .map((skill): Choice => ({
      key: `skill ${skill.id}`,
      group: d.skills,
      title: skill.name,
      detail: d.online(skill.agents.filter(({ id }) => online.has(id)).length, skill.agents.length),
      lead: <Icon name="blocks" />,
      run: () => assign({ skill: { id: skill.id, name: skill.name } }),
    }))
  const queue: Choice[] = ticket.agent
    ? [
        {
          key: 'queue',
          group: d.queue,
          title: d.toQueue,
          detail: d.toQueueHelp,
          lead: <Icon name="inbox" />,
          run: () => assign({}),
        },
      ]
    : []
  // Nothing is offered before all is known: what is about to be chosen must not move away.
  const loading = agents.isPending || skills.isPending
  const choices = loading
    ? []
    : skillsFirst
      ? [...bySkill, ...people, ...queue]
      : [...people, ...bySkill, ...queue]

  return (
    <PickDialog
      label={d.title}
      placeholder={d.placeholder}
      choices={matching(choices, typed)}
      typed={typed}
      onType={type}
      onClose={onClose}
      empty={loading ? t.common.loading : t.bar.nothing}
    >
      <div className="ticket-dialog-foot">
        <label>
          {d.note}
          <input
            type="text"
            className="ticket-dialog-line"
            maxLength={2000}
            value={note}
            placeholder={d.notePlaceholder}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
      </div>
    </PickDialog>
  )
}
