import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { query } from '../../api/query.ts'
import type { Helpdesk } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Credential, SecretCredential } from './credential.tsx'
import { Section } from './page-head.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { useSecret } from './use-secret.ts'

/** Without the token: each look at it is an audit entry, and this is no look. */
export const helpdeskQuery = query(api.admin.helpdesk.get, { query: { token: false } })
const headerName = 'X-Lark-Helpdesk-Authorization'

/** The desk's id and token, and the header made of them. */
export function HelpdeskCredentials({ desk }: { desk: Helpdesk }) {
  const t = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const secret = useSecret(() => call(api.admin.helpdesk.get, { query: {} }))
  const reset = useMutation({
    mutationFn: () => call(api.admin.helpdesk.resetToken, {}),
    onSuccess: (next) => {
      secret.put(next)
      setAsking(false)
      return client.invalidateQueries({ queryKey: [api.accessToken.audit.path] })
    },
  })
  return (
    <Section title={desk.name}>
      <dl>
        <Credential name={t.helpdesk.id} value={desk.helpdesk_id} />
        <SecretCredential
          key={`token-${reset.isSuccess}`}
          name={t.helpdesk.token}
          secret={secret}
          value={secret.value?.helpdesk_token}
          shownFirst={reset.isSuccess}
        />
        <Credential name={t.helpdesk.headerName} value={headerName} />
        <SecretCredential
          name={t.helpdesk.header}
          secret={secret}
          value={secret.value?.authorization}
          help={t.helpdesk.headerHelp}
        />
      </dl>
      {secret.error && <ErrorNotice error={secret.error} lead={t.error.load} onRetry={secret.look} />}
      {reset.isSuccess && (
        <p className="done-note" role="status">
          {t.helpdesk.resetDone}
        </p>
      )}
      {secret.allowed && (
        <Button danger onClick={() => setAsking(true)}>
          {t.helpdesk.reset}
        </Button>
      )}
      <ResetDialog
        open={asking}
        title={t.helpdesk.resetTitle(desk.name)}
        name={desk.name}
        breaks={t.helpdesk.resetBreaks}
        afterwards={t.credentials.tokenThen}
        action={t.helpdesk.reset}
        pending={reset.isPending}
        error={reset.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => reset.mutate()}
      />
    </Section>
  )
}
