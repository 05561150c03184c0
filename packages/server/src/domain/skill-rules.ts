import { fromJson } from '../db/json.ts'
import { invalid } from './errors.ts'

/** How a condition compares. The last two are for what can have several values; `not_in` also holds for none. */
export type Operator = 'at_least' | 'at_most' | 'in' | 'not_in' | 'none_of' | 'any_of'

/** One condition of a skill on a ticket or its guest. */
export interface SkillRule {
  /** A fact's name, see `Facts`. */
  readonly fact: string
  readonly operator: Operator
  /** What it compares with, as it was given: a value, a list, or an object around a list; JSON. */
  readonly operand: string
}

/**
 * What is known when a ticket is routed, by name. Things that have an id and a name are known by both; a name that is
 * missing is not known.
 */
export type Facts = ReadonlyMap<string, readonly string[]>

/** A condition that can be used on this desk. */
export interface RuleOption {
  readonly fact: string
  readonly kind: 'knowledge' | 'ticket' | 'guest'
  readonly operators: readonly Operator[]
  /** What can be chosen; absent where any text can be given. */
  readonly options?: readonly { readonly id: string; readonly name: string }[]
  /** Absent where the fact's name says it. */
  readonly displayName?: string
}

export interface Skill {
  readonly id: string
  readonly name: string
  readonly rules: readonly SkillRule[]
}

const typed: readonly Operator[] = ['in', 'not_in']
const chosen: readonly Operator[] = ['none_of', 'any_of']

const languages = [
  { id: 'zh_cn', name: '中文' },
  { id: 'en_us', name: 'English' },
  { id: 'ja_jp', name: '日本語' },
]

export const fieldFact = (fieldId: string): string => `field_${fieldId}`

export interface DeskChoices {
  readonly categories: readonly {
    readonly id: string
    readonly name: string
    readonly language: string | null
  }[]
  readonly tags: readonly { readonly id: string; readonly name: string }[]
  readonly fields: readonly {
    readonly id: string
    readonly displayName: string
    readonly options: readonly { readonly id: string; readonly name: string }[] | undefined
  }[]
}

/** Every condition that skills of a desk can use. */
export function ruleOptions({ categories, tags, fields }: DeskChoices): RuleOption[] {
  const of = (language: string) => categories.filter((c) => c.language === language || c.language === null)
  return [
    { fact: 'category_zh_cn', kind: 'knowledge', operators: chosen, options: of('zh_cn') },
    { fact: 'category_en_us', kind: 'knowledge', operators: chosen, options: of('en_us') },
    { fact: 'category_ja_jp', kind: 'knowledge', operators: chosen, options: of('ja_jp') },
    { fact: 'source', kind: 'ticket', operators: chosen, options: sources },
    { fact: 'channel', kind: 'ticket', operators: typed },
    { fact: 'tags', kind: 'ticket', operators: chosen, options: tags },
    ...fields.map(({ id, displayName, options }): RuleOption => ({
      fact: fieldFact(id),
      kind: 'ticket',
      operators: options ? chosen : ['at_least', 'at_most', ...typed],
      displayName,
      ...(options && { options }),
    })),
    { fact: 'city', kind: 'guest', operators: typed },
    { fact: 'country', kind: 'guest', operators: typed },
    { fact: 'department', kind: 'guest', operators: chosen },
    { fact: 'guest', kind: 'guest', operators: chosen },
    { fact: 'language', kind: 'guest', operators: chosen, options: languages },
  ]
}

const sources = [
  { id: '0', name: 'client' },
  { id: '1', name: 'server' },
]

const same = (text: string): string => text.trim().toLowerCase()

/**
 * The values of an operand. Programs write it as a plain value, a list, or an object around a list of things with
 * `id` and `name`, and either way as JSON text or as JSON.
 */
export function operandValues(operand: string): string[] {
  // An id has more digits than a number can hold.
  if (isNumber(operand)) return [operand]
  let given: unknown
  try {
    given = JSON.parse(operand)
  } catch {
    given = operand
  }
  return [...new Set(flatten(given))].filter((value) => value !== '')
}

function flatten(value: unknown): string[] {
  if (typeof value === 'string') return [same(value)]
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? [] : [String(value)]
  if (Array.isArray(value)) return value.flatMap(flatten)
  if (typeof value !== 'object' || value === null) return []
  const thing = value as Record<string, unknown>
  const named = thing.id ?? thing.value ?? thing.name
  return named === undefined ? Object.values(thing).flatMap(flatten) : flatten(named)
}

/** A condition from outside, checked against what the desk offers; `field` names it in errors. */
export function checkRule(rule: SkillRule, options: readonly RuleOption[], field: string): SkillRule {
  const option = options.find((o) => o.fact === rule.fact)
  if (!option)
    throw invalid(`${field}.id`, rule.fact, 'is not a rule of this help desk; agent_skill_rules lists them')
  if (!option.operators.includes(rule.operator))
    throw invalid(
      `${field}.selected_operator`,
      rule.operator,
      'is not one of the operator_options of this rule',
    )
  const values = operandValues(rule.operand)
  if (values.length === 0) throw invalid(`${field}.operand`, rule.operand, 'must have at least one value')
  if (rule.operator === 'at_least' || rule.operator === 'at_most') {
    if (values.length > 1 || !isNumber(values[0]!))
      throw invalid(`${field}.operand`, rule.operand, 'must be one number')
  }
  return rule
}

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

const operands = new Map<string, ReadonlySet<string>>()

function valueSet(operand: string): ReadonlySet<string> {
  let values = operands.get(operand)
  if (!values) {
    if (operands.size > 1000) operands.clear()
    operands.set(operand, (values = new Set(operandValues(operand))))
  }
  return values
}

/** Whether a condition holds. */
export function meets(rule: SkillRule, facts: Facts): boolean {
  const known = (facts.get(rule.fact) ?? []).map(same)
  const values = valueSet(rule.operand)
  if (rule.operator === 'at_least' || rule.operator === 'at_most') {
    const bound = Number([...values][0])
    const numbers = known.filter(isNumber).map(Number)
    return numbers.some((n) => (rule.operator === 'at_least' ? n >= bound : n <= bound))
  }
  const some = known.some((value) => values.has(value))
  return rule.operator === 'in' || rule.operator === 'any_of' ? some : !some
}

/** The skills a ticket asks for: all conditions hold, and there is at least one. */
export const skillsFor = (skills: readonly Skill[], facts: Facts): Skill[] =>
  skills.filter((skill) => skill.rules.length > 0 && skill.rules.every((rule) => meets(rule, facts)))

const stored = new Map<string, readonly SkillRule[]>()

/** The conditions in a stored skill. */
export function storedRules(text: string): readonly SkillRule[] {
  let rules = stored.get(text)
  if (!rules) {
    if (stored.size > 1000) stored.clear()
    stored.set(text, (rules = fromJson<SkillRule[]>(text)))
  }
  return rules
}
