import { Button, Input, Select } from 'antd'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { choicesOf, factName } from './conditions.ts'
import type { ConditionOption, SkillCondition } from './team-query.ts'

export interface ConditionLine extends SkillCondition {
  readonly key: number
}

let last = 0
export const conditionLine = (condition: SkillCondition): ConditionLine => ({ ...condition, key: ++last })

interface Props {
  readonly lines: readonly ConditionLine[]
  readonly options: readonly ConditionOption[]
  readonly onChange: (lines: readonly ConditionLine[]) => void
  readonly checked: boolean
}

const kinds = ['ticket', 'guest', 'knowledge'] as const

/** Conditions of a skill, line by line: what, how, with what. */
export function ConditionEditor({ lines, options, onChange, checked }: Props) {
  const t = useText().team
  const write = (line: ConditionLine, change: Partial<SkillCondition>) =>
    onChange(lines.map((other) => (other.key === line.key ? { ...line, ...change } : other)))
  const facts = kinds.map((kind) => ({
    label: t.kinds[kind],
    options: options
      .filter((option) => option.kind === kind)
      .map((option) => ({ value: option.fact, label: factName(option.fact, options, t) })),
  }))
  const add = () => {
    const option = options.find(({ fact }) => fact === 'language') ?? options[0]
    if (option)
      onChange([
        ...lines,
        conditionLine({ fact: option.fact, operator: option.operators.at(-1)!, values: [] }),
      ])
  }
  const valuesOf = (line: ConditionLine, i: number) => {
    const common = { 'aria-label': t.values(i + 1), 'aria-invalid': checked && line.values.length === 0 }
    const status = common['aria-invalid'] ? ('error' as const) : ('' as const)
    if (line.operator === 'at_least' || line.operator === 'at_most')
      return (
        <Input
          {...common}
          status={status}
          inputMode="decimal"
          placeholder={t.number}
          value={line.values[0] ?? ''}
          onChange={({ target }) =>
            write(line, { values: target.value.trim() === '' ? [] : [target.value.trim()] })
          }
        />
      )
    const choices = choicesOf(
      options.find(({ fact }) => fact === line.fact),
      t,
    )
    return (
      <Select
        {...common}
        status={status}
        mode={choices ? 'multiple' : 'tags'}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={choices ? undefined : t.typeValue}
        value={line.values}
        onChange={(values: string[]) => write(line, { values })}
        options={choices?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        open={choices ? undefined : false}
      />
    )
  }
  return (
    <div className="condition-editor">
      {lines.map((line, i) => {
        const option = options.find(({ fact }) => fact === line.fact)
        return (
          <div key={line.key} className="condition">
            <Select
              aria-label={t.fact(i + 1)}
              showSearch={{ optionFilterProp: 'label' }}
              value={line.fact}
              options={facts}
              onChange={(fact: string) => {
                const next = options.find((one) => one.fact === fact)
                if (next) write(line, { fact, operator: next.operators.at(-1)!, values: [] })
              }}
            />
            <Select
              aria-label={t.operator(i + 1)}
              value={line.operator}
              onChange={(operator) => write(line, { operator })}
              options={(option?.operators ?? [line.operator]).map((value) => ({
                value,
                label: t.operators[value],
              }))}
            />
            {valuesOf(line, i)}
            <Button
              type="text"
              size="small"
              aria-label={t.removeCondition(i + 1)}
              icon={<Icon name="close" />}
              onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
            />
          </div>
        )
      })}
      {checked && lines.some(({ values }) => values.length === 0) && (
        <p className="field-error">{t.valueMissing}</p>
      )}
      <Button size="small" disabled={options.length === 0} onClick={add}>
        {t.addCondition}
      </Button>
    </div>
  )
}
