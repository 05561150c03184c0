import { useState } from 'preact/hooks'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'
import type { Category, Faq } from './types.ts'

/** The desk's categories, down to their questions. */
export function Topics() {
  const { state, act, t } = useScene()
  const [path, setPath] = useState<readonly Category[]>([])
  const [faqs, setFaqs] = useState<readonly Faq[]>([])
  const [error, setError] = useState<string>()
  const at = path.at(-1)
  const children = state.categories.filter((category) => category.parent_id === at?.category_id)
  if (state.categories.length === 0) return null

  async function enter(next: readonly Category[]): Promise<void> {
    setPath(next)
    setFaqs([])
    setError(undefined)
    const last = next.at(-1)
    if (!last) return
    try {
      setFaqs((await act.api.faqs(last.category_id)).items)
    } catch (reason) {
      setError(act.explain(reason))
    }
  }

  return (
    <section class="card" aria-label={t.topics}>
      <h2>
        {at && (
          <button
            type="button"
            class="card-back"
            aria-label={t.backTo}
            onClick={() => void enter(path.slice(0, -1))}
          >
            <Icon name="back" />
          </button>
        )}
        {at?.name ?? t.topics}
      </h2>
      <ul>
        {children.map((category) => (
          <li key={category.category_id}>
            <button type="button" onClick={() => void enter([...path, category])}>
              <span>{category.name}</span>
              <Icon name="next" />
            </button>
          </li>
        ))}
        {faqs.map((faq) => (
          <li key={faq.faq_id}>
            <button type="button" class="is-question" onClick={() => act.say(faq.question, faq.faq_id)}>
              <span>{faq.question}</span>
            </button>
          </li>
        ))}
      </ul>
      {error && <p class="error">{error}</p>}
      {at && !error && children.length + faqs.length === 0 && <p class="quiet">{t.noFaqs}</p>}
    </section>
  )
}
