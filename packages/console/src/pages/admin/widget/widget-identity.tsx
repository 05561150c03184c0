import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { keyOf } from '../../../api/query.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SecretCredential } from '../credential.tsx'
import { Section } from '../page-head.tsx'
import { ResetDialog } from '../reset-dialog.tsx'
import { useSecret } from '../use-secret.ts'
import type { Widget } from './draft.ts'

const sample = "Pipit('identify', token) // signed by your server; Pipit('logout') when they leave"

/** The secret with which the site's server says who its visitors are. */
export function IdentitySection({ widget }: { widget: Widget }) {
  const t = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const secret = useSecret(() => call(api.widget.secret, {}))
  const rotate = useMutation({
    mutationFn: () => call(api.widget.rotateSecret, {}),
    onSuccess: async (next) => {
      secret.put(next)
      setAsking(false)
      await client.invalidateQueries({ queryKey: [api.accessToken.audit.path] })
      await client.invalidateQueries({ queryKey: keyOf(api.widget.get, {}) })
    },
  })
  return (
    <Section title={t.widget.identity} help={t.widget.identityHelp}>
      <dl>
        <SecretCredential
          key={`secret-${rotate.isSuccess}`}
          name={t.widget.secret}
          secret={secret}
          value={secret.value?.secret}
          shownFirst={rotate.isSuccess}
        />
        <div className="credential">
          <dt>{t.widget.changed}</dt>
          <dd>
            <RelativeTime at={widget.identity_changed_at} />
          </dd>
        </div>
      </dl>
      <p className="field-help">{t.widget.sample}</p>
      <div className="widget-code">
        <code>{sample}</code>
      </div>
      {secret.error && <ErrorNotice error={secret.error} lead={t.error.load} onRetry={secret.look} />}
      {rotate.isSuccess && (
        <p className="done-note" role="status">
          {t.widget.resetDone}
        </p>
      )}
      {secret.allowed && (
        <Button danger onClick={() => setAsking(true)}>
          {t.widget.reset}
        </Button>
      )}
      <ResetDialog
        open={asking}
        title={t.widget.resetTitle}
        name={widget.name}
        breaks={t.widget.resetBreaks}
        afterwards={t.widget.resetThen}
        action={t.widget.reset}
        pending={rotate.isPending}
        error={rotate.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => rotate.mutate()}
      />
    </Section>
  )
}
