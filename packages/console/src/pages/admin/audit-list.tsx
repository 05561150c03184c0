import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { auditQuery } from '../../api/query.ts'
import type { AuditEntry } from '../../api/types.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateTime } from '../../i18n/time.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, locale } = useLanguage()
  const who = entry.actor?.name ?? (entry.actor_kind === 'system' ? t.audit.system : t.audit.program)
  const what = t.audit.actions[entry.action]?.(entry.subject_name) ?? `${entry.action} ${entry.subject_name}`
  return (
    <li>
      <time dateTime={new Date(entry.at).toISOString()}>{dateTime(entry.at, locale)}</time>
      <span>
        <strong>{who}</strong> {what}
        {entry.actor_kind === 'token' && <span className="audit-detail"> · {t.audit.via}</span>}
        {entry.detail && <span className="audit-detail"> · {entry.detail}</span>}
      </span>
    </li>
  )
}

/** Who did what with a credential, newest first; of one app, desk or token when `subject` is given. */
export function AuditList({ subject }: { subject?: string }) {
  const t = useText()
  const list = useInfiniteQuery(auditQuery(subject))
  const entries = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {list.isPending && <Skeleton rows={3} height={32} />}
      {list.isError && (
        <ErrorNotice error={list.error} lead={t.error.load} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && entries.length === 0 && <p className="field-help">{t.audit.empty}</p>}
      {entries.length > 0 && (
        <ol className="audit">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button size="small" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.common.loadMore}
        </Button>
      )}
    </>
  )
}
