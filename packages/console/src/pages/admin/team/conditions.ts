import type { Dictionary } from '../../../i18n/language.ts'
import type { ConditionOption, SkillCondition } from './team-query.ts'

type Words = Dictionary['team']

/** What a condition is about, in words; a field that is gone keeps its key. */
export const factName = (fact: string, options: readonly ConditionOption[], t: Words): string =>
  t.facts[fact] ?? options.find((option) => option.fact === fact)?.name ?? fact

/** What can be chosen; nothing where any text can be given. */
export const choicesOf = (option: ConditionOption | undefined, t: Words) =>
  option?.choices?.map(({ id, name }) => ({
    id,
    name: option.fact === 'source' ? (t.sources[id] ?? name) : name,
  }))

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** The same condition with ids of choices where programs have written their names. */
export function withIds(condition: SkillCondition, options: readonly ConditionOption[]): SkillCondition {
  const choices = options.find(({ fact }) => fact === condition.fact)?.choices
  if (!choices) return condition
  return {
    ...condition,
    values: condition.values.map(
      (value) =>
        choices.find(({ id }) => same(id, value))?.id ??
        choices.find(({ name }) => same(name, value))?.id ??
        value,
    ),
  }
}

/** A condition in one line. */
export function conditionText(given: SkillCondition, options: readonly ConditionOption[], t: Words): string {
  const condition = withIds(given, options)
  const choices = choicesOf(
    options.find(({ fact }) => fact === condition.fact),
    t,
  )
  const values = condition.values.map((value) => choices?.find(({ id }) => id === value)?.name ?? value)
  return `${factName(condition.fact, options, t)} ${t.operators[condition.operator]} ${values.join(t.or)}`
}
