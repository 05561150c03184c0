import { console as api } from '@pipit/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../api/call.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import type { AnswerItem } from './answer-parts.ts'

interface Draft {
  readonly faq_id?: string | undefined
  readonly question: string
  readonly answer: AnswerItem[]
}

const pause = 300

/** The page that guests will read, made by the server that will serve it. */
export function FaqPreview(draft: Draft) {
  const { t, language } = useLanguage()
  const wanted = JSON.stringify({ ...draft, language })
  const [asked, setAsked] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pause)
    return () => clearTimeout(timer)
  }, [wanted])
  const preview = useQuery({
    queryKey: [api.knowledgeAdmin.preview.path, asked],
    queryFn: ({ signal }) =>
      call(
        api.knowledgeAdmin.preview,
        { body: JSON.parse(asked) as Draft & { language: 'zh' | 'en' } },
        signal,
      ),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const empty = draft.question.trim() === '' && draft.answer.length === 0
  return (
    <section className="faq-preview" aria-label={t.knowledge.preview}>
      <header>
        <h2>{t.knowledge.preview}</h2>
        <p>{empty ? t.knowledge.previewEmpty : t.knowledge.previewHelp}</p>
      </header>
      {preview.isError && <ErrorNotice error={preview.error} lead={t.error.load} />}
      {preview.data && !empty && (
        // No scripts run in it; its pictures are asked for with our session.
        <iframe
          title={t.knowledge.preview}
          sandbox="allow-same-origin allow-popups"
          srcDoc={preview.data.html}
        />
      )}
    </section>
  )
}
