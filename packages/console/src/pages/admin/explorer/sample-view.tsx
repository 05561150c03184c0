import type { SampleCall } from '@pipit/contract/samples/call'
import { type SampleKind, sampleKinds } from '@pipit/contract/samples/samples'
import { useDeferredValue } from 'react'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { useStored } from '../../../ui/stored.ts'
import { useExplorerTexts } from './texts.ts'

/** The call as code; it follows the form. */
export function SampleView({ call }: { call: SampleCall }) {
  const t = useExplorerTexts()
  const [key, setKey] = useStored<string>('explorer.language', 'curl')
  const late = useDeferredValue(call)
  const kinds = sampleKinds[late.listed.face]
  const near: Partial<Record<SampleKind['key'], string>> = { requests: 'python', fetch: 'node' }
  const kind = kinds.find((one) => one.key === key || near[one.key] === key) ?? kinds[0]!
  const code = kind.write(late)
  return (
    <div className="ex-samples">
      <div className="ex-languages" role="group" aria-label={t.language}>
        {kinds.map((one) => (
          <button
            key={one.key}
            type="button"
            aria-pressed={one === kind}
            onClick={() => setKey(near[one.key] ?? one.key)}
          >
            {one.name}
          </button>
        ))}
      </div>
      <div className="ex-code">
        <CopyButton text={code} what={kind.name} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so it takes the keys */}
        <pre tabIndex={0} role="region" aria-label={kind.name}>
          {code}
        </pre>
      </div>
      <p className="field-help">{t.secrets}</p>
    </div>
  )
}
