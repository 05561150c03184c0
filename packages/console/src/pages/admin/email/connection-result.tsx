import type { Output, console as api } from '@pipit/contract'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'

type Result = Output<typeof api.mailbox.test>['imap']

/** Which direction works, or which step does not and what the server said. */
export function ConnectionResult({ protocol, result }: { protocol: 'imap' | 'smtp'; result: Result }) {
  const t = useText()
  return (
    <p className={result.ok ? 'mail-test is-ok' : 'mail-test is-failed'}>
      <Icon name={result.ok ? 'checkCircle' : 'alert'} />
      <span>
        <strong>{t.email.tested[protocol]}</strong>{' '}
        {result.ok ? t.email.works : t.email.steps[result.step ?? 'reach']}
        {result.error && <span className="mail-said">{result.error}</span>}
      </span>
    </p>
  )
}
