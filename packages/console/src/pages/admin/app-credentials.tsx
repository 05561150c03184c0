import { console as api } from '@pipit/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { call } from '../../api/call.ts'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Credential, SecretCredential } from './credential.tsx'
import { Section } from './page-head.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { useAppUpdate } from './use-app-update.ts'
import { useSecret } from './use-secret.ts'

/** An app's id and secret; `children` are further rows beside them. */
export function AppCredentials({ app, children }: { app: App; children?: ReactNode }) {
  const t = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const secret = useSecret(async () => {
    const { items } = await call(api.admin.app.list, { query: { app_id: app.app_id } })
    return items[0]?.app_secret
  })
  const reset = useAppUpdate(app, () => call(api.admin.app.resetSecret, { params: { app_id: app.app_id } }))
  const onReset = (next: App) => {
    secret.put(next.app_secret)
    setAsking(false)
    void client.invalidateQueries({ queryKey: [api.accessToken.audit.path] })
  }
  return (
    <Section title={app.name}>
      <dl>
        <Credential name={t.apps.id} value={app.app_id} />
        <SecretCredential
          key={String(reset.isSuccess)}
          name={t.apps.secret}
          secret={secret}
          value={secret.value}
          shownFirst={reset.isSuccess}
        />
        {children}
      </dl>
      {secret.error && <ErrorNotice error={secret.error} lead={t.error.load} onRetry={secret.look} />}
      {reset.isSuccess && (
        <p className="done-note" role="status">
          {t.apps.resetDone}
        </p>
      )}
      {secret.allowed && (
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
        onConfirm={() => reset.mutate(undefined, { onSuccess: onReset })}
      />
    </Section>
  )
}
