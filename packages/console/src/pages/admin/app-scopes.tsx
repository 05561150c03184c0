import { console as api } from '@pipit/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import type { App, Scope } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Section } from './page-head.tsx'
import { useAppUpdate } from './use-app-update.ts'

interface Decision {
  readonly scope: string
  readonly granted: boolean
}

const decided = (app: App, { scope, granted }: Decision): App => ({
  ...app,
  scopes: app.scopes.map((s) => (s.scope === scope ? { scope, status: granted ? 'granted' : 'refused' } : s)),
})

const tones: Record<Scope['status'], string> = {
  requested: 'is-waiting',
  granted: 'is-done',
  refused: 'is-danger',
}
const order: Record<Scope['status'], number> = { requested: 0, granted: 1, refused: 1 }

/** More than this many need a filter. */
const many = 12

export function AppScopes({ app }: { app: App }) {
  const t = useText()
  const [filter, setFilter] = useState('')
  // The order of the first look stays: a row must not jump away from under the pointer.
  const [names] = useState(() =>
    app.scopes
      .toSorted((a, b) => order[a.status] - order[b.status] || a.scope.localeCompare(b.scope))
      .map((s) => s.scope),
  )
  const decide = useAppUpdate(
    app,
    (decision: Decision) =>
      call(api.admin.app.decideScope, { params: { app_id: app.app_id }, body: { ...decision } }),
    (decision) => decided(app, decision),
  )
  const known = new Map(app.scopes.map((s) => [s.scope, s]))
  const rows = [
    ...names.flatMap((name) => known.get(name) ?? []),
    ...app.scopes.filter((s) => !names.includes(s.scope)),
  ]
  const shown = rows.filter((s) => s.scope.includes(filter.trim()))

  return (
    <Section title={t.apps.scopes} help={app.scopes.length ? t.apps.scopesHelp : t.apps.noScopes}>
      {app.scopes.length > many && (
        <Input
          allowClear
          className="scope-filter"
          aria-label={t.apps.filterScopes}
          placeholder={t.apps.filterScopes}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      {decide.error && <ErrorNotice error={decide.error} lead={t.admin.notSaved} onDismiss={decide.reset} />}
      <ul className="scopes">
        {shown.map(({ scope, status }) => (
          <li key={scope}>
            <code>{scope}</code>
            <span className={`state ${tones[status]}`}>{t.apps.scope[status]}</span>
            <span className="scope-actions">
              {status !== 'granted' && (
                <Button
                  size="small"
                  type={status === 'requested' ? 'primary' : 'default'}
                  aria-label={t.apps.grantScope(scope)}
                  onClick={() => decide.mutate({ scope, granted: true })}
                >
                  {t.apps.grant}
                </Button>
              )}
              {status !== 'refused' && (
                <Button
                  size="small"
                  aria-label={t.apps.refuseScope(scope)}
                  onClick={() => decide.mutate({ scope, granted: false })}
                >
                  {t.apps.refuse}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {app.scopes.length > 0 && shown.length === 0 && <p className="field-help">{t.apps.noScopeMatches}</p>}
    </Section>
  )
}
