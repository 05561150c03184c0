import type { PushStatus } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'

const tones: Record<PushStatus, string> = {
  draft: '',
  in_review: 'is-waiting',
  rejected: 'is-danger',
  approved: 'is-them',
  scheduled: 'is-them',
  sending: 'is-them',
  sent: 'is-done',
  active: 'is-done',
  canceled: '',
}

export function PushState({ status }: { status: PushStatus }) {
  const t = useText()
  return <span className={`state ${tones[status]}`}>{t.pushes.status[status]}</span>
}
