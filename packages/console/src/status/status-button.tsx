import { console as api } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { query } from '../api/query.ts'
import { useCommand } from '../commands/use-command.ts'
import { useText } from '../i18n/text.tsx'
import { Icon } from '../ui/icon.tsx'
import { useMe } from '../ui/use-me.ts'
import { StatusPanel } from './status-panel.tsx'
import { useSetStatus } from './use-set-status.ts'
import './status.css'

/** Whether I am given tickets, and where to change it. */
export function StatusButton() {
  const t = useText()
  const id = useId()
  const me = useMe().user.id
  const { data } = useQuery(query(api.routing.agents, {}))
  const mine = data?.items.find(({ agent }) => agent.id === me)
  const [open, setOpen] = useState(false)
  const change = useSetStatus()
  useCommand({
    id: 'general.status',
    run: () => change.mutate({ status: mine?.status === 'offline' ? 'online' : 'offline' }),
    enabled: mine !== undefined,
  })
  if (!mine) return null
  return (
    <>
      <button
        type="button"
        className="rail-link status-button"
        popoverTarget={id}
        aria-expanded={open}
        aria-label={t.agentStatus.label(t.agentStatus[mine.status])}
        title={t.agentStatus[mine.status]}
      >
        <Icon name="person" size={20} />
        <span className={`status-dot is-${mine.status}`} />
      </button>
      <div
        id={id}
        popover="auto"
        className="status-panel"
        role="dialog"
        aria-label={t.agentStatus.title}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && <StatusPanel mine={mine} change={change} />}
      </div>
    </>
  )
}
