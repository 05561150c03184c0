import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { FloatDialog } from './float-dialog.tsx'

export interface Choice {
  readonly key: string
  readonly title: string
  readonly detail?: string | undefined
  /** An avatar or an icon. */
  readonly lead?: ReactNode
  readonly group?: string | undefined
  /** Where several can be chosen; the dialog stays open then. */
  readonly checked?: boolean | undefined
  readonly run: () => void
}

interface Props {
  readonly label: string
  readonly placeholder: string
  readonly choices: readonly Choice[]
  readonly typed: string
  readonly onType: (text: string) => void
  readonly onClose: () => void
  readonly empty: string
  /** Stands below the list. */
  readonly children?: ReactNode
}

/** The choices whose title or detail has what was typed. */
export const matching = (choices: readonly Choice[], typed: string) => {
  const text = typed.trim().toLowerCase()
  return choices.filter(({ title, detail = '' }) => `${title} ${detail}`.toLowerCase().includes(text))
}

/** One of many, by typing a part of its name. */
export function PickDialog({ label, placeholder, choices, typed, onType, onClose, empty, children }: Props) {
  const t = useText()
  const id = useId()
  const [index, setIndex] = useState(0)
  const current = Math.min(index, choices.length - 1)

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = choices.length - 1
    if (event.key === 'Enter') {
      event.preventDefault()
      choices[current]?.run()
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      setIndex(current >= last ? 0 : current + 1)
    } else if (event.key === 'ArrowUp') {
      event.preventDefault()
      setIndex(current <= 0 ? last : current - 1)
    }
  }

  return (
    <FloatDialog label={label} onClose={onClose}>
      <div className="command-bar-head">
        <Icon name="search" />
        <input
          data-first
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          aria-label={label}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={typed}
          onChange={(event) => {
            onType(event.target.value)
            setIndex(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="command-bar-list" id={`${id}-list`} role="listbox" aria-label={label}>
        {choices.map((choice, n) => (
          <div key={choice.key} role="presentation">
            {choice.group && choice.group !== choices[n - 1]?.group && (
              <p className="command-bar-group" role="presentation">
                {choice.group}
              </p>
            )}
            <div
              id={`${id}-${n}`}
              role="option"
              aria-selected={n === current}
              aria-checked={choice.checked}
              className="command-option"
              onPointerMove={() => setIndex(n)}
              // The input keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={choice.run}
            >
              {choice.lead}
              <span className="command-option-title ellipsis">{choice.title}</span>
              {choice.detail && <span className="command-option-detail ellipsis">{choice.detail}</span>}
              {choice.checked && <Icon name="check" className="ticket-dialog-check" />}
            </div>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="command-bar-empty">{empty}</p>}
      <p className="sr-only" role="status">
        {typed.trim() ? t.bar.count(choices.length) : ''}
      </p>
      {children}
    </FloatDialog>
  )
}
