import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { ConditionEditor, type ConditionLine, conditionLine } from './condition-editor.tsx'
import { withIds } from './conditions.ts'
import { type ConditionOption, type Team, type TeamSkill, refreshTeam } from './team-query.ts'

interface Props {
  /** Absent for a new one. */
  readonly skill?: TeamSkill | undefined
  readonly team: Team
  readonly options: readonly ConditionOption[]
  readonly onClose: () => void
}

export function SkillDrawer({ skill, team, options, onClose }: Props) {
  const t = useText()
  const client = useQueryClient()
  const [name, setName] = useState(skill?.name ?? '')
  const [lines, setLines] = useState<readonly ConditionLine[]>(() =>
    (skill?.conditions ?? []).map((condition) => conditionLine(withIds(condition, options))),
  )
  const [agents, setAgents] = useState(skill?.agent_ids ?? [])
  const [checked, setChecked] = useState(false)
  const [removing, setRemoving] = useState(false)
  const done = { onSuccess: onClose, onSettled: () => refreshTeam(client) }
  const save = useMutation({
    mutationFn: async () => {
      const conditions = lines.map(({ fact, operator, values }) => ({ fact, operator, values }))
      const body = { name: name.trim(), conditions, agent_ids: agents }
      await (skill
        ? call(api.team.updateSkill, { params: { skill_id: skill.skill_id }, body })
        : call(api.team.createSkill, { body }))
    },
    ...done,
  })
  const remove = useMutation({
    mutationFn: () => call(api.team.deleteSkill, { params: { skill_id: skill?.skill_id ?? '' } }),
    ...done,
  })
  const submit = () => {
    setChecked(true)
    if (name.trim() && lines.every(({ values }) => values.length > 0) && !save.isPending) save.mutate()
  }
  return (
    <Drawer
      open
      onClose={onClose}
      title={skill?.name ?? t.team.newSkill}
      size={640}
      closable={{ 'aria-label': t.common.close }}
      footer={
        <div className="drawer-foot">
          <Button type="primary" disabled={save.isPending} onClick={submit}>
            {t.common.save}
          </Button>
          <Button onClick={onClose}>{t.common.cancel}</Button>
        </div>
      }
    >
      <div className="team-form">
        <Field label={t.team.skillName} error={checked && !name.trim() ? t.team.nameMissing : undefined}>
          {(control) => (
            <Input
              {...control}
              autoFocus={!skill}
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="team-part">
          <legend>{t.team.conditions}</legend>
          <p className="field-help">{t.team.conditionsHelp}</p>
          <ConditionEditor lines={lines} options={options} onChange={setLines} checked={checked} />
        </fieldset>
        <Field label={t.team.members}>
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={agents}
              onChange={setAgents}
              options={team.agents.map(({ agent }) => ({ value: agent.id, label: agent.name }))}
            />
          )}
        </Field>
        {save.error && <ErrorNotice error={save.error} lead={t.team.notSaved} />}
        {skill && (
          <div className="team-part">
            <Button danger onClick={() => setRemoving(true)}>
              {t.team.deleteSkill}
            </Button>
          </div>
        )}
      </div>
      <Modal
        open={removing}
        title={t.team.deleteSkillTitle(skill?.name ?? '')}
        onCancel={() => setRemoving(false)}
        width={440}
        footer={[
          <Button key="cancel" onClick={() => setRemoving(false)}>
            {t.common.cancel}
          </Button>,
          <Button
            key="remove"
            type="primary"
            danger
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t.team.deleteSkill}
          </Button>,
        ]}
      >
        <p>{t.team.deleteSkillHelp}</p>
        {remove.error && <ErrorNotice error={remove.error} lead={t.team.notSaved} />}
      </Modal>
    </Drawer>
  )
}
