import { Button, Input, Select } from 'antd'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { type ShiftLine, endsNextDay, hoursOf, isComplete, lineOf, weekOf } from './schedule.ts'
import type { Shift } from './team-query.ts'

const dayKinds = [10, 9, 11, 1, 2, 3, 4, 5, 6, 7] as const

/** The week at a glance: seven lines of 24 hours. */
export function WeekStrip({ shifts }: { shifts: readonly Shift[] }) {
  const t = useText().team
  const days = weekOf(shifts)
  return (
    <figure className="week-strip" aria-label={t.week}>
      {days.map((stretches, i) => (
        <div key={t.shortDays[i]} className="week-day" aria-hidden="true">
          <span>{t.shortDays[i]}</span>
          <div className="week-hours">
            {stretches.map(([from, to]) => (
              <i key={from} style={{ left: `${from / 14.4}%`, width: `${(to - from) / 14.4}%` }} />
            ))}
          </div>
        </div>
      ))}
      <figcaption>{t.hoursAWeek(hoursOf(days))}</figcaption>
    </figure>
  )
}

interface Props {
  readonly lines: readonly ShiftLine[]
  readonly onChange: (lines: readonly ShiftLine[]) => void
  /** Whether somebody has tried to save: only then are unfinished lines faults. */
  readonly checked: boolean
}

/** Hours of a week, line by line: several on one day, and over midnight. */
export function ScheduleEditor({ lines, onChange, checked }: Props) {
  const t = useText().team
  const write = (line: ShiftLine, change: Partial<Shift>) =>
    onChange(lines.map((other) => (other.key === line.key ? { ...line, ...change } : other)))
  const add = () => {
    const before = lines.at(-1)
    onChange([...lines, lineOf({ weekday: before?.weekday ?? 10, start_time: '', end_time: '' })])
  }
  return (
    <div className="schedule-editor">
      {lines.length > 0 && <WeekStrip shifts={lines} />}
      {lines.map((line, i) => {
        const wrong = checked && !isComplete(line)
        return (
          <div key={line.key} className="shift">
            <Select
              aria-label={t.day(i + 1)}
              value={line.weekday}
              onChange={(weekday: number) => write(line, { weekday })}
              options={dayKinds.map((value) => ({ value, label: t.days[value] }))}
            />
            <Input
              type="time"
              aria-label={t.from(i + 1)}
              status={wrong ? 'error' : ''}
              value={line.start_time}
              onChange={(event) => write(line, { start_time: event.target.value })}
            />
            <span aria-hidden="true">–</span>
            <Input
              type="time"
              aria-label={t.to(i + 1)}
              aria-invalid={wrong}
              status={wrong ? 'error' : ''}
              value={line.end_time === '24:00' ? '00:00' : line.end_time}
              onChange={(event) => write(line, { end_time: event.target.value })}
            />
            <span className="shift-next">{endsNextDay(line) && t.nextDay}</span>
            <Button
              type="text"
              size="small"
              aria-label={t.removeShift(i + 1)}
              icon={<Icon name="close" />}
              onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
            />
            {wrong && <p className="field-error">{t.shiftWrong}</p>}
          </div>
        )
      })}
      <div className="shift-actions">
        <Button size="small" onClick={add}>
          {t.addShift}
        </Button>
        {lines.length === 0 && (
          <Button
            size="small"
            onClick={() => onChange([lineOf({ weekday: 10, start_time: '09:00', end_time: '18:00' })])}
          >
            {t.usualWeek}
          </Button>
        )}
      </div>
    </div>
  )
}
