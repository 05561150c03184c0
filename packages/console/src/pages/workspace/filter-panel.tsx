import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { priorities, statuses, type Criterion, type ListSearch } from '../../api/list-filter.ts'
import { choicesQuery, deskAgentsQuery } from '../../api/query.ts'
import { useText } from '../../i18n/text.tsx'

interface Props {
  readonly search: ListSearch
  readonly onSearch: (change: ListSearch) => void
}

interface Choice {
  readonly value: string
  readonly label: string
}

const channels = [0, 1, 2, 9]
const days = [1, 7, 30, 90]

/** Any of a few values, each with its box. */
function Boxes({
  name,
  choices,
  value,
  onChange,
}: {
  name: string
  choices: readonly Choice[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const chosen = value?.split(',') ?? []
  return (
    <fieldset className="filter-boxes">
      <legend>{name}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="checkbox"
            checked={chosen.includes(choice.value)}
            onChange={(event) => {
              const next = event.target.checked
                ? [...chosen, choice.value]
                : chosen.filter((one) => one !== choice.value)
              onChange(next.join(',') || undefined)
            }}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}

function Row({ name, children }: { name: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="filter-row">
      <label htmlFor={id}>{name}</label>
      {children(id)}
    </div>
  )
}

function Select({
  id,
  choices,
  value,
  onChange,
}: {
  id: string
  choices: readonly Choice[]
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const t = useText()
  const known = value === undefined || choices.some((choice) => choice.value === value)
  return (
    <select id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
      <option value="">{t.lists.any}</option>
      {!known && <option value={value}>{value}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

const dayStart = (text: string) => new Date(`${text}T00:00`).getTime()
const dayEnd = (text: string) => new Date(`${text}T23:59:59.999`).getTime()
const dayOf = (ms: string | undefined) => {
  if (!ms) return ''
  const date = new Date(Number(ms))
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-')
}

function Span({
  name,
  value,
  onChange,
}: {
  name: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const t = useText()
  const [between, setBetween] = useState(value?.includes('..') ?? false)
  const [from, to] = value?.includes('..') ? value.split('..') : []
  const set = (first: string, last: string) =>
    onChange(first || last ? `${first && dayStart(first)}..${last && dayEnd(last)}` : undefined)
  return (
    <Row name={name}>
      {(id) => (
        <div className="filter-span">
          <select
            id={id}
            value={between ? '..' : (value ?? '')}
            onChange={(event) => {
              setBetween(event.target.value === '..')
              onChange(event.target.value === '..' ? undefined : event.target.value || undefined)
            }}
          >
            <option value="">{t.lists.any}</option>
            {days.map((n) => (
              <option key={n} value={`${n}d`}>
                {t.lists.lastDays(n)}
              </option>
            ))}
            <option value="..">{t.lists.between}</option>
          </select>
          {between && (
            <div className="filter-dates">
              <input
                type="date"
                aria-label={`${name}: ${t.lists.from}`}
                value={dayOf(from)}
                onChange={(event) => set(event.target.value, dayOf(to))}
              />
              <input
                type="date"
                aria-label={`${name}: ${t.lists.to}`}
                value={dayOf(to)}
                onChange={(event) => set(dayOf(from), event.target.value)}
              />
            </div>
          )}
        </div>
      )}
    </Row>
  )
}

/** Everything that a list can be narrowed by; each choice works at once. */
export function FilterPanel({ search, onSearch }: Props) {
  const t = useText()
  const choices = useQuery(choicesQuery).data
  const agents = useQuery(deskAgentsQuery).data
  const [text, setText] = useState(search.text ?? '')
  const set = (criterion: Criterion) => (value: string | undefined) => onSearch({ [criterion]: value })
  const named = (items: readonly { id: string; name: string }[] | undefined): Choice[] =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="filter-panel">
      <form
        className="filter-row"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch({ text: text.trim() || undefined })
        }}
      >
        <label htmlFor="filter-text">{t.lists.criteria.text}</label>
        <input
          id="filter-text"
          type="search"
          maxLength={200}
          placeholder={t.lists.textHelp}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => onSearch({ text: text.trim() || undefined })}
        />
      </form>
      <Row name={t.lists.criteria.agent}>
        {(id) => (
          <Select
            id={id}
            value={search.agent}
            onChange={set('agent')}
            choices={[
              { value: 'me', label: t.lists.me },
              { value: 'none', label: t.lists.nobody },
              ...named(agents?.items.map(({ agent }) => agent)),
            ]}
          />
        )}
      </Row>
      <Row name={t.lists.criteria.tag}>
        {(id) => <Select id={id} value={search.tag} onChange={set('tag')} choices={named(choices?.tags)} />}
      </Row>
      <Row name={t.lists.criteria.skill}>
        {(id) => (
          <Select id={id} value={search.skill} onChange={set('skill')} choices={named(choices?.skills)} />
        )}
      </Row>
      <Row name={t.lists.criteria.sla}>
        {(id) => (
          <Select
            id={id}
            value={search.sla}
            onChange={set('sla')}
            choices={[
              { value: 'overdue', label: t.lists.overdue },
              { value: 'soon', label: t.lists.soon },
            ]}
          />
        )}
      </Row>
      <Row name={t.lists.criteria.channel}>
        {(id) => (
          <Select
            id={id}
            value={search.channel}
            onChange={set('channel')}
            choices={channels.map((n) => ({
              value: String(n),
              label: t.lists.channels[n] ?? t.lists.channel(n),
            }))}
          />
        )}
      </Row>
      <Span name={t.lists.criteria.created} value={search.created} onChange={set('created')} />
      <Span name={t.lists.criteria.updated} value={search.updated} onChange={set('updated')} />
      <Boxes
        name={t.lists.criteria.priority}
        value={search.priority}
        onChange={set('priority')}
        choices={priorities.map((value) => ({ value, label: t.lists.priorities[value] }))}
      />
      <Boxes
        name={t.lists.criteria.status}
        value={search.status}
        onChange={set('status')}
        choices={statuses.map((value) => ({ value, label: t.status[value] }))}
      />
    </div>
  )
}
