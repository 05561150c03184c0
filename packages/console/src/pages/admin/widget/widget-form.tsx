import { Input, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { ApiError } from '../../../api/error.ts'
import { useText } from '../../../i18n/text.tsx'
import { Field } from '../../../ui/field.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../page-head.tsx'
import { type Draft, type Widget, hostsOf, problemsOf } from './draft.ts'

interface Props {
  readonly widget: Widget
  readonly draft: Draft
  readonly error: unknown
  readonly onChange: (change: Partial<Draft>) => void
}

const day = 24 * 3600_000

function SwitchRow({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <label className="switch-row">
      <Switch checked={checked} onChange={onChange} />
      <span>{children}</span>
    </label>
  )
}

/** How the chat looks. */
export function LookSection({ draft, onChange }: Props) {
  const t = useText()
  const problems = problemsOf(draft)
  const choice = <K extends 'position' | 'theme' | 'locale'>(
    name: K,
    label: string,
    options: readonly { readonly value: Draft[K]; readonly label: string }[],
  ) => (
    <Field label={label}>
      {({ id }) => (
        <Select
          id={id}
          value={draft[name]}
          options={[...options]}
          onChange={(value) => onChange({ [name]: value } as Partial<Draft>)}
        />
      )}
    </Field>
  )
  return (
    <Section title={t.widget.look}>
      <SwitchRow checked={draft.enabled} onChange={(enabled) => onChange({ enabled })}>
        {t.widget.enabled}
      </SwitchRow>
      <p className="field-help">{t.widget.enabledHelp}</p>
      <div className="widget-fields">
        <Field
          label={t.widget.name}
          help={t.widget.nameHelp}
          error={problems.has('name') ? t.widget.needed : undefined}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              value={draft.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t.widget.color} error={problems.has('color') ? t.widget.colorWrong : undefined}>
          {(control) => (
            <div className="widget-color">
              <input
                type="color"
                aria-label={t.widget.color}
                value={problems.has('color') ? '#000000' : draft.color}
                onChange={(event) => onChange({ color: event.target.value })}
              />
              <Input
                {...control}
                maxLength={7}
                spellCheck={false}
                value={draft.color}
                onChange={(event) => onChange({ color: event.target.value.trim() })}
              />
            </div>
          )}
        </Field>
        {choice('position', t.widget.position, [
          { value: 'right', label: t.widget.right },
          { value: 'left', label: t.widget.left },
        ])}
        {choice('theme', t.widget.theme, [
          { value: 'auto', label: t.widget.auto },
          { value: 'light', label: t.widget.light },
          { value: 'dark', label: t.widget.dark },
        ])}
        {choice('locale', t.widget.locale, [
          { value: 'auto', label: t.widget.localeAuto },
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ])}
      </div>
    </Section>
  )
}

/** What it says, in both languages. */
export function WordsSection({ draft, onChange }: Props) {
  const t = useText()
  const problems = problemsOf(draft)
  return (
    <Section title={t.widget.words}>
      <div className="widget-fields">
        {(['welcome', 'offline'] as const).flatMap((what) =>
          (['zh', 'en'] as const).map((language) => (
            <Field
              key={`${what}.${language}`}
              label={t.widget.inLanguage(t.widget[what], language)}
              error={problems.has(`${what}.${language}`) ? t.widget.needed : undefined}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  lang={language}
                  maxLength={500}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  value={draft[what][language]}
                  onChange={(event) =>
                    onChange({ [what]: { ...draft[what], [language]: event.target.value } } as Partial<Draft>)
                  }
                />
              )}
            </Field>
          )),
        )}
      </div>
    </Section>
  )
}

/** Who answers first, and how well. */
export function BotSection({ widget, draft, onChange }: Props) {
  const t = useText()
  const { answered, helpful, unhelpful } = widget.answers
  const at = widget.app_answered_at
  const isSilent = at !== undefined && at > Date.now() - day
  return (
    <Section title={t.widget.bot}>
      <SwitchRow checked={draft.bot} onChange={(bot) => onChange({ bot })}>
        {t.widget.botOn}
      </SwitchRow>
      <p className="field-help">{t.widget.botHelp}</p>
      {isSilent && (
        <p className="widget-note" role="status">
          {t.widget.appAnswers} <RelativeTime at={at} />
        </p>
      )}
      <p className="widget-counts">
        {[t.widget.answered(answered), t.widget.helpful(helpful), t.widget.unhelpful(unhelpful)].join(' · ')}
      </p>
    </Section>
  )
}

/** Where it may stand. */
export function OriginsSection({ draft, error, onChange }: Props) {
  const t = useText()
  const wrong =
    error instanceof ApiError
      ? error.fields.find((field) => field.field.startsWith('allowed_origins'))
      : undefined
  return (
    <Section title={t.widget.origins}>
      {hostsOf(draft.origins).length === 0 && <p className="widget-note">{t.widget.originsEmpty}</p>}
      <Field
        label={t.widget.originsLabel}
        help={t.widget.originsHelp}
        error={wrong && `${wrong.value} ${wrong.description}`}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            className="ip-text"
            spellCheck={false}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={draft.origins}
            onChange={(event) => onChange({ origins: event.target.value })}
          />
        )}
      </Field>
    </Section>
  )
}
