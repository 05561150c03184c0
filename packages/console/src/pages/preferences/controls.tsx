import { useId, type ReactNode } from 'react'

/** One line: what it is, what it does, and how to set it. */
export function Setting({ name, help, children }: { name: string; help?: string; children: ReactNode }) {
  return (
    <div className="setting">
      <div className="setting-what">
        <span className="setting-name">{name}</span>
        {help && <span className="setting-help">{help}</span>}
      </div>
      {children}
    </div>
  )
}

interface ChoiceProps<T extends string | number> {
  readonly name: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChoose: (value: T) => void
}

/** A few values side by side; real radio buttons, so the arrow keys work. */
export function Choice<T extends string | number>({ name, value, options, onChoose }: ChoiceProps<T>) {
  const group = useId()
  return (
    <fieldset className="choice">
      <legend className="sr-only">{name}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={group}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
