import { useEffect, useRef, useState } from 'preact/hooks'
import { useScene } from './context.ts'

/** A message for when somebody is back. */
export function LeaveForm() {
  const { state, act, t, setLeaving } = useScene()
  const { visitor, widget, language } = state
  const [name, setName] = useState(visitor?.identified ? (visitor.name ?? '') : '')
  const [email, setEmail] = useState(visitor?.email ?? '')
  const [text, setText] = useState('')
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const problems = {
    name: name.trim() === '' ? t.needed : undefined,
    email: email.trim() === '' ? t.needed : /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t.badEmail,
    text: text.trim() === '' ? t.needed : undefined,
  }
  const fields = [
    { id: 'name', label: t.name, value: name, set: setName, kind: 'text', fill: 'name' },
    { id: 'email', label: t.email, value: email, set: setEmail, kind: 'email', fill: 'email' },
  ] as const
  const problemOf = (id: keyof typeof problems) => (touched.has(id) ? problems[id] : undefined)
  const touch = (...ids: string[]) => setTouched(new Set([...touched, ...ids]))

  async function submit(): Promise<void> {
    touch('name', 'email', 'text')
    if (problems.name ?? problems.email ?? problems.text) return
    setBusy(true)
    setError(undefined)
    try {
      await act.leave({ name: name.trim(), email: email.trim(), text: text.trim() })
    } catch (failure) {
      setError(act.explain(failure))
      setBusy(false)
    }
  }

  return (
    <form
      class="leave"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2 tabIndex={-1} ref={heading}>
        {t.leave}
      </h2>
      <p class="quiet">{state.presence.online ? t.leaveHelp : (widget?.offline[language] ?? t.leaveHelp)}</p>
      {fields.map(({ id, label, value, set, kind, fill }) => (
        <label key={id}>
          {label}
          <input
            type={kind}
            list={undefined}
            name={id}
            autocomplete={fill}
            value={value}
            aria-invalid={problemOf(id) !== undefined}
            aria-describedby={problemOf(id) ? `${id}-problem` : undefined}
            onInput={(event) => set(event.currentTarget.value)}
            onBlur={() => value !== '' && touch(id)}
          />
          {problemOf(id) && (
            <span class="error" id={`${id}-problem`}>
              {problemOf(id)}
            </span>
          )}
        </label>
      ))}
      <label>
        {t.message}
        <textarea
          rows={5}
          maxLength={5000}
          name="text"
          value={text}
          aria-invalid={problemOf('text') !== undefined}
          aria-describedby={problemOf('text') ? 'text-problem' : undefined}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {problemOf('text') && (
          <span class="error" id="text-problem">
            {problemOf('text')}
          </span>
        )}
      </label>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <div class="form-foot">
        <button type="submit" class="main" disabled={isBusy}>
          {t.send}
        </button>
        <button type="button" onClick={() => setLeaving(false)}>
          {t.cancel}
        </button>
      </div>
    </form>
  )
}
