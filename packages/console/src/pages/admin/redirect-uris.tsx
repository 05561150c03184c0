import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { ApiError } from '../../api/error.ts'
import { query } from '../../api/query.ts'
import type { App } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'
import { Section } from './page-head.tsx'

const fieldError = (error: unknown) =>
  error instanceof ApiError ? error.fields.find((f) => f.field === 'uri')?.description : undefined

/** Where the app may have people sent after they have signed in. */
export function RedirectUris({ app }: { app: App }) {
  const t = useText()
  const client = useQueryClient()
  const [uri, setUri] = useState('')
  const params = { app_id: app.app_id }
  const listQuery = query(api.oauth.redirectUri.list, { params })
  const list = useQuery(listQuery)
  const change = useMutation({
    mutationFn: ({ verb, uri }: { verb: 'add' | 'remove'; uri: string }) =>
      call(api.oauth.redirectUri[verb], { params, body: { uri } }),
    onSuccess: (answer, { verb }) => {
      client.setQueryData(listQuery.queryKey, answer)
      if (verb === 'add') setUri('')
    },
  })
  const items = list.data?.items ?? []
  const fromServer = fieldError(change.error)

  return (
    <Section
      title={t.redirectUris.title}
      help={list.isSuccess && items.length === 0 ? t.redirectUris.none : t.redirectUris.help}
    >
      {list.error && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      <ul className="scopes redirect-uris">
        {items.map((item) => (
          <li key={item}>
            <code>{item}</code>
            <Button
              size="small"
              aria-label={t.redirectUris.removeOf(item)}
              disabled={change.isPending}
              onClick={() => change.mutate({ verb: 'remove', uri: item })}
            >
              {t.redirectUris.remove}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="ip-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (uri.trim()) change.mutate({ verb: 'add', uri: uri.trim() })
        }}
      >
        <Field label={t.redirectUris.label} error={fromServer}>
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              spellCheck={false}
              maxLength={2048}
              placeholder={t.redirectUris.placeholder}
              value={uri}
              onChange={(event) => {
                setUri(event.target.value)
                change.reset()
              }}
            />
          )}
        </Field>
        {change.error && !fromServer && <ErrorNotice error={change.error} lead={t.admin.notSaved} />}
        <div className="form-foot">
          <Button htmlType="submit" disabled={!uri.trim() || change.isPending}>
            {t.redirectUris.add}
          </Button>
        </div>
      </form>
    </Section>
  )
}
