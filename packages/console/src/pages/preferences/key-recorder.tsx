import { Button } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { KeyCaps } from '../../commands/key-caps.tsx'
import { isCharacterKey } from '../../commands/bindings.ts'
import { pressOf } from '../../commands/keys.ts'
import { useText } from '../../i18n/text.tsx'

/** How long a second key may follow the first, in ms. */
const patience = 900

interface Props {
  readonly name: string
  readonly onKeys: (keys: string) => void
  readonly onNone: () => void
  readonly onStop: () => void
}

/** Waits for one key, or two one after the other. Escape gives up, Tab moves on. */
export function KeyRecorder({ name, onKeys, onNone, onStop }: Props) {
  const t = useText()
  const [first, setFirst] = useState('')
  const field = useRef<HTMLButtonElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    field.current?.focus()
    return () => clearTimeout(timer.current)
  }, [])

  const finish = (keys: string) => {
    clearTimeout(timer.current)
    setFirst('')
    onKeys(keys)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onStop()
    const { ctrlKey, altKey, metaKey, shiftKey } = event
    if (event.key === 'Backspace' && !ctrlKey && !altKey && !metaKey && !shiftKey) return onNone()
    const press = pressOf(event.nativeEvent)
    if (press === undefined || event.repeat) return
    if (first) return finish(`${first} ${press}`)
    // Only a single key may begin a sequence.
    if (!isCharacterKey(press)) return finish(press)
    setFirst(press)
    timer.current = setTimeout(() => finish(press), patience)
  }

  return (
    <span className="recorder">
      <button
        ref={field}
        type="button"
        className="recorder-field"
        aria-label={t.preferences.pressFor(name)}
        onKeyDown={onKeyDown}
      >
        {first ? <KeyCaps keys={first} /> : t.preferences.press}
      </button>
      <Button size="small" type="text" onClick={onNone}>
        {t.preferences.remove}
      </Button>
      <Button size="small" type="text" onClick={onStop}>
        {t.common.cancel}
      </Button>
    </span>
  )
}
