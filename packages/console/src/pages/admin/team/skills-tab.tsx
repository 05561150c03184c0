import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { conditionText } from './conditions.ts'
import { SkillDrawer } from './skill-drawer.tsx'
import { type Team, conditionsQuery } from './team-query.ts'

export function SkillsTab({ team }: { team: Team }) {
  const t = useText()
  const conditions = useQuery(conditionsQuery)
  const options = conditions.data?.items ?? []
  const [open, setOpen] = useState<string>()
  const skill = team.skills.find((one) => one.skill_id === open)
  return (
    <>
      <div className="team-head">
        <p>{t.team.skillsLead}</p>
        <Button type="primary" disabled={!conditions.data} onClick={() => setOpen('new')}>
          {t.team.newSkill}
        </Button>
      </div>
      {conditions.isError && (
        <ErrorNotice error={conditions.error} lead={t.error.load} onRetry={() => void conditions.refetch()} />
      )}
      <ul className="skills">
        {team.skills.map((one) => (
          <li key={one.skill_id}>
            {one.is_default ? (
              <div className="skill">
                <strong>{t.team.defaultSkill}</strong>
                <span className="skill-conditions">{t.team.everybody}</span>
                <span className="skill-agents">{t.team.agentCount(one.agent_ids.length)}</span>
              </div>
            ) : (
              <button
                type="button"
                className="skill"
                disabled={!conditions.data}
                onClick={() => setOpen(one.skill_id)}
              >
                <strong>{one.name}</strong>
                <span className="skill-conditions">
                  {one.conditions.length === 0
                    ? t.team.noConditions
                    : one.conditions
                        .map((condition) => conditionText(condition, options, t.team))
                        .join(' · ')}
                </span>
                <span className="skill-agents">{t.team.agentCount(one.agent_ids.length)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {(skill || open === 'new') && (
        <SkillDrawer
          key={open}
          skill={skill}
          team={team}
          options={options}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}
