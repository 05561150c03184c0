import { useId, type ReactNode } from 'react'

interface FieldProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly error?: string | undefined
  readonly children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
    status: 'error' | ''
  }) => ReactNode
}

/** Label above, help or the error under the control. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId()
  const below = error ?? help
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': below ? `${id}-below` : undefined,
        'aria-invalid': error !== undefined,
        status: error === undefined ? '' : 'error',
      })}
      {below && (
        <p id={`${id}-below`} className={error ? 'field-error' : 'field-help'}>
          {below}
        </p>
      )}
    </div>
  )
}
