import { useEffect, useRef } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import type { Suggestion } from './suggestions.ts'

interface Props {
  readonly id: string
  readonly sign: '/' | '@'
  readonly items: readonly Suggestion[]
  readonly active: number
  /** Nothing has been typed behind the sign yet. */
  readonly isBare: boolean
  readonly onPick: (item: Suggestion) => void
  readonly onManage: () => void
}

export const optionId = (listId: string, index: number) => `${listId}-${index}`

/** Above the box while a sign is being typed; the focus stays in the box. */
export function SuggestionList({ id, sign, items, active, isBare, onPick, onManage }: Props) {
  const t = useText()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // What is pressed here must not take the focus from the box.
    <div className="suggestions" onMouseDown={(event) => event.preventDefault()}>
      {items.length === 0 && (
        <p className="suggestions-empty">{isBare ? t.compose.quickNone : t.compose.nothingFits[sign]}</p>
      )}
      <ul
        ref={list}
        id={id}
        role="listbox"
        aria-label={sign === '/' ? t.compose.quickReplies : t.compose.colleagues}
      >
        {items.map((item, i) => (
          <li
            key={item.id}
            id={optionId(id, i)}
            role="option"
            aria-selected={i === active}
            onClick={() => onPick(item)}
          >
            {item.person && <Avatar person={item.person} size={22} />}
            <span className="suggestion-name ellipsis">{item.name}</span>
            <span className="suggestion-detail ellipsis">{item.detail}</span>
          </li>
        ))}
      </ul>
      {sign === '/' && (
        <button type="button" className="suggestions-manage" tabIndex={-1} onClick={onManage}>
          {t.compose.manage}
        </button>
      )}
    </div>
  )
}
