import { console as api, type Input } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../../api/call.ts'
import { query } from '../../../api/query.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { dateTime } from '../../../i18n/time.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useMe } from '../../../ui/use-me.ts'
import { Section } from '../page-head.tsx'
import { ResetDialog } from '../reset-dialog.tsx'

type Algorithm = NonNullable<Input<typeof api.accessToken.rotateSecret>['body']['algorithm']>

const algorithms: readonly Algorithm[] = ['HS256', 'HS384', 'HS512']

/** The secret that signs access tokens: a new one kills them all. */
export function SigningSecret() {
  const { t, locale } = useLanguage()
  const { role, helpdesk } = useMe()
  const client = useQueryClient()
  const id = useId()
  const secret = useQuery(query(api.accessToken.secret, {}))
  const [asking, setAsking] = useState(false)
  const [algorithm, setAlgorithm] = useState<Algorithm>()
  const rotate = useMutation({
    mutationFn: () =>
      call(api.accessToken.rotateSecret, { body: algorithm === undefined ? {} : { algorithm } }),
    onSuccess: () => {
      setAsking(false)
      return client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/console/v1/admin/a'),
      })
    },
  })
  const words = t.tokens.signing
  if (!secret.data) return null
  const current = algorithm ?? secret.data.algorithm
  return (
    <Section title={words.title} help={words.help}>
      <p>
        {secret.data.created_at === undefined
          ? words.none(secret.data.algorithm)
          : words.since(secret.data.algorithm, dateTime(secret.data.created_at, locale))}
      </p>
      {rotate.isSuccess && (
        <p className="done-note" role="status">
          {words.done}
        </p>
      )}
      {role === 'owner' ? (
        <div className="signing-row">
          <label htmlFor={id}>{words.algorithm}</label>
          <select
            id={id}
            className="signing-select"
            value={current}
            onChange={(event) => setAlgorithm(event.target.value as Algorithm)}
          >
            {algorithms.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <Button danger onClick={() => setAsking(true)}>
            {words.rotate}
          </Button>
        </div>
      ) : (
        <p className="field-help">{t.admin.ownerOnly}</p>
      )}
      {rotate.error && !asking && <ErrorNotice error={rotate.error} />}
      <ResetDialog
        open={asking}
        title={words.rotateTitle}
        name={helpdesk.name}
        breaks={words.breaks}
        afterwards={words.afterwards}
        action={words.rotate}
        pending={rotate.isPending}
        error={rotate.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => rotate.mutate()}
      />
    </Section>
  )
}
