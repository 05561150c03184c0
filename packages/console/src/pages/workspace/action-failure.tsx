import { Button } from 'antd'
import { ApiError } from '../../api/error.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { clockTime } from '../../i18n/time.ts'
import { sentences } from '../../i18n/join.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { setFailure, useFailure } from './perform-action.ts'
import type { TicketAction } from './ticket-action.ts'

interface Change {
  readonly by?: { readonly name: string }
  readonly at: number
  readonly aspects: readonly string[]
}

interface Props {
  readonly ticketId: string
  readonly onAction: (action: TicketAction, version?: number) => void
  /** Shows the fields that have to be filled in. */
  readonly onShowFields: () => void
}

/** Why an action did not happen, and what to do: who was quicker, which fields are missing, or try again. */
export function ActionFailure({ ticketId, onAction, onShowFields }: Props) {
  const { t, locale } = useLanguage()
  const failure = useFailure(ticketId)
  if (!failure) return null
  const { action, error } = failure
  const dismiss = () => setFailure(ticketId, undefined)
  const lead = t.actions.notDone[action.kind]

  if (error instanceof ApiError && error.code === 'ticket_changed') {
    const { version, changes = [] } = error.details as { version?: number; changes?: readonly Change[] }
    const told = changes.map(({ by, at, aspects }) =>
      t.actions.conflict.changed(
        by?.name ?? t.actions.conflict.system,
        [...new Set(aspects.map((aspect) => aspect.split('.')[0]!))]
          .map((aspect) => t.actions.conflict.aspects[aspect] ?? aspect)
          .join(t.actions.comma),
        clockTime(at, locale),
      ),
    )
    return (
      <div className="conflict-notice" role="alert">
        <Icon name="alert" />
        <p>{sentences(lead, told.join(' '))}</p>
        <Button size="small" onClick={() => onAction(action, version)}>
          {t.actions.conflict.apply}
        </Button>
        <Button size="small" type="text" onClick={dismiss}>
          {t.actions.conflict.keep}
        </Button>
      </div>
    )
  }
  // The server's word on a field stands at the field.
  if (action.kind === 'edit' && action.field && error instanceof ApiError && error.fields.length > 0)
    return null
  const missing = error instanceof ApiError && error.code === 'fields_required'
  return (
    <ErrorNotice
      error={error}
      lead={lead}
      {...(missing ? {} : { onRetry: () => onAction(action) })}
      onDismiss={dismiss}
    >
      {missing && (
        <Button size="small" onClick={onShowFields}>
          {t.actions.fields.show}
        </Button>
      )}
    </ErrorNotice>
  )
}
