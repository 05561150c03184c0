import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { query } from '../../api/query.ts'
import type { Helpdesk } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../ui/use-me.ts'
import { Credential } from './credential.tsx'
import { Section } from './page-head.tsx'
import { ResetDialog } from './reset-dialog.tsx'

export const helpdeskQuery = query(api.admin.helpdesk.get, {})
const headerName = 'X-Lark-Helpdesk-Authorization'

/** The desk's id and token, and the header made of them. */
export function HelpdeskCredentials({ desk }: { desk: Helpdesk }) {
  const t = useText()
  const { role } = useMe()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const reset = useMutation({
    mutationFn: () => call(api.admin.helpdesk.resetToken, {}),
    onSuccess: (next) => {
      client.setQueryData(helpdeskQuery.queryKey, next)
      setAsking(false)
    },
  })
  return (
    <Section title={desk.name}>
      <dl>
        <Credential name={t.helpdesk.id} value={desk.helpdesk_id} />
        <Credential
          key={`token-${reset.isSuccess}`}
          name={t.helpdesk.token}
          value={desk.helpdesk_token}
          secret
        />
        <Credential name={t.helpdesk.headerName} value={headerName} />
        <Credential
          key={`header-${reset.isSuccess}`}
          name={t.helpdesk.header}
          value={desk.authorization}
          secret
          help={t.helpdesk.headerHelp}
        />
      </dl>
      {reset.isSuccess && (
        <p className="done-note" role="status">
          {t.helpdesk.resetDone}
        </p>
      )}
      {role === 'owner' && (
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
