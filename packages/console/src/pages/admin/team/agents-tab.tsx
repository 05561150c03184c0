import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { AddAgent } from './add-agent.tsx'
import { AgentDrawer } from './agent-drawer.tsx'
import { hoursOf, weekOf } from './schedule.ts'
import type { Team, TeamAgent } from './team-query.ts'

const tones = { online: 'is-done', offline: 'is-them', off_duty: 'is-waiting' } as const

function Row({ agent, onOpen }: { agent: TeamAgent; onOpen: () => void }) {
  const t = useText().team
  return (
    <tr>
      <td className="token-name">
        <span className="team-person">
          <Avatar person={agent.agent} size={28} />
          <button type="button" className="log-open" aria-label={t.edit(agent.agent.name)} onClick={onOpen}>
            {agent.agent.name}
          </button>
        </span>
      </td>
      <td data-label={t.role}>{t.roles[agent.role]}</td>
      <td data-label={t.status}>
        <Tooltip title={agent.status === 'off_duty' ? t.offDutyHelp : undefined}>
          <span className={`state ${tones[agent.status]}`}>{t.statuses[agent.status]}</span>
        </Tooltip>
      </td>
      <td data-label={t.load}>{t.loadOf(agent.open_tickets, agent.max_tickets)}</td>
      <td data-label={t.schedule}>
        {agent.schedule.length === 0 ? t.always : t.hoursAWeek(hoursOf(weekOf(agent.schedule)))}
      </td>
      <td data-label={t.skills} className="token-cut">
        {agent.skills.length === 0 ? (
          <span className="token-none">{t.noSkills}</span>
        ) : (
          <span title={agent.skills.map(({ name }) => name).join('\n')}>
            {agent.skills.map(({ name }) => name).join(' · ')}
          </span>
        )}
      </td>
    </tr>
  )
}

export function AgentsTab({ team }: { team: Team }) {
  const t = useText().team
  const [open, setOpen] = useState<string>()
  const [adding, setAdding] = useState(false)
  const agent = team.agents.find((one) => one.agent.id === open)
  const heads = ['agent', 'role', 'status', 'load', 'schedule', 'skills'] as const
  return (
    <>
      <div className="team-head">
        <Button type="primary" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      </div>
      {/* Wider than a small window: then the keys must be able to move it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="log-table-box" role="region" aria-label={t.tabs.agents} tabIndex={0}>
        <table className="log-table token-table team-table" aria-label={t.tabs.agents}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {t[head]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {team.agents.map((one) => (
              <Row key={one.agent.id} agent={one} onOpen={() => setOpen(one.agent.id)} />
            ))}
          </tbody>
        </table>
      </div>
      {agent && (
        <AgentDrawer key={agent.agent.id} agent={agent} team={team} onClose={() => setOpen(undefined)} />
      )}
      {adding && (
        <AddAgent
          onClose={() => setAdding(false)}
          onAdded={(agentId) => {
            setAdding(false)
            setOpen(agentId)
          }}
        />
      )}
    </>
  )
}
