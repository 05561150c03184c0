import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { query } from '../../../api/query.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead, Section } from '../page-head.tsx'
import { type Draft, type Widget, changeOf, draftOf, isSame, problemsOf } from './draft.ts'
import { BotSection, LookSection, OriginsSection, WordsSection } from './widget-form.tsx'
import { IdentitySection } from './widget-identity.tsx'
import { Snippet } from './widget-snippet.tsx'
import './widget.css'

const widgetQuery = query(api.widget.get, {})

/** The chat itself, in the colours of the draft; its words are the saved ones. */
function Preview({ widget, draft }: { widget: Widget; draft: Draft }) {
  const t = useText()
  const { color, theme, locale } = problemsOf(draft).has('color') ? widget : draft
  const look = new URLSearchParams({
    desk: widget.widget_id,
    color,
    theme,
    lang: document.documentElement.lang,
  })
  if (locale !== 'auto') look.set('locale', locale)
  return (
    <aside className="widget-preview" aria-label={t.widget.preview}>
      <h2>{t.widget.preview}</h2>
      <p className="field-help">{t.widget.previewHelp}</p>
      {widget.enabled && (
        <iframe
          key={`${look} ${JSON.stringify([widget.name, widget.welcome])}`}
          title={t.widget.preview}
          src={`/widget/app?${look}`}
        />
      )}
    </aside>
  )
}

function Settings({ widget }: { widget: Widget }) {
  const t = useText()
  const client = useQueryClient()
  const saved = draftOf(widget)
  const [draft, setDraft] = useState(saved)
  const save = useMutation({
    mutationFn: (next: Draft) => call(api.widget.update, { body: changeOf(next) }),
    onSuccess: (next) => {
      client.setQueryData(widgetQuery.queryKey, next)
      setDraft(draftOf(next))
    },
  })
  const isChanged = !isSame(draft, saved)
  const onChange = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    save.reset()
  }
  const parts = { widget, draft, error: save.error, onChange }
  return (
    <div className="widget-columns">
      <div>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (problemsOf(draft).size === 0) save.mutate(draft)
          }}
        >
          <LookSection {...parts} />
          <WordsSection {...parts} />
          <BotSection {...parts} />
          <OriginsSection {...parts} />
          {save.error && <ErrorNotice error={save.error} lead={t.admin.notSaved} />}
          <div className={isChanged ? 'form-foot widget-foot is-changed' : 'form-foot widget-foot'}>
            <Button
              htmlType="submit"
              type={isChanged ? 'primary' : 'default'}
              disabled={!isChanged || save.isPending || problemsOf(draft).size > 0}
            >
              {t.widget.save}
            </Button>
            {isChanged && <Button onClick={() => setDraft(saved)}>{t.widget.discard}</Button>}
            <span role="status">{save.isSuccess && !isChanged ? t.widget.saved : ''}</span>
          </div>
        </form>
        <Section title={t.widget.copySnippet}>
          <Snippet widget={widget} />
        </Section>
        <IdentitySection widget={widget} />
      </div>
      <Preview widget={widget} draft={draft} />
    </div>
  )
}

export function WidgetPage() {
  const t = useText()
  const { data, error, isPending, refetch } = useQuery(widgetQuery)
  return (
    <div className="admin-page is-wide">
      <PageHead title={t.widget.title} lead={t.widget.lead} />
      {isPending && <Skeleton rows={6} />}
      {error && <ErrorNotice error={error} lead={t.error.load} onRetry={() => void refetch()} />}
      {data && <Settings widget={data} />}
    </div>
  )
}
