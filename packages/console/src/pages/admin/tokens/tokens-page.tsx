import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { accessTokensQuery } from '../../../api/query.ts'
import type { AccessToken, NewAccessToken } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { AuditList } from '../audit-list.tsx'
import { PageHead } from '../page-head.tsx'
import { ResetDialog } from '../reset-dialog.tsx'
import { SigningSecret } from './signing-secret.tsx'
import { TokenForm } from './token-form.tsx'
import { TokenMade } from './token-made.tsx'
import { type TokenAction, TokenTable } from './token-table.tsx'
import { useTokenActions } from './use-token-actions.ts'
import '../logs.css'
import './tokens.css'

type Task =
  | { readonly action: 'create' }
  | { readonly action: Exclude<TokenAction, 'toggle'>; readonly token: AccessToken }

export function TokensPage() {
  const t = useText()
  const list = useInfiniteQuery(accessTokensQuery)
  const { create, update, rotate, remove } = useTokenActions()
  const [task, setTask] = useState<Task>()
  const [made, setMade] = useState<NewAccessToken>()
  const tokens = list.data?.pages.flatMap((page) => page.items) ?? []
  const token = task && task.action !== 'create' ? task.token : undefined
  const doing = (action: Task['action']) => task?.action === action

  const open = (next: Task | undefined) => {
    for (const mutation of [create, update, rotate, remove]) mutation.reset()
    setTask(next)
  }
  const close = () => open(undefined)
  const show = (answer: NewAccessToken) => {
    close()
    setMade(answer)
  }
  const act = (action: TokenAction, token: AccessToken) => {
    if (action !== 'toggle') return open({ action, token })
    update.mutate({ token, change: { enabled: token.state === 'disabled' } })
  }
  const createButton = (
    <Button type="primary" onClick={() => open({ action: 'create' })}>
      {t.tokens.create}
    </Button>
  )

  return (
    <div className="admin-page is-wide">
      <PageHead title={t.tokens.title} lead={t.tokens.lead}>
        {tokens.length > 0 && createButton}
      </PageHead>
      {list.isPending && <Skeleton rows={5} height={40} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {update.error && !task && (
        <ErrorNotice error={update.error} lead={t.tokens.notDone} onDismiss={update.reset} />
      )}
      {list.isSuccess && tokens.length === 0 && (
        <EmptyState icon="key" title={t.tokens.empty} help={t.tokens.emptyHelp}>
          {createButton}
        </EmptyState>
      )}
      {tokens.length > 0 && <TokenTable tokens={tokens} onAction={act} />}
      {list.hasNextPage && (
        <div className="load-more">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}

      <SigningSecret />

      {doing('create') && (
        <TokenForm
          pending={create.isPending}
          error={create.error}
          onSubmit={(body) => create.mutate(body, { onSuccess: show })}
          onCancel={close}
        />
      )}
      {doing('edit') && token && (
        <TokenForm
          token={token}
          pending={update.isPending}
          error={update.error}
          onSubmit={({ name, scopes, allowed_domains = [] }) =>
            update.mutate({ token, change: { name, scopes, allowed_domains } }, { onSuccess: close })
          }
          onCancel={close}
        />
      )}
      {doing('rotate') && token && (
        <ResetDialog
          open
          title={t.tokens.rotateTitle(token.name)}
          name={token.name}
          breaks={t.tokens.rotateBreaks}
          afterwards={t.tokens.rotateThen}
          action={t.tokens.rotate}
          pending={rotate.isPending}
          error={rotate.error}
          onCancel={close}
          onConfirm={() => rotate.mutate(token, { onSuccess: show })}
        />
      )}
      {doing('remove') && token && (
        <ResetDialog
          open
          title={t.tokens.removeTitle(token.name)}
          name={token.name}
          breaks={t.tokens.removeBreaks}
          afterwards={t.tokens.removeThen}
          action={t.tokens.remove}
          pending={remove.isPending}
          error={remove.error}
          onCancel={close}
          onConfirm={() => remove.mutate(token, { onSuccess: close })}
        />
      )}
      <Drawer
        open={doing('history')}
        onClose={close}
        title={token && t.tokens.historyOf(token.name)}
        size={560}
        closable={{ 'aria-label': t.common.close }}
      >
        {doing('history') && token && <AuditList subject={token.token_id} />}
      </Drawer>
      {made && <TokenMade made={made} onClose={() => setMade(undefined)} />}
    </div>
  )
}
