import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { ApiError } from '../../../api/error.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { type TicketField, fieldTypes } from './fields-query.ts'
import { linesOf, optionsOf, problemsOf } from './option-lines.ts'
import { OptionsEditor } from './options-editor.tsx'

interface Props {
  /** Absent for a new one. */
  readonly field?: TicketField | undefined
  readonly others: readonly TicketField[]
  readonly onClose: () => void
}

const fresh: Omit<TicketField, 'field_id'> = {
  key_name: '',
  field_type: 'string',
  display_name: '',
  description: '',
  visible: true,
  editable: true,
  required: false,
  allow_multiple: false,
  options: [],
}

const flags = ['required', 'visible', 'editable'] as const

export function FieldDrawer({ field, others, onClose }: Props) {
  const t = useText()
  const client = useQueryClient()
  const [draft, setDraft] = useState(field ?? fresh)
  const [lines, setLines] = useState(() => linesOf(field?.options ?? []))
  const [checked, setChecked] = useState(false)
  const [removing, setRemoving] = useState(false)
  const set = (change: Partial<TicketField>) => setDraft((before) => ({ ...before, ...change }))
  const hasOptions = draft.field_type === 'dropdown' || draft.field_type === 'dropdown_nested'
  const done = { onSuccess: onClose, onSettled: () => client.invalidateQueries() }
  const save = useMutation({
    mutationFn: async () => {
      const { key_name, field_type, display_name, description, visible, editable, required } = draft
      const body = {
        display_name: display_name.trim(),
        description: description.trim(),
        visible,
        editable,
        required,
        allow_multiple: field_type === 'dropdown' && draft.allow_multiple,
        options: hasOptions ? optionsOf(lines) : [],
      }
      await (field
        ? call(api.ticketField.update, { params: { field_id: field.field_id }, body })
        : call(api.ticketField.create, { body: { key_name: key_name.trim(), field_type, ...body } }))
    },
    ...done,
  })
  const remove = useMutation({
    mutationFn: () => call(api.ticketField.delete, { params: { field_id: field?.field_id ?? '' } }),
    ...done,
  })
  const said = (name: string) =>
    save.error instanceof ApiError
      ? save.error.fields.find((one) => one.field === name)?.description
      : undefined
  const nameError = !draft.display_name.trim() ? t.fields.nameMissing : undefined
  const key = draft.key_name.trim()
  const keyTaken = others.some((one) => one.field_id !== field?.field_id && one.key_name === key)
  const keyError = key === '' ? t.fields.keyMissing : keyTaken ? t.fields.keyTaken : undefined
  const flat = draft.field_type === 'dropdown' && lines.some((line) => line.level > 0)
  const optionsWrong = hasOptions && (lines.length === 0 || flat || problemsOf(lines).size > 0)
  const submit = () => {
    setChecked(true)
    if (!nameError && !keyError && !optionsWrong && !save.isPending) save.mutate()
  }
  return (
    <Drawer
      open
      onClose={onClose}
      title={field?.display_name ?? t.fields.add}
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
        <Field label={t.fields.name} error={(checked ? nameError : undefined) ?? said('display_name')}>
          {(control) => (
            <Input
              {...control}
              autoFocus={!field}
              autoComplete="off"
              maxLength={100}
              value={draft.display_name}
              onChange={(event) => set({ display_name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t.fields.key}
          help={field ? t.fields.keyFixed : t.fields.keyHelp}
          error={(checked ? keyError : undefined) ?? said('key_name')}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              disabled={field !== undefined}
              value={draft.key_name}
              onChange={(event) => set({ key_name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t.fields.type} help={field ? t.fields.typeFixed : t.fields.typeHelp[draft.field_type]}>
          {(control) => (
            <Select
              {...control}
              disabled={field !== undefined}
              value={draft.field_type}
              onChange={(field_type) => set({ field_type })}
              options={fieldTypes.map((value) => ({ value, label: t.fields.types[value] }))}
            />
          )}
        </Field>
        {hasOptions && (
          <fieldset className="team-part">
            <legend>{t.fields.options}</legend>
            <p className="field-help">{t.fields.optionsHelp}</p>
            <OptionsEditor
              lines={lines}
              nested={draft.field_type === 'dropdown_nested' || flat}
              checked={checked}
              onChange={(next) => setLines([...next])}
            />
            {checked && flat && <p className="field-error">{t.fields.flat}</p>}
          </fieldset>
        )}
        {draft.field_type === 'dropdown' && (
          <div className="field-flag">
            <span>{t.fields.allow_multiple}</span>
            <Switch
              label={t.fields.allow_multiple}
              on={draft.allow_multiple}
              onChange={(allow_multiple) => set({ allow_multiple })}
            />
          </div>
        )}
        <Field label={t.fields.description} help={t.fields.descriptionHelp}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              value={draft.description}
              onChange={(event) => set({ description: event.target.value })}
            />
          )}
        </Field>
        <div>
          {flags.map((flag) => (
            <div key={flag} className="field-flag">
              <span>
                {t.fields[flag]}
                <span className="field-help">{t.fields.flagHelp[flag]}</span>
              </span>
              <Switch label={t.fields[flag]} on={draft[flag]} onChange={(on) => set({ [flag]: on })} />
            </div>
          ))}
        </div>
        {save.error && <ErrorNotice error={save.error} lead={t.fields.notSaved} />}
        {field && (
          <div className="team-part">
            <Button danger onClick={() => setRemoving(true)}>
              {t.fields.remove}
            </Button>
          </div>
        )}
      </div>
      <Modal
        open={removing}
        title={t.fields.removeTitle(field?.display_name ?? '')}
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
            {t.fields.remove}
          </Button>,
        ]}
      >
        <p>{t.fields.removeHelp}</p>
        {remove.error && <ErrorNotice error={remove.error} lead={t.fields.notRemoved} />}
      </Modal>
    </Drawer>
  )
}
