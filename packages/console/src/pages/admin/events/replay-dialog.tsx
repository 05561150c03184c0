import { console as api } from '@pipit/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useEventTexts } from './texts.ts'

interface Props {
  readonly appId: string
  readonly onDone: (count: number) => void
  readonly onCancel: () => void
}

export function ReplayDialog({ appId, onDone, onCancel }: Props) {
  const own = useEventTexts()
  const [since, setSince] = useState('')
  const [after, setAfter] = useState('')
  const [left, setLeft] = useState(false)
  const replay = useMutation({
    mutationFn: () =>
      call(api.event.replay, {
        params: { app_id: appId },
        body: after.trim() === '' ? { since: new Date(since).getTime() } : { after: Number(after) },
      }),
    onSuccess: ({ count }) => onDone(count),
  })
  const position = after.trim()
  const isReady = position === '' ? since !== '' : /^\d{1,15}$/.test(position) && since === ''
  return (
    <Modal
      open
      title={own.replayTitle}
      width={460}
      okText={own.replay}
      okButtonProps={{ disabled: replay.isPending }}
      onCancel={onCancel}
      onOk={() => {
        setLeft(true)
        if (isReady) replay.mutate()
      }}
    >
      <div className="event-replay">
        <p>{own.replayHelp}</p>
        <Field label={own.since} help={own.sinceHelp}>
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              type="datetime-local"
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </Field>
        <Field label={own.after} help={own.afterHelp} error={left && !isReady ? own.either : undefined}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={after}
              onChange={(event) => setAfter(event.target.value)}
            />
          )}
        </Field>
        {replay.error && <ErrorNotice error={replay.error} lead={own.notSent} />}
      </div>
    </Modal>
  )
}
