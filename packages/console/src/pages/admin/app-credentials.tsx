import { console as api } from '@pipit/contract'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { call } from '../../api/call.ts'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../ui/use-me.ts'
import { Credential } from './credential.tsx'
import { Section } from './page-head.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { useAppUpdate } from './use-app-update.ts'

/** An app's id and secret; `children` are further rows beside them. */
export function AppCredentials({ app, children }: { app: App; children?: ReactNode }) {
  const t = useText()
  const { role } = useMe()
  const [asking, setAsking] = useState(false)
  const reset = useAppUpdate(app, () => call(api.admin.app.resetSecret, { params: { app_id: app.app_id } }))
  return (
    <Section title={app.name}>
      <dl>
        <Credential name={t.apps.id} value={app.app_id} />
        <Credential key={String(reset.isSuccess)} name={t.apps.secret} value={app.app_secret} secret />
        {children}
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
