import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ApiError } from '../api/error.ts'
import { sentences } from '../i18n/join.ts'
import { useText } from '../i18n/text.tsx'
import { CopyButton } from './copy-button.tsx'
import { errorText } from './error-text.ts'
import { Icon } from './icon.tsx'

export function LogId({ id }: { id: string }) {
  const t = useText()
  return (
    <span className="log-id">
      {t.common.logId} <code>{id}</code>
      <CopyButton text={id} what={t.common.logId} />
    </span>
  )
}

interface Props {
  readonly error: unknown
  /** What did not happen: "The ticket was not closed." */
  readonly lead?: string
  readonly onRetry?: () => void
  readonly onDismiss?: () => void
  /** More ways out, beside the retry. */
  readonly children?: ReactNode
}

/** An error, where its cause is: what failed, why, what to do, and the log id to pass on. */
export function ErrorNotice({ error, lead, onRetry, onDismiss, children }: Props) {
  const t = useText()
  const logId = error instanceof ApiError ? error.logId : undefined
  return (
    <div className="error-notice" role="alert">
      <Icon name="alert" />
      <div className="error-notice-text">
        <span>{lead ? sentences(lead, errorText(error, t)) : errorText(error, t)}</span>
        {logId && <LogId id={logId} />}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t.common.retry}
        </Button>
      )}
      {children}
      {onDismiss && (
        <Button
          size="small"
          type="text"
          aria-label={t.common.close}
          icon={<Icon name="close" />}
          onClick={onDismiss}
        />
      )}
    </div>
  )
}
