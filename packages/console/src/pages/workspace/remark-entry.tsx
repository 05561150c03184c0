import type { Remark } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { clockTime, dateTime } from '../../i18n/time.ts'
import { Icon } from '../../ui/icon.tsx'
import { RemarkText } from './remark-text.tsx'

export function RemarkEntry({ remark }: { remark: Remark }) {
  const { t, locale } = useLanguage()
  return (
    <div className="entry-remark" role="group" aria-label={t.thread.remark}>
      <p className="entry-head">
        <Icon name="lock" size={14} />
        <span className="entry-name">{remark.author.name}</span>
        <span title={t.thread.remarkHelp}>{t.thread.remark}</span>
        <time className="entry-time" title={dateTime(remark.created_at, locale)}>
          {clockTime(remark.created_at, locale)}
        </time>
      </p>
      <div className="remark-text">
        <RemarkText remark={remark} />
      </div>
    </div>
  )
}
