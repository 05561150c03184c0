import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { ScheduleEditor } from './schedule-editor.tsx'
import { type ShiftLine, isComplete, lineOf, shiftsOf } from './schedule.ts'
import { type Team, type TeamAgent, refreshTeam } from './team-query.ts'

interface Props {
  readonly agent: TeamAgent
  readonly team: Team
  readonly onClose: () => void
}

/** Everything that is set for one agent. */
export function AgentDrawer({ agent, team, onClose }: Props) {
  const t = useText()
  const client = useQueryClient()
  const [online, setOnline] = useState(agent.status !== 'offline')
  const [limit, setLimit] = useState(String(agent.max_tickets))
  const [lines, setLines] = useState<readonly ShiftLine[]>(() => agent.schedule.map(lineOf))
  const [skills, setSkills] = useState(() => agent.skills.map(({ skill_id }) => skill_id))
  const [checked, setChecked] = useState(false)
  const [removing, setRemoving] = useState(false)
  const params = { agent_id: agent.agent.id }
  const done = { onSuccess: onClose, onSettled: () => refreshTeam(client) }
  const save = useMutation({
    mutationFn: () =>
      call(api.team.updateAgent, {
        params,
        body: {
          status: online ? 'online' : 'offline',
          max_tickets: Number(limit),
          schedule: shiftsOf(lines),
          skill_ids: skills,
        },
      }),
    ...done,
  })
  const remove = useMutation({ mutationFn: () => call(api.team.removeAgent, { params }), ...done })
  const limitFits = /^\d{1,4}$/.test(limit) && Number(limit) <= 1000
  const submit = () => {
    setChecked(true)
    if (limitFits && lines.every(isComplete) && !save.isPending) save.mutate()
  }
  const choices = team.skills.filter((skill) => !skill.is_default)
  return (
    <Drawer
      open
      onClose={onClose}
      title={agent.agent.name}
      size={600}
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
        <label className="switch-row">
          <Switch checked={online} onChange={setOnline} />
          <span>{t.team.onlineLabel}</span>
        </label>
        <Field label={t.team.limit} help={t.team.limitHelp} error={limitFits ? undefined : t.team.limitWrong}>
          {(control) => (
            <Input
              {...control}
              className="limit-input"
              inputMode="numeric"
              value={limit}
              onChange={(event) => setLimit(event.target.value.trim())}
            />
          )}
        </Field>
        <Field label={t.team.skills}>
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t.team.noSkills}
              value={skills}
              onChange={setSkills}
              options={choices.map(({ skill_id, name }) => ({ value: skill_id, label: name }))}
            />
          )}
        </Field>
        <fieldset className="team-part">
          <legend>{t.team.schedule}</legend>
          <p className="field-help">{t.team.scheduleHelp(team.time_zone)}</p>
          <ScheduleEditor lines={lines} onChange={setLines} checked={checked} />
        </fieldset>
        {save.error && <ErrorNotice error={save.error} lead={t.team.notSaved} />}
        <div className="team-part">
          {agent.role === 'owner' ? (
            <p className="field-help">{t.team.ownerStays}</p>
          ) : (
            <Button danger onClick={() => setRemoving(true)}>
              {t.team.remove}
            </Button>
          )}
        </div>
      </div>
      <Modal
        open={removing}
        title={t.team.removeTitle(agent.agent.name)}
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
            {t.team.remove}
          </Button>,
        ]}
      >
        <p>{t.team.removeHelp(agent.open_tickets)}</p>
        {remove.error && <ErrorNotice error={remove.error} lead={t.team.notSaved} />}
      </Modal>
    </Drawer>
  )
}
