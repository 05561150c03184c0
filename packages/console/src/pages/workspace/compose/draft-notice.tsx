import { Button } from 'antd'
import type { Draft } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'

/** Another device has a newer draft: nothing is thrown away before the writer has chosen. */
export function DraftNotice({ other, onChoose }: { other: Draft; onChoose: (mine: boolean) => void }) {
  const t = useText()
  return (
    <div className="draft-notice" role="alert">
      <p>
        {t.compose.otherDraft} <RelativeTime at={other.updated_at} />
      </p>
      <blockquote>{other.text}</blockquote>
      <div className="draft-notice-foot">
        <Button size="small" onClick={() => onChoose(false)}>
          {t.compose.takeTheirs}
        </Button>
        <Button size="small" type="primary" onClick={() => onChoose(true)}>
          {t.compose.keepMine}
        </Button>
      </div>
    </div>
  )
}
