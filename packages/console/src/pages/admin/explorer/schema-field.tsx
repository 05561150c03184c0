import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { pretty } from './form.ts'
import { type Schema, isRecord, kindOf, shown, typedNumber } from './schema.ts'
import { type ExplorerTexts, useExplorerTexts } from './texts.ts'

interface FieldProps {
  readonly name: string
  readonly schema: Schema
  readonly required: boolean
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** Where it stands in the form: `query.page_size`. */
  readonly at: string
  readonly errors: ReadonlyMap<string, string>
}

/** What a schema says besides its description. */
function bounds(schema: Schema, t: ExplorerTexts): string[] {
  const { minimum, maximum, maxLength } = schema
  return [
    ...(schema.default === undefined ? [] : [t.preset(shown(schema.default))]),
    ...(minimum !== undefined && maximum !== undefined && minimum >= 0
      ? [t.between(minimum, maximum)]
      : maximum !== undefined
        ? [t.atMost(maximum)]
        : []),
    ...(maxLength === undefined ? [] : [t.characters(maxLength)]),
  ]
}

function Below({ id, schema, error }: { id: string; schema: Schema; error: string | undefined }) {
  const t = useExplorerTexts()
  const help = [schema.description, ...bounds(schema, t)].filter(Boolean).join(' · ')
  return (
    <>
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      )}
    </>
  )
}

function Name({ name, required, htmlFor }: { name: string; required: boolean; htmlFor?: string }) {
  const t = useExplorerTexts()
  const content = (
    <>
      <code>{name}</code>
      {required && <span className="ex-required">{t.required}</span>}
    </>
  )
  return htmlFor === undefined ? <legend>{content}</legend> : <label htmlFor={htmlFor}>{content}</label>
}

function Control({
  id,
  described,
  field,
  error,
}: {
  id: string
  described: string
  field: FieldProps
  error: string | undefined
}) {
  const t = useExplorerTexts()
  const { schema, value, onChange, required } = field
  const control = {
    id,
    'aria-describedby': described,
    'aria-invalid': error !== undefined,
    'aria-required': required,
  }
  const kind = kindOf(schema)
  if (kind === 'choice' || kind === 'boolean') {
    const options = kind === 'boolean' ? [true, false] : (schema.enum ?? [])
    return (
      <select
        {...control}
        className="ex-select"
        value={shown(value)}
        onChange={(event) => onChange(options.find((option) => shown(option) === event.target.value))}
      >
        <option value="">{t.unset}</option>
        {options.map((option) => (
          <option key={shown(option)} value={shown(option)}>
            {kind === 'boolean' ? (option === true ? t.yes : t.no) : shown(option)}
          </option>
        ))}
      </select>
    )
  }
  const isLong = (schema.maxLength ?? 0) > 1000 || /content|answer/.test(field.name)
  const status = error === undefined ? '' : ('error' as const)
  if (kind === 'text' && isLong)
    return (
      <Input.TextArea
        {...control}
        status={status}
        autoSize={{ minRows: 1, maxRows: 8 }}
        spellCheck={false}
        value={shown(value)}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    )
  return (
    <Input
      {...control}
      status={status}
      autoComplete="off"
      spellCheck={false}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      value={shown(value)}
      onChange={(event) =>
        onChange(kind === 'number' ? typedNumber(event.target.value) : event.target.value || undefined)
      }
    />
  )
}

/** For what has no shape that a form could show. */
function JsonField({ field, id, error }: { field: FieldProps; id: string; error: string | undefined }) {
  const t = useExplorerTexts()
  const [text, setText] = useState(() => (field.value === undefined ? '' : pretty(field.value)))
  const [wrong, setWrong] = useState(false)
  const change = (next: string) => {
    setText(next)
    try {
      field.onChange(next.trim() === '' ? undefined : JSON.parse(next))
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <>
      <Input.TextArea
        id={id}
        className="ip-text"
        aria-describedby={`${id}-error ${id}-help`}
        aria-invalid={wrong || error !== undefined}
        placeholder={t.json}
        spellCheck={false}
        autoSize={{ minRows: 2, maxRows: 10 }}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <Below id={id} schema={field.schema} error={wrong ? t.jsonWrong : error} />
    </>
  )
}

function ListField({ field }: { field: FieldProps }) {
  const t = useExplorerTexts()
  const items: readonly unknown[] = Array.isArray(field.value) ? field.value : []
  const item = field.schema.items ?? {}
  const put = (next: readonly unknown[]) => field.onChange(next.length > 0 ? next : undefined)
  return (
    <>
      {items.map((value, i) => (
        // Items have no name of their own; each is where it is.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={i} className="ex-item">
          <SchemaField
            name={`${field.name}.${i}`}
            schema={item}
            required={false}
            value={value}
            at={`${field.at}.${i}`}
            errors={field.errors}
            onChange={(next) => put(items.map((old, j) => (j === i ? next : old)))}
          />
          <Button
            type="text"
            size="small"
            aria-label={t.remove(`${field.name}.${i}`)}
            icon={<Icon name="close" />}
            onClick={() => put(items.filter((_, j) => j !== i))}
          />
        </div>
      ))}
      <Button size="small" onClick={() => put([...items, kindOf(item) === 'members' ? {} : ''])}>
        {t.add(field.name)}
      </Button>
    </>
  )
}

/** The members of an object, one control each. */
export function Members({ schema, value, onChange, at, errors }: Omit<FieldProps, 'name' | 'required'>) {
  const members = isRecord(value) ? value : {}
  return Object.entries(schema.properties ?? {}).map(([name, member]) => (
    <SchemaField
      key={name}
      name={name}
      schema={member}
      required={schema.required?.includes(name) ?? false}
      value={members[name]}
      at={`${at}.${name}`}
      errors={errors}
      onChange={(next) => onChange({ ...members, [name]: next })}
    />
  ))
}

export function SchemaField(field: FieldProps) {
  const id = useId()
  const error = field.errors.get(field.at)
  const kind = kindOf(field.schema)
  if (kind === 'list' || kind === 'members')
    return (
      <fieldset className="ex-group" data-at={field.at} aria-describedby={`${id}-error ${id}-help`}>
        <Name name={field.name} required={field.required} />
        <Below id={id} schema={{ ...field.schema, default: undefined }} error={error} />
        {kind === 'list' ? <ListField field={field} /> : <Members {...field} />}
      </fieldset>
    )
  return (
    <div className="field ex-field" data-at={field.at}>
      <Name name={field.name} required={field.required} htmlFor={id} />
      {kind === 'json' ? (
        <JsonField field={field} id={id} error={error} />
      ) : (
        <>
          <Control id={id} described={`${id}-error ${id}-help`} field={field} error={error} />
          <Below id={id} schema={field.schema} error={error} />
        </>
      )}
    </div>
  )
}
