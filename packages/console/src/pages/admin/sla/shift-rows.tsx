import { Button } from 'antd'
import type { Sla } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'

export type Shift = Sla['schedule'][number]

const weekdays = [10, 11, 9, 1, 2, 3, 4, 5, 6, 7]

interface Props {
  readonly shifts: readonly Shift[]
  readonly onChange: (shifts: Shift[]) => void
}

/** The hours of a week, one stretch to a line; what ends before it begins ends on the next day. */
export function ShiftRows({ shifts, onChange }: Props) {
  const t = useText()
  const set = (at: number, change: Partial<Shift>) =>
    onChange(shifts.map((shift, i) => (i === at ? { ...shift, ...change } : shift)))
  return (
    <>
      {shifts.length === 0 && <p className="field-help">{t.sla.always}</p>}
      <ul className="shifts">
        {shifts.map((shift, i) => (
          <li key={i}>
            <select
              aria-label={t.sla.day}
              value={shift.weekday}
              onChange={(event) => set(i, { weekday: Number(event.target.value) })}
            >
              {weekdays.map((day) => (
                <option key={day} value={day}>
                  {t.sla.days[day]}
                </option>
              ))}
            </select>
            <input
              type="time"
              aria-label={t.sla.start}
              required
              value={shift.start_time}
              onChange={(event) => set(i, { start_time: event.target.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              aria-label={t.sla.end}
              required
              value={shift.end_time === '24:00' ? '00:00' : shift.end_time}
              onChange={(event) =>
                set(i, { end_time: event.target.value === '00:00' ? '24:00' : event.target.value })
              }
            />
            <span className="field-help">{shift.end_time <= shift.start_time ? t.sla.overnight : ''}</span>
            <Button
              type="text"
              size="small"
              aria-label={t.sla.removeShift}
              icon={<Icon name="close" />}
              onClick={() => onChange(shifts.filter((_, other) => other !== i))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon={<Icon name="plus" />}
        onClick={() => onChange([...shifts, { weekday: 10, start_time: '09:00', end_time: '18:00' }])}
      >
        {t.sla.addShift}
      </Button>
    </>
  )
}
