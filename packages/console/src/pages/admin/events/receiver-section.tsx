import { console as api, type Input } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input as TextInput, Modal, Radio } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { sentences } from '../../../i18n/join.ts'
import { useText } from '../../../i18n/text.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Section } from '../page-head.tsx'
import { allAtFields, fieldError } from '../tokens/token-fields.ts'
import { type Receiver, receiverQuery } from './queries.ts'
import { useEventTexts } from './texts.ts'

type Change = Input<typeof api.event.configure>['body']

const messages = 'im.message.receive_v1'

/** Letters and digits that nobody guesses. */
const newSecret = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24)))).replaceAll(/[+/=]/g, 'x')

function Secret({
  name,
  value,
  none,
  help,
  onNew,
  onRemove,
  pending,
}: {
  readonly name: string
  readonly value: string | undefined
  readonly none: string
  readonly help: string
  readonly onNew: () => void
  readonly onRemove?: (() => void) | undefined
  readonly pending: boolean
}) {
  const t = useText()
  const own = useEventTexts()
  const [shown, setShown] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <div className="credential">
      <dt>{name}</dt>
      <dd className="event-secret">
        {value === undefined ? (
          <span className="credential-missing">{none}</span>
        ) : (
          <>
            <code>{shown ? value : '•'.repeat(12)}</code>
            <Button
              type="text"
              size="small"
              className="copy-button"
              aria-label={`${shown ? t.common.hide : t.common.show} ${name}`}
              icon={<Icon name={shown ? 'eyeOff' : 'eye'} />}
              onClick={() => setShown(!shown)}
            />
            <CopyButton text={value} what={name} />
          </>
        )}
        <Button
          size="small"
          disabled={pending}
          onClick={() => (value === undefined ? onNew() : setAsking(true))}
        >
          {own.generate(name)}
        </Button>
        {onRemove && value !== undefined && (
          <Button size="small" type="text" disabled={pending} onClick={onRemove}>
            {own.withdraw}
          </Button>
        )}
      </dd>
      <dd className="credential-help">{help}</dd>
      <Modal
        open={asking}
        title={own.rotateTitle(name)}
        width={440}
        okText={own.generate(name)}
        okButtonProps={{ danger: true }}
        onCancel={() => setAsking(false)}
        onOk={() => {
          setAsking(false)
          setShown(true)
          onNew()
        }}
      >
        <p>{own.rotateHelp}</p>
      </Modal>
    </div>
  )
}

/** Where an app's events go, and by what the receiver knows them. */
export function ReceiverSection({ receiver }: { receiver: Receiver }) {
  const t = useText()
  const own = useEventTexts()
  const client = useQueryClient()
  const [mode, setMode] = useState(receiver.mode)
  const [url, setUrl] = useState(receiver.request_url ?? '')
  const [wantsMessages, setWantsMessages] = useState(receiver.events.includes(messages))
  const change = useMutation({
    mutationFn: (body: Change) => call(api.event.configure, { params: { app_id: receiver.app_id }, body }),
    onSuccess: (next) => client.setQueryData(receiverQuery(receiver.app_id).queryKey, next),
  })
  const save = () =>
    change.mutate({
      mode,
      request_url: url.trim(),
      events: wantsMessages ? [messages] : [],
    })
  return (
    <Section title={own.receiver} help={own.receiverHelp}>
      <form
        className="event-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!change.isPending) save()
        }}
      >
        <fieldset className="event-mode">
          <legend>{own.mode}</legend>
          <Radio.Group value={mode} onChange={(event) => setMode(event.target.value as Receiver['mode'])}>
            <Radio value="websocket">{own.websocket}</Radio>
            <Radio value="webhook">{own.webhook}</Radio>
          </Radio.Group>
          {mode === 'websocket' && (
            <p className="field-help">
              {sentences(own.websocketHelp, own.connections(receiver.connections))}
            </p>
          )}
        </fieldset>
        {mode === 'webhook' && (
          <Field label={own.webhook} help={own.webhookHelp} error={fieldError(change.error, 'request_url')}>
            {(control) => (
              <TextInput
                {...control}
                type="url"
                autoComplete="off"
                placeholder="https://"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        )}
        <fieldset className="event-mode">
          <legend>{own.appEvents}</legend>
          <Checkbox checked={wantsMessages} onChange={(event) => setWantsMessages(event.target.checked)}>
            {own.receiveMessage}
          </Checkbox>
          <p className="field-help">{own.deskEvents}</p>
        </fieldset>
        {change.error !== null && !allAtFields(change.error, ['request_url']) && (
          <ErrorNotice error={change.error} lead={own.notSaved} onDismiss={change.reset} />
        )}
        <div className="form-foot">
          <Button type="primary" htmlType="submit" disabled={change.isPending}>
            {t.common.save}
          </Button>
          <span role="status">{change.isSuccess && own.saved}</span>
        </div>
      </form>
      <dl>
        <Secret
          name={own.verification}
          value={receiver.verification_token}
          none=""
          help={own.verificationHelp}
          pending={change.isPending}
          onNew={() => change.mutate({ verification_token: newSecret() })}
        />
        <Secret
          name={own.key}
          value={receiver.encrypt_key}
          none={own.keyNone}
          help={own.keyHelp}
          pending={change.isPending}
          onNew={() => change.mutate({ encrypt_key: newSecret() })}
          onRemove={() => change.mutate({ encrypt_key: '' })}
        />
      </dl>
    </Section>
  )
}
