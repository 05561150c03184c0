import { useLanguage } from '../../../i18n/text.tsx'
import { Figure } from './figure.tsx'

export interface Series {
  readonly label: string
  readonly tone: 'accent' | 'done'
  /** One for each day; nothing where there is nothing to measure. */
  readonly values: readonly (number | undefined)[]
}

interface Props {
  readonly question: string
  readonly answer: string
  readonly dates: readonly string[]
  readonly series: readonly Series[]
  readonly format: (value: number) => string
  /** For the label on a bar, which has little room. */
  readonly short?: (value: number) => string
}

/** Labels for so many days stand beside each other; of more, only some are named. */
const roomy = 8

/** Bars by day from zero, with the figures one click away. */
export function DayChart({ question, answer, dates, series, format, short = format }: Props) {
  const { locale, t } = useLanguage()
  const highest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const few = dates.length <= roomy
  const step = Math.ceil(dates.length / roomy)
  const nameOf = (date: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(Date.parse(date))
  const full = (date: string) => nameOf(date, { month: 'short', day: 'numeric', weekday: 'short' })
  const text = (value: number | undefined) => (value === undefined ? '–' : format(value))
  return (
    <Figure
      question={question}
      answer={answer}
      head={[t.overview.day, ...series.map(({ label }) => label)]}
      rows={dates.map((date, i) => [full(date), ...series.map(({ values }) => text(values[i]))])}
    >
      {series.length > 1 && (
        <ul className="chart-key">
          {series.map(({ label, tone }) => (
            <li key={label} className={`is-${tone}`}>
              {label}
            </li>
          ))}
        </ul>
      )}
      <div className={`day-chart ${few ? 'is-roomy' : ''}`} aria-hidden="true">
        {dates.map((date, i) => (
          <div
            key={date}
            className="day-column"
            title={[full(date), ...series.map(({ label, values }) => `${label} ${text(values[i])}`)].join(
              '\n',
            )}
          >
            <div className="day-bars">
              {series.map(({ label, tone, values }) => (
                <span
                  key={label}
                  className={`day-bar is-${tone}`}
                  style={{ height: `${((values[i] ?? 0) / highest) * 100}%` }}
                >
                  {few && <b>{values[i] === undefined ? '–' : short(values[i])}</b>}
                </span>
              ))}
            </div>
            <span className="day-name">
              {few
                ? nameOf(date, { weekday: 'short' })
                : (dates.length - 1 - i) % step === 0 && nameOf(date, { month: 'numeric', day: 'numeric' })}
            </span>
          </div>
        ))}
      </div>
    </Figure>
  )
}
