import { Button, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { type OptionLine, endOf, newLine, problemsOf, raised, shifted, tagOf } from './option-lines.ts'

interface Props {
  readonly lines: readonly OptionLine[]
  readonly nested: boolean
  /** Whether what is wrong is said. */
  readonly checked: boolean
  readonly onChange: (lines: readonly OptionLine[]) => void
}

/** Options as an outline: a name, what tickets keep of it, and its place. */
export function OptionsEditor({ lines, nested, checked, onChange }: Props) {
  const t = useText()
  const list = useRef<HTMLUListElement>(null)
  const fresh = useRef<number>(undefined)
  useEffect(() => {
    if (fresh.current === undefined) return
    list.current?.querySelector<HTMLInputElement>(`[data-line="${fresh.current}"] input`)?.focus()
    fresh.current = undefined
  })
  const problems = checked ? problemsOf(lines) : new Map<number, never>()
  const add = (index: number, level: number) => {
    const line = newLine(level)
    fresh.current = line.key
    onChange([...lines.slice(0, index), line, ...lines.slice(index)])
  }
  const set = (key: number, change: Partial<OptionLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)))
  return (
    <div className="options-editor">
      <ul ref={list}>
        {lines.map((line, i) => {
          const problem = problems.get(line.key)
          const [up, deeper, higher] = [raised(lines, i), shifted(lines, i, 1), shifted(lines, i, -1)]
          const place = (
            label: string,
            icon: 'up' | 'deeper' | 'back',
            to: readonly OptionLine[] | undefined,
          ) => (
            <Button
              type="text"
              size="small"
              disabled={!to}
              aria-label={`${label}: ${line.name || i + 1}`}
              title={label}
              icon={
                <Icon
                  name={icon === 'deeper' ? 'back' : icon}
                  className={icon === 'deeper' ? 'is-mirrored' : ''}
                />
              }
              onClick={() => to && onChange(to)}
            />
          )
          return (
            <li key={line.key} data-line={line.key} className="option-line" data-level={line.level}>
              <Input
                aria-label={t.fields.optionName(i + 1)}
                aria-invalid={problem !== undefined}
                aria-describedby={problem && `option-${line.key}`}
                status={problem ? 'error' : ''}
                placeholder={t.fields.name}
                maxLength={200}
                value={line.name}
                onChange={(event) => set(line.key, { name: event.target.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                  event.preventDefault()
                  add(endOf(lines, i), line.level)
                }}
              />
              <Input
                aria-label={t.fields.optionTag(i + 1)}
                placeholder={tagOf(lines, i) || t.fields.tag}
                maxLength={100}
                value={line.tag}
                onChange={(event) => set(line.key, { tag: event.target.value })}
              />
              <span className="option-actions">
                {place(t.fields.up, 'up', up)}
                {nested && place(t.fields.higher, 'back', higher)}
                {nested && place(t.fields.deeper, 'deeper', deeper)}
                <Button
                  type="text"
                  size="small"
                  aria-label={`${t.fields.removeOption}: ${line.name || i + 1}`}
                  title={t.fields.removeOption}
                  icon={<Icon name="close" />}
                  onClick={() => onChange(lines.toSpliced(i, endOf(lines, i) - i))}
                />
              </span>
              {problem && (
                <p className="field-error" id={`option-${line.key}`}>
                  {t.fields.problems[problem]}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      <Button icon={<Icon name="plus" />} onClick={() => add(lines.length, 0)}>
        {t.fields.addOption}
      </Button>
      {checked && lines.length === 0 && (
        <p className="field-error" role="alert">
          {t.fields.noOptions}
        </p>
      )}
    </div>
  )
}
