import { memo, type ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import type { BarItem } from './bar-item.ts'
import { KeyCaps } from './key-caps.tsx'

type Range = readonly [number, number]

/** Letters in a row are one mark. */
const ranges = (at: readonly number[]): Range[] => {
  const found: [number, number][] = []
  for (const i of at) {
    const last = found.at(-1)
    if (last && last[1] === i) last[1] = i + 1
    else found.push([i, i + 1])
  }
  return found
}

function marked(text: string, marks: readonly Range[]): ReactNode[] {
  const parts: ReactNode[] = []
  let end = 0
  for (const [from, to] of marks) {
    parts.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>)
    end = to
  }
  return [...parts, text.slice(end)]
}

interface Props {
  readonly id: string
  readonly item: BarItem
  readonly at: readonly number[]
  readonly selected: boolean
  readonly onPoint: () => void
  readonly onRun: () => void
}

export const CommandOption = memo(
  function CommandOption({ id, item, at, selected, onPoint, onRun }: Props) {
    return (
      <div
        id={id}
        role="option"
        aria-selected={selected}
        className="command-option"
        onPointerMove={onPoint}
        // The input keeps the focus.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onRun}
      >
        <Icon name={item.icon} />
        <span className="command-option-title ellipsis">{marked(item.title, item.marks ?? ranges(at))}</span>
        {item.detail && <span className="command-option-detail ellipsis">{item.detail}</span>}
        {item.keys && <KeyCaps keys={item.keys} />}
      </div>
    )
  },
  (a, b) => a.id === b.id && a.item === b.item && a.at === b.at && a.selected === b.selected,
)
