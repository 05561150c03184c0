import { console as api } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../api/query.ts'
import type { AccessToken, AccessTokenScope } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { toLines } from '../ip-address.ts'
import { allAtFields, fieldError, lives, managerScopes, scopes } from './token-fields.ts'
import type { NewToken } from './use-token-actions.ts'

interface Props {
  /** The token that is changed; absent for a new one. */
  readonly token?: AccessToken
  readonly pending: boolean
  readonly error: unknown
  readonly onSubmit: (body: NewToken) => void
  readonly onCancel: () => void
}

const fields = ['name', 'user_id', 'scopes', 'allowed_domains']

/** One column: what for, as whom, which rights, how long, from where. */
export function TokenForm({ token, pending, error, onSubmit, onCancel }: Props) {
  const t = useText()
  const me = useMe()
  const agents = useQuery({ ...query(api.routing.agents, {}), enabled: !token }).data?.items ?? []
  const [name, setName] = useState(token?.name ?? '')
  const [userId, setUserId] = useState(me.user.id)
  const [chosen, setChosen] = useState<readonly AccessTokenScope[]>(token?.scopes ?? ['agent:login'])
  const [life, setLife] = useState<number>(30)
  const [domains, setDomains] = useState(token?.allowed_domains.join('\n') ?? '')
  const [left, setLeft] = useState(false)

  const role = token ? token.role : (agents.find((a) => a.agent.id === userId)?.role ?? me.role)
  const allowed = scopes.filter((scope) => role !== 'agent' || !managerScopes.includes(scope))
  const rights = chosen.filter((scope) => allowed.includes(scope))
  const nameError = left && !name.trim() ? t.tokens.nameMissing : fieldError(error, 'name')
  const rightsError = left && rights.length === 0 ? t.tokens.rightsMissing : fieldError(error, 'scopes')
  const people = agents.map((a) => ({ value: a.agent.id, label: a.agent.name }))

  const submit = () => {
    setLeft(true)
    if (pending || !name.trim() || rights.length === 0) return
    onSubmit({
      name: name.trim(),
      scopes: [...rights],
      allowed_domains: toLines(domains),
      ...(token
        ? {}
        : { user_id: userId, ...(life === 0 ? { permanent: true } : { expires_in_days: life }) }),
    })
  }

  return (
    <Modal
      open
      title={token ? t.tokens.editTitle(token.name) : t.tokens.create}
      onCancel={onCancel}
      width={480}
      footer={[
        <Button key="cancel" onClick={onCancel}>
          {t.common.cancel}
        </Button>,
        <Button key="submit" type="primary" disabled={pending} onClick={submit}>
          {token ? t.common.save : t.tokens.create}
        </Button>,
      ]}
    >
      <form
        className="token-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label={t.tokens.name} help={t.tokens.nameHelp} error={nameError}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {!token && (
          <Field label={t.tokens.user} help={t.tokens.userHelp} error={fieldError(error, 'user_id')}>
            {(control) => (
              <Select
                {...control}
                showSearch={{ optionFilterProp: 'label' }}
                value={userId}
                onChange={setUserId}
                options={people.length > 0 ? people : [{ value: me.user.id, label: me.user.name }]}
              />
            )}
          </Field>
        )}
        <fieldset className="token-rights" aria-invalid={rightsError !== undefined}>
          <legend>{t.tokens.rights}</legend>
          {scopes.map((scope) => {
            const open = allowed.includes(scope)
            return (
              <Checkbox
                key={scope}
                checked={rights.includes(scope)}
                disabled={!open}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((s) => s !== scope))
                }
              >
                {t.tokens.scope[scope]}
                {!open && <span className="field-help"> {t.tokens.adminOnly}</span>}
              </Checkbox>
            )
          })}
          {rightsError && <p className="field-error">{rightsError}</p>}
        </fieldset>
        {!token && (
          <Field label={t.tokens.expiry}>
            {(control) => (
              <Select
                {...control}
                value={life}
                onChange={setLife}
                options={[
                  ...lives.map((days) => ({ value: days as number, label: t.tokens.days(days) })),
                  { value: 0, label: t.tokens.permanent },
                ]}
              />
            )}
          </Field>
        )}
        <Field
          label={t.tokens.domains}
          help={t.tokens.domainsHelp}
          error={fieldError(error, 'allowed_domains')}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              className="ip-text"
              spellCheck={false}
              autoSize={{ minRows: 2, maxRows: 8 }}
              value={domains}
              onChange={(event) => setDomains(event.target.value)}
            />
          )}
        </Field>
        {error !== null && !allAtFields(error, fields) && (
          <ErrorNotice error={error} lead={t.admin.notSaved} />
        )}
        <input type="submit" hidden />
      </form>
    </Modal>
  )
}
