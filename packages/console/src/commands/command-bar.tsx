import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../i18n/text.tsx'
import { Icon } from '../ui/icon.tsx'
import { useBarItems } from './bar-items.ts'
import type { BarItem } from './bar-item.ts'
import { useBarSearch } from './bar-search.ts'
import { CommandOption } from './command-option.tsx'
import { rank } from './fuzzy.ts'
import './dialogs.css'
import './command-bar.css'

export interface Shown {
  readonly item: BarItem
  readonly at: readonly number[]
}

const plain = (items: readonly BarItem[]): Shown[] => items.map((item) => ({ item, at: [] }))

/** Items that belong together stand together, the group with the best one first. */
function grouped(shown: readonly Shown[]) {
  const groups = new Map<string, Shown[]>()
  for (const one of shown) {
    const group = groups.get(one.item.group)
    if (group) group.push(one)
    else groups.set(one.item.group, [one])
  }
  return [...groups]
}

export function CommandBar({ onClose }: { onClose: () => void }) {
  const t = useText()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [typed, type] = useState('')
  const [index, setIndex] = useState(0)
  const { commands, tickets, agents, offered } = useBarItems()
  const search = useBarSearch(typed)

  useEffect(() => {
    dialog.current?.showModal()
    input.current?.focus()
  }, [])

  const groups = useMemo(() => {
    if (!typed.trim()) return grouped(plain([...tickets.slice(0, 5), ...offered.slice(0, 20), ...commands]))
    const textsOf = (item: BarItem) => [item.title, ...(item.words ?? [])]
    const found = new Set(search.items.map(({ key }) => key.replace('found:', 'ticket:')))
    const ranked = rank([...commands, ...offered, ...agents, ...tickets], typed, textsOf)
      .filter(({ item }) => !found.has(item.key) || !item.key.startsWith('ticket:'))
      .slice(0, 12)
    return grouped([...ranked, ...plain(search.items)])
  }, [typed, commands, offered, agents, tickets, search.items])
  const flat = groups.flatMap(([, shown]) => shown)
  const current = Math.min(index, flat.length - 1)

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  const run = (item: BarItem) => {
    // The dialog gives the focus back first: what is run may want it.
    dialog.current?.close()
    item.run()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = flat.length - 1
    const next: Record<string, number> = {
      ArrowDown: current >= last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
      PageDown: Math.min(last, current + 8),
      PageUp: Math.max(0, current - 8),
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = flat[current]
      if (chosen) run(chosen.item)
    } else if (event.key in next) {
      event.preventDefault()
      setIndex(next[event.key]!)
    } else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      dialog.current?.close()
    }
  }

  let row = -1
  return (
    <dialog
      ref={dialog}
      className="float-dialog command-bar"
      aria-label={t.commands.names['general.commandBar']}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className="float-dialog-box">
        <div className="command-bar-head">
          <Icon name="search" />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
            aria-autocomplete="list"
            aria-label={t.bar.label}
            placeholder={t.bar.placeholder}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={typed}
            onChange={(event) => {
              type(event.target.value)
              setIndex(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className="command-bar-list" id={`${id}-list`} role="listbox" aria-label={t.bar.label}>
          {groups.map(([group, shown]) => (
            <div key={group} role="group" aria-label={group}>
              <p className="command-bar-group" aria-hidden="true">
                {group}
              </p>
              {shown.map(({ item, at }) => {
                row += 1
                const n = row
                return (
                  <CommandOption
                    key={item.key}
                    id={`${id}-${n}`}
                    item={item}
                    at={at}
                    selected={n === current}
                    onPoint={() => setIndex(n)}
                    onRun={() => run(item)}
                  />
                )
              })}
            </div>
          ))}
        </div>
        {flat.length === 0 && (
          <p className="command-bar-empty">{search.busy ? t.bar.searching : t.bar.nothing}</p>
        )}
        <p className="sr-only" role="status">
          {typed.trim() ? t.bar.count(flat.length) : ''}
        </p>
        {search.failed && <p className="command-bar-failed">{t.bar.failed}</p>}
      </div>
    </dialog>
  )
}
