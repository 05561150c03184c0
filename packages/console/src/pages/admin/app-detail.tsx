import { Switch } from 'antd'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { AppCredentials } from './app-credentials.tsx'
import { AppScopes } from './app-scopes.tsx'
import { IpAllowList } from './ip-allow-list.tsx'
import { Section } from './page-head.tsx'
import { RedirectUris } from './redirect-uris.tsx'
import { updateApp, useAppUpdate } from './use-app-update.ts'

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
      <AppCredentials app={app} />
      <Access app={app} />
      <AppScopes app={app} />
      <RedirectUris key={app.app_id} app={app} />
      <IpAllowList app={app} />
    </>
  )
}
