import { console as api } from '@pipit/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { call } from '../../../api/call.ts'
import { useLanguage, useText } from '../../../i18n/text.tsx'
import { shortDate } from '../../../i18n/time.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useNow } from '../../../ui/now.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { type Faq, type FaqFilter, faqsQuery, refreshKnowledge } from './knowledge-query.ts'

interface RowProps {
  readonly faq: Faq
  readonly category: string | undefined
  readonly onAction: () => void
}

function Row({ faq, category, onAction }: RowProps) {
  const { t, locale } = useLanguage()
  const now = useNow()
  const deleted = faq.status === 'deleted'
  return (
    <li className="faq-row">
      <Link
        to="/admin/knowledge/$faqId"
        params={{ faqId: faq.faq_id }}
        search={(search) => search}
        className="faq-link"
      >
        <strong className="ellipsis">{faq.question}</strong>
        <span className="faq-lead ellipsis">{faq.lead.replaceAll(/\s+/g, ' ')}</span>
        <span className="faq-meta">
          {category && <span className="tag">{category}</span>}
          {faq.status === 'expired' && <span className="state is-danger">{t.knowledge.expired}</span>}
          {faq.status === 'online' && faq.expires_at !== undefined && (
            <span>{t.knowledge.until(shortDate(faq.expires_at, now, locale))}</span>
          )}
          {faq.helpful + faq.unhelpful > 0 && (
            <span title={t.knowledge.helpful(faq.helpful, faq.unhelpful)}>
              <span aria-hidden="true">
                +{faq.helpful} −{faq.unhelpful}
              </span>
              <span className="sr-only">{t.knowledge.helpful(faq.helpful, faq.unhelpful)}</span>
            </span>
          )}
          <RelativeTime at={faq.updated_at} />
          {faq.updated_by && <span>{faq.updated_by.name}</span>}
        </span>
      </Link>
      <Button
        type="text"
        aria-label={deleted ? t.knowledge.restoreOf(faq.question) : t.knowledge.deleteOf(faq.question)}
        title={deleted ? t.knowledge.restore : t.knowledge.delete}
        icon={<Icon name={deleted ? 'reopen' : 'trash'} />}
        onClick={onAction}
      />
    </li>
  )
}

function Empty({ filter }: { filter: FaqFilter }) {
  const t = useText().knowledge
  const { view, q, category_id: categoryId } = filter
  if (q) return <EmptyState icon="search" title={t.noMatch(q)} help={t.noMatchHelp} />
  if (view === 'deleted') return <EmptyState icon="trash" title={t.emptyDeleted} help={t.emptyDeletedHelp} />
  if (view === 'unhelpful')
    return <EmptyState icon="checkCircle" title={t.emptyUnhelpful} help={t.emptyUnhelpfulHelp} />
  if (categoryId !== undefined)
    return <EmptyState icon="folder" title={t.emptyCategory} help={t.emptyCategoryHelp} />
  return <EmptyState icon="file" title={t.empty} help={t.emptyHelp} />
}

/** FAQs of a place or a search. What is deleted is gone at once and can be put back at once. */
export function FaqList({ filter, names }: { filter: FaqFilter; names: ReadonlyMap<string, string> }) {
  const t = useText()
  const client = useQueryClient()
  const list = useInfiniteQuery(faqsQuery(filter))
  const { queryKey } = faqsQuery(filter)
  const drop = (faq: Faq) =>
    client.setQueryData(
      queryKey,
      (old) =>
        old && {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            items: page.items.filter((item) => item.faq_id !== faq.faq_id),
          })),
        },
    )
  const settle = { onSettled: () => refreshKnowledge(client) }
  const remove = useMutation({
    mutationFn: (faq: Faq) => call(api.knowledgeAdmin.deleteFaq, { params: { faq_id: faq.faq_id } }),
    onMutate: drop,
    ...settle,
  })
  const restore = useMutation({
    mutationFn: (faq: Faq) => call(api.knowledgeAdmin.restoreFaq, { params: { faq_id: faq.faq_id } }),
    onMutate: (faq) => {
      if (faq.status === 'deleted') drop(faq)
      remove.reset()
    },
    ...settle,
  })
  const faqs = list.data?.pages.flatMap((page) => page.items) ?? []
  const found = list.data?.pages[0]?.found
  const deleted = remove.isSuccess ? remove.variables : undefined
  return (
    <>
      <div aria-live="polite">
        {deleted && (
          <p className="faq-note">
            <span className="ellipsis">{t.knowledge.deletedNote(deleted.question)}</span>
            <Button size="small" onClick={() => restore.mutate(deleted)}>
              {t.knowledge.undo}
            </Button>
          </p>
        )}
        {found !== undefined && found > 0 && <p className="quiet-note">{t.knowledge.found(found)}</p>}
      </div>
      {remove.error && (
        <ErrorNotice error={remove.error} lead={t.knowledge.notDeleted} onDismiss={remove.reset} />
      )}
      {restore.error && (
        <ErrorNotice error={restore.error} lead={t.knowledge.notRestored} onDismiss={restore.reset} />
      )}
      {list.isPending && <Skeleton rows={6} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && faqs.length === 0 && <Empty filter={filter} />}
      {faqs.length > 0 && (
        <ul className="faq-rows" aria-label={t.knowledge.title}>
          {faqs.map((faq) => (
            <Row
              key={faq.faq_id}
              faq={faq}
              category={faq.category_id === undefined ? undefined : names.get(faq.category_id)}
              onAction={() => (faq.status === 'deleted' ? restore : remove).mutate(faq)}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="load-more">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  )
}
