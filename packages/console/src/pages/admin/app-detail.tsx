import { console as api } from '@pipit/contract'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { useMe } from '../../ui/use-me.ts'
import { AppScopes } from './app-scopes.tsx'
import { Credential } from './credential.tsx'
import { IpAllowList } from './ip-allow-list.tsx'
import { Section } from './page-head.tsx'
import { RedirectUris } from './redirect-uris.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { updateApp, useAppUpdate } from './use-app-update.ts'

function Credentials({ app }: { app: App }) {
  const t = useText()
  const { role } = useMe()
  const [asking, setAsking] = useState(false)
  const reset = useAppUpdate(app, () => call(api.admin.app.resetSecret, { params: { app_id: app.app_id } }))
  return (
    <Section title={app.name}>
      <dl>
        <Credential name={t.apps.id} value={app.app_id} />
        <Credential key={String(reset.isSuccess)} name={t.apps.secret} value={app.app_secret} secret />
      </dl>
      {reset.isSuccess && (
        <p className="done-note" role="status">
          {t.apps.resetDone}
        </p>
      )}
      {role === 'owner' && (
        <Button danger onClick={() => setAsking(true)}>
          {t.apps.reset}
        </Button>
      )}
      <ResetDialog
        open={asking}
        title={t.apps.resetTitle(app.name)}
        name={app.name}
        breaks={t.apps.resetBreaks}
        action={t.apps.reset}
        pending={reset.isPending}
        error={reset.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => reset.mutate(undefined, { onSuccess: () => setAsking(false) })}
      />
    </Section>
  )
}

function Access({ app }: { app: App }) {
  const t = useText()
  const update = useAppUpdate(
    app,
    (status: App['status']) => updateApp(app, { status }),
    (status) => ({ ...app, status }),
  )
  const on = app.status === 'enabled'
  return (
    <Section title={t.apps.access} help={t.apps.enabledHelp}>
      <label className="switch-row">
        <Switch checked={on} onChange={(checked) => update.mutate(checked ? 'enabled' : 'disabled')} />
        {on ? t.apps.enabled : t.apps.disabled}
      </label>
      {update.error && <ErrorNotice error={update.error} lead={t.admin.notSaved} onDismiss={update.reset} />}
    </Section>
  )
}

export function AppDetail({ app }: { app: App }) {
  return (
    <>
      <Credentials app={app} />
      <Access app={app} />
      <AppScopes app={app} />
      <RedirectUris key={app.app_id} app={app} />
      <IpAllowList app={app} />
    </>
  )
}
