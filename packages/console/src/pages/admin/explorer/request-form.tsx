import type { Listed } from '@pipit/contract/catalogue'
import { Button, Input } from 'antd'
import { useId } from 'react'
import { byteSize } from '../../../i18n/size.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { type Form, type Part, bodyOf, pretty, schemasOf, withExample } from './form.ts'
import { Members } from './schema-field.tsx'
import type { Schema } from './schema.ts'
import { hasUnsendableBody } from './send.ts'
import { useExplorerTexts } from './texts.ts'

interface Props {
  readonly listed: Listed
  readonly form: Form
  readonly onChange: (form: Form) => void
  readonly onClear: () => void
  readonly errors: ReadonlyMap<string, string>
}

/** The file of an upload is chosen, not typed. */
function withoutFile(schema: Schema, part: string | undefined): Schema {
  if (part === undefined || !schema.properties) return schema
  const { [part]: _file, ...properties } = schema.properties
  return { ...schema, properties, required: schema.required?.filter((name) => name !== part) ?? [] }
}

function FileField({ listed, form, onChange, errors }: Omit<Props, 'onClear'>) {
  const t = useExplorerTexts()
  const { locale } = useLanguage()
  const id = useId()
  const { upload } = listed.endpoint
  if (!upload) return null
  const error = errors.get(`body.${upload.part}`)
  return (
    <div className="field ex-field">
      <label htmlFor={id}>
        <code>{upload.part}</code>
        <span className="ex-required">{t.required}</span>
      </label>
      <input
        id={id}
        type="file"
        className="ex-file-input"
        aria-invalid={error !== undefined}
        onChange={(event) => onChange({ ...form, file: event.target.files?.[0] })}
      />
      {error && <p className="field-error">{error}</p>}
      <p className="field-help">{t.file(byteSize(upload.maximumBytes, locale))}</p>
    </div>
  )
}

function RawBody({ listed, form, onChange }: Pick<Props, 'listed' | 'form' | 'onChange'>) {
  const t = useExplorerTexts()
  const id = useId()
  const wrong = bodyOf(listed, form) === undefined
  return (
    <div className="field ex-field">
      <Input.TextArea
        id={id}
        className="ip-text"
        aria-label={t.rawLabel}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-error` : undefined}
        spellCheck={false}
        autoSize={{ minRows: 6, maxRows: 24 }}
        value={form.raw}
        onChange={(event) => onChange({ ...form, raw: event.target.value })}
      />
      {wrong && (
        <p id={`${id}-error`} className="field-error">
          {t.rawWrong}
        </p>
      )}
    </div>
  )
}

/** Everything an endpoint takes, as fields made from its schemas. */
export function RequestForm({ listed, form, onChange, onClear, errors }: Props) {
  const t = useExplorerTexts()
  const schemas = schemasOf(listed)
  const upload = listed.endpoint.upload
  const isEmpty = !schemas.path && !schemas.query && !schemas.body
  const titles: Record<Part, string> = { path: t.path, query: t.query, body: t.body }
  const toggle = () => {
    if (form.raw === undefined) return onChange({ ...form, raw: pretty(bodyOf(listed, form)) })
    const body = bodyOf(listed, form)
    if (body) onChange({ ...form, body, raw: undefined })
  }
  if (isEmpty) return <p className="field-help">{t.noInput}</p>
  return (
    <>
      {(['path', 'query', 'body'] as const).map((part) => {
        const schema = schemas[part]
        if (!schema) return null
        const shown = part === 'body' ? withoutFile(schema, upload?.part) : schema
        return (
          <section key={part} className="ex-part" aria-label={titles[part]}>
            <header>
              <h3>{titles[part]}</h3>
              {part === 'body' && !upload && (
                <Button type="link" size="small" onClick={toggle}>
                  {form.raw === undefined ? t.rawOn : t.rawOff}
                </Button>
              )}
            </header>
            {part === 'body' && hasUnsendableBody(listed) && <p className="field-help">{t.unsendable}</p>}
            {part === 'body' && form.raw !== undefined ? (
              <RawBody listed={listed} form={form} onChange={onChange} />
            ) : (
              <Members
                schema={shown}
                value={form[part]}
                at={part}
                errors={errors}
                onChange={(value) => onChange({ ...form, [part]: value as Form[Part] })}
              />
            )}
            {part === 'body' && <FileField listed={listed} form={form} onChange={onChange} errors={errors} />}
          </section>
        )
      })}
      <p className="ex-fill">
        <Button size="small" onClick={() => onChange(withExample(listed, form))}>
          {t.fill}
        </Button>
        <Button size="small" type="text" onClick={onClear}>
          {t.clear}
        </Button>
      </p>
    </>
  )
}
