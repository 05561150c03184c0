import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'

interface Props {
  readonly open: boolean
  readonly title: string
  /** What is typed to confirm. */
  readonly name: string
  readonly breaks: readonly string[]
  /** What is left to do afterwards; about an app unless given. */
  readonly afterwards?: string
  readonly action: string
  readonly pending: boolean
  readonly error: unknown
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Names what will stop working and asks for one deliberate act. */
export function ResetDialog({
  open,
  title,
  name,
  breaks,
  afterwards,
  action,
  pending,
  error,
  onConfirm,
  onCancel,
}: Props) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const confirmed = typed.trim() === name
  const confirm = () => {
    if (confirmed && !pending) onConfirm()
  }
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onCancel}
      destroyOnHidden
      afterOpenChange={(isOpen) => {
        if (!isOpen) setTyped('')
      }}
      width={480}
      footer={[
        <Button key="cancel" onClick={onCancel}>
          {t.common.cancel}
        </Button>,
        <Button key="reset" type="primary" danger disabled={!confirmed || pending} onClick={confirm}>
          {action}
        </Button>,
      ]}
    >
      <div className="reset-dialog">
        <p>{t.apps.resetWhat}</p>
        <ul>
          {breaks.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{afterwards ?? t.apps.resetThen}</p>
        <Field label={t.apps.resetConfirm(name)}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onPressEnter={confirm}
            />
          )}
        </Field>
        {error !== null && error !== undefined && <ErrorNotice error={error} />}
      </div>
    </Modal>
  )
}
