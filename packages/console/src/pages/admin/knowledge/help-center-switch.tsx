import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Switch } from 'antd'
import { call } from '../../../api/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { categoriesQuery, refreshKnowledge } from './knowledge-query.ts'

/** Whether everybody can read the FAQs, and where. */
export function HelpCenterSwitch({ published, path }: { published: boolean; path: string }) {
  const t = useText()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (next: boolean) => call(api.knowledgeAdmin.publish, { body: { published: next } }),
    onMutate: (next) => {
      client.setQueryData(
        categoriesQuery.queryKey,
        (old) => old && { ...old, help_center: { ...old.help_center, published: next } },
      )
    },
    onSettled: () => refreshKnowledge(client),
  })
  return (
    <section className="help-center" aria-label={t.knowledge.helpCenter}>
      <label className="switch-row">
        <Switch checked={published} onChange={(next) => change.mutate(next)} />
        <span>
          <strong>{t.knowledge.helpCenter}</strong>{' '}
          <span className="help-center-state">
            {published ? t.knowledge.published : t.knowledge.unpublished}
          </span>
        </span>
      </label>
      {published && (
        <a className="button-link" href={path} target="_blank" rel="noreferrer">
          {t.knowledge.open} <Icon name="external" size={14} />
        </a>
      )}
      {change.error && <ErrorNotice error={change.error} lead={t.admin.notSaved} onDismiss={change.reset} />}
    </section>
  )
}
