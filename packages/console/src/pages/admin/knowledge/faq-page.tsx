import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { usePageTitle } from '../../../ui/page-title.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { readStored, writeStored } from '../../../ui/stored.ts'
import { ApiError } from '../../../api/error.ts'
import { AnswerEditor } from './answer-editor.tsx'
import { isAddress, isImage, isLink, itemsOf, partsOf } from './answer-parts.ts'
import { choicesOf, root, treeOf } from './category-tree.ts'
import { type FaqDraft, bodyOf, draftOf, isSame } from './faq-form.ts'
import { FaqPreview } from './faq-preview.tsx'
import { type FaqDetail, categoriesQuery, faqQuery, refreshKnowledge } from './knowledge-query.ts'
import './knowledge.css'

const route = getRouteApi('/signedIn/admin/knowledge/$faqId')

const draftName = (faqId: string) => `faq-draft.${faqId}`

/** What was being written when the page was left without saving. */
function keptDraft(faqId: string): FaqDraft | undefined {
  const text = readStored(draftName(faqId))
  if (!text) return undefined
  try {
    const draft = JSON.parse(text) as FaqDraft
    return { ...draft, parts: partsOf(draft.parts) }
  } catch {
    return undefined
  }
}

function FaqEditor({
  faq,
  faqId,
  categoryId,
}: {
  faq?: FaqDetail
  faqId: string
  categoryId?: string | undefined
}) {
  const t = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const labelId = useId()
  const saved = draftOf(faq, categoryId)
  const [kept, setKept] = useState(() => keptDraft(faqId))
  const [draft, setDraft] = useState(kept ?? saved)
  const [left, setLeft] = useState(false)
  const categories = useQuery(categoriesQuery).data?.items ?? []
  const changed = !isSame(draft, saved)
  const change = (next: Partial<FaqDraft>) => setDraft((old) => ({ ...old, ...next }))
  const deleted = faq?.status === 'deleted'

  useEffect(() => {
    writeStored(draftName(faqId), changed ? JSON.stringify(draft) : '')
  }, [faqId, changed, draft])

  const answer = itemsOf(draft.parts)
  const questionError = left && !draft.question.trim() ? t.knowledge.questionMissing : undefined
  const answerError = left && answer.length === 0 ? t.knowledge.answerMissing : undefined
  const wrongLink = answer.some((item) => isLink(item) && !isAddress(item.content))

  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(draft, faq)
      return faq
        ? call(api.knowledgeAdmin.updateFaq, { params: { faq_id: faq.faq_id }, body })
        : call(api.knowledgeAdmin.createFaq, { body })
    },
    onSuccess: (now) => {
      writeStored(draftName(faqId), '')
      setKept(undefined)
      client.setQueryData(faqQuery(now.faq_id).queryKey, now)
      if (faq) setDraft(draftOf(now, undefined))
      else
        void navigate({
          to: '/admin/knowledge/$faqId',
          params: { faqId: now.faq_id },
          search: (search) => search,
          replace: true,
        })
    },
    onSettled: () => refreshKnowledge(client),
  })
  const restore = useMutation({
    mutationFn: () => call(api.knowledgeAdmin.restoreFaq, { params: { faq_id: faqId } }),
    onSettled: () => refreshKnowledge(client),
  })
  const submit = () => {
    setLeft(true)
    if (!save.isPending && draft.question.trim() && answer.length > 0 && !wrongLink) save.mutate()
  }
  const known = new Set((faq?.answer ?? []).filter(isImage).map(({ content }) => content))
  const imageAddress = (key: string) =>
    known.has(key)
      ? `/console/v1/knowledge/faqs/${faqId}/images/${encodeURIComponent(key)}`
      : `/console/v1/images/${encodeURIComponent(key)}`

  return (
    <div className="faq-panes">
      <form
        className="faq-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {deleted && (
          <p className="faq-note">
            <span>{t.knowledge.inBin}</span>
            <Button size="small" disabled={restore.isPending} onClick={() => restore.mutate()}>
              {t.knowledge.restore}
            </Button>
          </p>
        )}
        {restore.error && <ErrorNotice error={restore.error} lead={t.knowledge.notRestored} />}
        {kept && changed && (
          <p className="faq-note" role="status">
            <span>{t.knowledge.draftBack}</span>
            <Button
              size="small"
              onClick={() => {
                setKept(undefined)
                setDraft(saved)
              }}
            >
              {t.knowledge.discard}
            </Button>
          </p>
        )}
        <Field label={t.knowledge.question} error={questionError}>
          {(control) => (
            <Input
              {...control}
              autoFocus={!faq}
              autoComplete="off"
              maxLength={1000}
              value={draft.question}
              onChange={(event) => change({ question: event.target.value })}
            />
          )}
        </Field>
        <div className="field">
          <span id={labelId} className="field-label">
            {t.knowledge.answer}
          </span>
          <AnswerEditor
            labelId={labelId}
            parts={draft.parts}
            onChange={(parts) => change({ parts })}
            imageAddress={imageAddress}
            invalid={answerError !== undefined}
          />
          <p className={answerError ? 'field-error' : 'field-help'}>
            {answerError ?? t.knowledge.answerHelp}
          </p>
        </div>
        <Field label={t.knowledge.similar} help={t.knowledge.similarHelp}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 10 }}
              value={draft.similar}
              onChange={(event) => change({ similar: event.target.value })}
            />
          )}
        </Field>
        <div className="faq-settings">
          <Field label={t.knowledge.category}>
            {(control) => (
              <Select
                {...control}
                showSearch={{ optionFilterProp: 'label' }}
                value={draft.categoryId}
                onChange={(categoryId) => change({ categoryId })}
                options={[{ value: root, label: t.knowledge.none }, ...choicesOf(treeOf(categories))]}
              />
            )}
          </Field>
          <Field label={t.knowledge.expires} help={t.knowledge.expiresHelp}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={draft.until}
                onChange={(event) => change({ until: event.target.value })}
              />
            )}
          </Field>
        </div>
        {save.error && <ErrorNotice error={save.error} lead={t.admin.notSaved} />}
        {!deleted && (
          <div className="form-foot">
            <Button
              type="primary"
              htmlType="submit"
              disabled={save.isPending || (faq !== undefined && !changed)}
            >
              {faq ? t.common.save : t.knowledge.publishFaq}
            </Button>
            <span role="status">{save.isSuccess && !changed ? t.knowledge.saved : ''}</span>
          </div>
        )}
      </form>
      <FaqPreview faq_id={faq?.faq_id} question={draft.question} answer={answer} />
    </div>
  )
}

