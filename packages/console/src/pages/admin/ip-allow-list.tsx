import { Button, Input } from 'antd'
import { useState } from 'react'
import { ApiError } from '../../api/error.ts'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'
import { isIpAddress, toLines } from './ip-address.ts'
import { Section } from './page-head.tsx'
import { updateApp, useAppUpdate } from './use-app-update.ts'

const fieldError = (error: unknown) =>
  error instanceof ApiError
    ? error.fields.find((f) => f.field.startsWith('ip_allow_list'))?.description
    : undefined

export function IpAllowList({ app }: { app: App }) {
  const t = useText()
  const saved = app.ip_allow_list.join('\n')
  const [text, setText] = useState(saved)
  const [left, setLeft] = useState(false)
  const save = useAppUpdate(app, (ip_allow_list: string[]) => updateApp(app, { ip_allow_list }))
  const lines = toLines(text)
  const wrong = lines.find((line) => !isIpAddress(line))
  const problem =
    wrong !== undefined ? t.apps.ipWrong(wrong) : lines.length > 100 ? t.apps.ipTooMany : undefined
  const fromServer = fieldError(save.error)
  const changed = lines.join('\n') !== saved

  return (
    <Section title={t.apps.ip}>
      <form
        className="ip-form"
        onSubmit={(event) => {
          event.preventDefault()
          setLeft(true)
          if (!problem) save.mutate(lines, { onSuccess: (next) => setText(next.ip_allow_list.join('\n')) })
        }}
      >
        <Field label={t.apps.ipLabel} help={t.apps.ipHelp} error={(left ? problem : undefined) ?? fromServer}>
          {(control) => (
            <Input.TextArea
              {...control}
              className="ip-text"
              spellCheck={false}
              autoSize={{ minRows: 3, maxRows: 12 }}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                save.reset()
              }}
              onBlur={() => setLeft(true)}
            />
          )}
        </Field>
        {save.error && !fromServer && <ErrorNotice error={save.error} lead={t.admin.notSaved} />}
        <div className="form-foot">
          <Button
            htmlType="submit"
            type={changed ? 'primary' : 'default'}
            disabled={!changed || save.isPending}
          >
            {t.common.save}
          </Button>
          <span role="status">{save.isSuccess && !changed ? t.apps.ipSaved : ''}</span>
        </div>
      </form>
    </Section>
  )
}
