import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { ApiError } from '../api/error.ts'
import { useText } from '../i18n/text.tsx'
import { EmptyState } from './empty-state.tsx'
import { LogId } from './error-notice.tsx'
import { errorText } from './error-text.ts'
import { usePageTitle } from './page-title.ts'

/** The last resort of a route: says what happened and leads out of it. */
export function ErrorPage({ error }: ErrorComponentProps) {
  const t = useText()
  usePageTitle(t.error.title)
  const known = error instanceof ApiError
  return (
    <main className="lone-page" role="alert">
      <EmptyState icon="alert" title={t.error.title} help={known ? errorText(error, t) : t.error.page}>
        <Button type="primary" onClick={() => location.reload()}>
          {t.common.reload}
        </Button>
      </EmptyState>
      {known ? (
        error.logId && <LogId id={error.logId} />
      ) : (
        <code className="error-detail">{String(error)}</code>
      )}
    </main>
  )
}