/** One FAQ, written on the left and read on the right. */
export function FaqPage() {
  const t = useText()
  const { faqId } = route.useParams()
  const search = route.useSearch()
  const isNew = faqId === 'new'
  const found = useQuery({ ...faqQuery(faqId), enabled: !isNew })
  const title = isNew ? t.knowledge.newTitle : (found.data?.question ?? t.knowledge.title)
  usePageTitle(title, t.admin.title)
  const missing = found.error instanceof ApiError && found.error.status === 404
  return (
    <div className="admin-page is-wide knowledge">
      <header className="faq-head">
        <Link to="/admin/knowledge" search={search} className="button-link">
          <Icon name="back" size={14} /> {t.knowledge.back}
        </Link>
        <h1 className="ellipsis" title={title}>
          {title}
        </h1>
        {found.data?.public_path !== undefined && (
          <a className="button-link" href={found.data.public_path} target="_blank" rel="noreferrer">
            {t.knowledge.openPage} <Icon name="external" size={14} />
          </a>
        )}
      </header>
      {!isNew && found.isPending && <Skeleton rows={5} />}
      {missing && (
        <EmptyState icon="file" title={t.knowledge.missing} help={t.knowledge.missingHelp}>
          <Link to="/admin/knowledge" className="button-link">
            {t.knowledge.back}
          </Link>
        </EmptyState>
      )}
      {found.isError && !missing && (
        <ErrorNotice error={found.error} lead={t.error.load} onRetry={() => void found.refetch()} />
      )}
      {isNew && <FaqEditor key="new" faqId="new" categoryId={search.category_id} />}
      {found.data && <FaqEditor key={faqId} faq={found.data} faqId={faqId} />}
    </div>
  )
}
