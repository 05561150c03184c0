import { console as api, type Output } from '@pipit/contract'
import { useEffect, useId, useState } from 'react'
import { ApiError } from '../../../api/error.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { useFailure } from '../perform-action.ts'
import type { TicketAction } from '../ticket-action.ts'

export type TicketField = Output<typeof api.ticketContext.fields>['items'][number]

interface Props {
  readonly field: TicketField
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
}

const listOf = (stored: string): string[] => {
  try {
    const list: unknown = JSON.parse(stored)
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return stored ? [stored] : []
  }
}

/** What the server said about this field, when it refused its last value or closing without it. */
function useFieldError(ticketId: string, fieldId: string): string | undefined {
  const t = useText()
  const failure = useFailure(ticketId)
  if (!(failure?.error instanceof ApiError)) return undefined
  const { action, error } = failure
  if (error.code === 'fields_required' && error.fields.some(({ field }) => field === `fields.${fieldId}`))
    return t.actions.fields.required
  if (action.kind !== 'edit' || action.field?.id !== fieldId) return undefined
  const said = error.fields[0]?.description
  return said?.startsWith('is required') ? t.actions.fields.required : said
}

/** One custom field, edited in place by its type; what is written is saved when the field is left. */
export function FieldEditor({ field, ticket, onAction }: Props) {
  const t = useText()
  const id = useId()
  const stored = ticket.fields.find((one) => one.id === field.id)?.stored ?? ''
  const error = useFieldError(ticket.ticket_id, field.id)
  const [text, setText] = useState(stored)
  useEffect(() => setText(stored), [stored])
  const save = (value: string) => {
    if (value !== stored) onAction({ kind: 'edit', field: { id: field.id, value } })
  }
  const describedBy = error ? `${id}-error` : undefined
  const shared = {
    id,
    className: 'panel-input',
    'data-field': field.id,
    'aria-invalid': error !== undefined,
    'aria-describedby': describedBy,
    'aria-required': field.required,
    disabled: !field.editable,
  }
  const texts = {
    ...shared,
    value: text,
    placeholder: field.editable ? field.description || t.actions.fields.empty : '–',
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onBlur: () => save(text),
  }
  // An option that is gone since stays shown until another one is chosen.
  const known = field.options.some(({ path }) => path === stored)

  return (
    <div className="panel-field">
      <label htmlFor={id} {...(field.allow_multiple && { id: `${id}-label` })}>
        {field.display_name}
        {field.required && (
          <span className="panel-required" title={t.actions.fields.required}>
            *
          </span>
        )}
      </label>
      {field.type === 'string' && (
        <input
          type="text"
          maxLength={1000}
          {...texts}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
            if (event.key === 'Escape') setText(stored)
          }}
        />
      )}
      {field.type === 'multiline' && <textarea rows={2} maxLength={10_000} {...texts} />}
      {(field.type === 'dropdown' || field.type === 'dropdown_nested') && !field.allow_multiple && (
        <select {...shared} value={stored} onChange={(event) => save(event.target.value)}>
          <option value="">{t.actions.fields.none}</option>
          {stored && !known && <option value={stored}>{stored}</option>}
          {field.options.map(({ path, name, depth }) => (
            <option key={path} value={path}>
              {'\u00a0\u00a0'.repeat(depth) + name}
            </option>
          ))}
        </select>
      )}
      {field.allow_multiple && (
        <div
          role="group"
          aria-labelledby={`${id}-label`}
          aria-describedby={describedBy}
          className="panel-choices"
          data-field={field.id}
          tabIndex={-1}
        >
          {field.options.map(({ path, name }) => {
            const chosen = listOf(stored)
            const on = chosen.includes(path)
            return (
              <label key={path}>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={!field.editable}
                  onChange={() =>
                    save(
                      JSON.stringify(on ? chosen.filter((one) => one !== path) : [...chosen, path]).replace(
                        /^\[\]$/,
                        '',
                      ),
                    )
                  }
                />
                {name}
              </label>
            )
          })}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
