import { Checkbox, Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useText } from '../../../i18n/text.tsx'
import { exactTime } from '../../../i18n/time.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { Delivery } from './queries.ts'
import { useEventTexts } from './texts.ts'

const tones: Record<Delivery['status'], string> = {
  waiting: 'is-waiting',
  delivered: 'is-done',
  parked: 'is-danger',
}

export function DeliveryState({ status }: { status: Delivery['status'] }) {
  const own = useEventTexts()
  return <span className={`state ${tones[status]}`}>{own.states[status]}</span>
}

interface Props {
  readonly rows: readonly Delivery[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly onOpen: (row: Delivery) => void
}

export function DeliveryTable({ rows, chosen, onChoose, onOpen }: Props) {
  const own = useEventTexts()
  const all = rows.length > 0 && rows.every((row) => chosen.has(row.event_id))
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  return (
    <div className="log-table-box" tabIndex={0} role="region" aria-label={own.log}>
      <table className="log-table">
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label={own.chooseAll}
                checked={all}
                indeterminate={!all && chosen.size > 0}
                onChange={(event) =>
                  onChoose(new Set(event.target.checked ? rows.map((row) => row.event_id) : []))
                }
              />
            </th>
            <th scope="col">{own.event}</th>
            <th scope="col">{own.filter}</th>
            <th scope="col">{own.subject}</th>
            <th scope="col" className="is-number">
              {own.attempts}
            </th>
            <th scope="col">{own.updated}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.app_id} ${row.event_id}`}>
              <td>
                <Checkbox
                  aria-label={own.choose(row.event_id)}
                  checked={chosen.has(row.event_id)}
                  onChange={(event) => toggle(row.event_id, event.target.checked)}
                />
              </td>
              <td>
                <button
                  type="button"
                  className="log-open"
                  aria-label={`${row.event_type}, ${own.details(row.event_id)}`}
                  onClick={() => onOpen(row)}
                >
                  {row.event_type}
                </button>
              </td>
              <td>
                <DeliveryState status={row.status} />
              </td>
              <td>
                <code>{row.subject}</code>
              </td>
              <td className="is-number">{row.attempts.length}</td>
              <td>
                <RelativeTime at={row.updated_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="log-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** One event: each attempt with what the receiver said. */
export function DeliveryDrawer({ row, onClose }: { row: Delivery | undefined; onClose: () => void }) {
  const t = useText()
  const { locale } = useLanguage()
  const own = useEventTexts()
  return (
    <Drawer
      open={row !== undefined}
      onClose={onClose}
      title={row?.event_type ?? own.detail}
      size={520}
      mask={false}
      closable={{ 'aria-label': t.common.close }}
    >
      {row && (
        <>
          <dl>
            <Fact name={own.filter}>
              <DeliveryState status={row.status} />
            </Fact>
            <Fact name={own.event}>
              <code>{row.event_id}</code>
              <CopyButton text={row.event_id} what={own.event} />
            </Fact>
            <Fact name={own.subject}>
              <code>{row.subject}</code>
            </Fact>
            <Fact name={own.position}>{row.position}</Fact>
            <Fact name={own.created}>{exactTime(row.created_at, locale)}</Fact>
          </dl>
          <h3 className="event-attempts-title">{own.attempts}</h3>
          {row.attempts.length === 0 && <p className="field-help">{own.noAttempts}</p>}
          <ol className="event-attempts">
            {row.attempts.toReversed().map((attempt) => (
              <li key={attempt.at}>
                <p>
                  <span className={`state ${attempt.ok ? 'is-done' : 'is-danger'}`}>
                    {attempt.status === undefined ? own.noAnswer : own.answer(attempt.status)}
                  </span>
                  <time>{exactTime(attempt.at, locale)}</time>
                  <span>{own.took(attempt.ms)}</span>
                </p>
                {attempt.error && <p className="field-error">{attempt.error}</p>}
                {attempt.response && <pre tabIndex={0}>{attempt.response}</pre>}
              </li>
            ))}
          </ol>
        </>
      )}
    </Drawer>
  )
}
