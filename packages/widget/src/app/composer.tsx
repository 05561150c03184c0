import { useEffect, useRef, useState } from 'preact/hooks'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'
import type { Faq } from './types.ts'

const pause = 250

/** Where the visitor writes. While the bot listens, questions like the one being typed stand above it. */
export function Composer({ inputRef }: { inputRef: { current: HTMLTextAreaElement | null } }) {
  const { state, act, t } = useScene()
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Faq[]>([])
  const [active, setActive] = useState(-1)
  const [isOver, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const { ticket, widget } = state
  const isWithBot = widget?.bot === true && (!ticket || ticket.state === 'bot' || ticket.state === 'closed')

  useEffect(() => {
    const query = text.trim()
    setActive(-1)
    if (!isWithBot || query.length < 2 || query.length > 200) {
      setFound([])
      return undefined
    }
    let gone = false
    const timer = setTimeout(() => void suggest(), pause)
    async function suggest(): Promise<void> {
      try {
        const { items } = await act.api.suggest(query)
        if (!gone) setFound(items)
      } catch {
        // Without suggestions one asks as well.
      }
    }
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [text, isWithBot])

  useEffect(() => {
    const { current } = inputRef
    if (!current) return
    current.style.height = 'auto'
    current.style.height = `${Math.min(current.scrollHeight, 140)}px`
  }, [text])

  function clear(): void {
    setText('')
    setFound([])
    inputRef.current?.focus()
  }
  function send(): void {
    const said = text.trim()
    if (said === '') return
    act.say(said)
    clear()
  }
  function choose(faq: Faq): void {
    act.say(faq.question, faq.faq_id)
    clear()
  }
  function takeFiles(files: FileList | null | undefined): void {
    for (const file of files ?? []) act.sendFile(file)
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Of an input method, Enter and the arrows choose letters.
    if (event.isComposing) return
    if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && found.length > 0 && !text.includes('\n')) {
      event.preventDefault()
      const step = event.key === 'ArrowUp' ? -1 : 1
      setActive(((active + step + found.length + 1 + 1) % (found.length + 1)) - 1)
    } else if (event.key === 'Escape' && found.length > 0) {
      event.stopPropagation()
      setFound([])
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      const faq = found[active]
      if (faq) choose(faq)
      else send()
    }
  }

  return (
    <div
      class={isOver ? 'composer is-over' : 'composer'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        takeFiles(event.dataTransfer?.files)
      }}
    >
      {found.length > 0 && (
        <ul class="suggestions" id="suggestions" role="listbox" aria-label={t.suggestions}>
          {found.map((faq, i) => (
            <li
              key={faq.faq_id}
              id={`suggestion-${i}`}
              role="option"
              aria-selected={i === active}
              // The field keeps the focus, so that typing goes on.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(faq)}
            >
              {faq.question}
            </li>
          ))}
        </ul>
      )}
      <p class="hidden" role="status">
        {found.length > 0 && t.found(found.length)}
      </p>
      <div class="composer-row">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-hidden="true"
          tabIndex={-1}
          onChange={(event) => {
            takeFiles(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        <button
          type="button"
          class="round"
          title={t.attach}
          aria-label={t.attach}
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" />
        </button>
        <textarea
          ref={inputRef}
          rows={1}
          maxLength={5000}
          placeholder={t.placeholder}
          aria-label={t.placeholder}
          aria-autocomplete="list"
          aria-controls={found.length > 0 ? 'suggestions' : undefined}
          aria-activedescendant={active >= 0 ? `suggestion-${active}` : undefined}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value)
            act.typing()
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = event.clipboardData?.files
            if (files && files.length > 0) {
              event.preventDefault()
              takeFiles(files)
            }
          }}
        />
        <button
          type="button"
          class="round main"
          title={t.send}
          aria-label={t.send}
          disabled={text.trim() === ''}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  )
}
