import { Button } from 'antd'
import { useState } from 'react'
import type { Ticket } from '../../../api/types.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { fromInput, inputValue, shortDateTime, snoozeTimes } from '../snooze-times.ts'
import type { TicketAction } from '../ticket-action.ts'
import { type Choice, matching, PickDialog } from './pick-dialog.tsx'

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
  readonly onClose: () => void
}

/** Until when a ticket is put aside; times are those of the desk's clock. */
export function SnoozeDialog({ ticket, onAction, onClose }: Props) {
  const { t, locale } = useLanguage()
  const [typed, type] = useState('')
  const [now] = useState(() => Date.now())
  const zone = ticket.time_zone
  const [custom, setCustom] = useState(() => inputValue(now + 24 * 60 * 60_000, zone))
  const d = t.actions.snooze

  const act = (action: TicketAction) => {
    onAction(action)
    onClose()
  }
  const times = snoozeTimes(now, zone).map(({ name, at }): Choice => ({
    key: name,
    title: d.times[name],
    detail: shortDateTime(at, locale, zone, now),
    lead: <Icon name="clock" />,
    run: () => act({ kind: 'hold', until: at }),
  }))
  const choices: Choice[] = [
    ...(ticket.status === 'pending'
      ? [
          {
            key: 'resume',
            title: t.ticket.resume,
            lead: <Icon name="play" />,
            run: () => act({ kind: 'resume' }),
          },
        ]
      : []),
    ...times,
    ...(ticket.status === 'pending' && ticket.snoozed_until === undefined
      ? []
      : [
          {
            key: 'hold',
            title: d.noEnd,
            detail: d.noEndHelp,
            lead: <Icon name="pause" />,
            run: () => act({ kind: 'hold' }),
          },
        ]),
  ]
  const at = fromInput(custom, zone)
  const valid = at !== undefined && at > now && at < now + 365 * 24 * 60 * 60_000

  return (
    <PickDialog
      label={d.title}
      placeholder={d.placeholder}
      choices={matching(choices, typed)}
      typed={typed}
      onType={type}
      onClose={onClose}
      empty={t.bar.nothing}
    >
      <form
        className="ticket-dialog-foot"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) act({ kind: 'hold', until: at })
        }}
      >
        <label>
          {d.custom(zone)}
          <input
            type="datetime-local"
            value={custom}
            min={inputValue(now, zone)}
            onChange={(event) => setCustom(event.target.value)}
          />
        </label>
        <Button htmlType="submit" disabled={!valid}>
          {d.submit}
        </Button>
      </form>
    </PickDialog>
  )
}
