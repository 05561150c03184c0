import type { Overview } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Figure } from './figure.tsx'

const kinds = ['good', 'fair', 'bad'] as const

/** Shares of the ratings in one bar; each names itself, so that colour carries nothing alone. */
export function RatingsChart({ ratings }: { ratings: Overview['ratings'] }) {
  const t = useText().overview
  const total = ratings.good + ratings.fair + ratings.bad
  if (total === 0)
    return <Figure question={t.contentQuestion} answer={t.contentNone} head={[]} rows={[]} children={null} />
  const share = (n: number) => `${Math.round((n / total) * 100)} %`
  return (
    <Figure
      question={t.contentQuestion}
      answer={t.contentAnswer(total)}
      head={['', t.contentAnswer(total), '%']}
      rows={kinds.map((kind) => [t[kind], String(ratings[kind]), share(ratings[kind])])}
    >
      <div className="ratings-bar" aria-hidden="true">
        {kinds.map(
          (kind) =>
            ratings[kind] > 0 && (
              <span key={kind} className={`is-${kind}`} style={{ flexGrow: ratings[kind] }} />
            ),
        )}
      </div>
      <ul className="ratings-names">
        {kinds.map((kind) => (
          <li key={kind} className={`is-${kind}`}>
            {t[kind]} <b>{share(ratings[kind])}</b> <span>{ratings[kind]}</span>
          </li>
        ))}
      </ul>
    </Figure>
  )
}
