import { useState } from 'preact/hooks'
import { useScene } from './context.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Ticket } from './types.ts'

const faces: readonly IconName[] = ['bad', 'fair', 'good']

/** How it was, asked when the conversation has ended. */
export function Rating({ ticket }: { ticket: Ticket }) {
  const { act, t } = useScene()
  const [score, setScore] = useState<number>()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const [isDone, setDone] = useState(ticket.score !== undefined)

  async function rate(value: number, why?: string): Promise<void> {
    setError(undefined)
    try {
      await act.rate(ticket.ticket_id, value, why)
      setDone(value === 3 || why !== undefined)
    } catch (failure) {
      setError(act.explain(failure))
    }
  }

  return (
    <section class="card rating" aria-label={t.rate}>
      {isDone ? (
        <p role="status">{t.thanks}</p>
      ) : (
        <>
          <h2>{t.rate}</h2>
          <div class="scores" role="group" aria-label={t.rate}>
            {faces.map((face, i) => (
              <button
                key={face}
                type="button"
                aria-pressed={score === i + 1}
                onClick={() => {
                  setScore(i + 1)
                  void rate(i + 1)
                }}
              >
                <Icon name={face} />
                {t.scores[i]}
              </button>
            ))}
          </div>
          {score !== undefined && score < 3 && (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                void rate(score, reason.trim())
              }}
            >
              <label>
                {t.reason}
                <textarea
                  rows={3}
                  maxLength={1000}
                  value={reason}
                  onInput={(event) => setReason(event.currentTarget.value)}
                />
              </label>
              <div class="form-foot">
                <button type="submit" class="main">
                  {t.submit}
                </button>
                <button type="button" onClick={() => setDone(true)}>
                  {t.skip}
                </button>
              </div>
            </form>
          )}
        </>
      )}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <p class="quiet">{t.ended}</p>
    </section>
  )
}
