import { console as api } from '@pipit/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../api/call.ts'
import { priorities } from '../../../api/list-filter.ts'
import { slaQuery } from '../../../api/query.ts'
import type { Sla, TicketPriority } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { PageHead, Section } from '../page-head.tsx'
import { ShiftRows, type Shift } from './shift-rows.tsx'
import './sla.css'

const kinds = ['first_response', 'next_response', 'resolution'] as const

const example: Sla['targets'] = Object.fromEntries(
  priorities.map((priority, i) => [
    priority,
    {
      first_response: [15, 30, 60, 120, 240, 480][i]!,
      next_response: [30, 60, 120, 240, 480, 480][i]!,
      resolution: [240, 480, 960, 1440, 2400, 2400][i]!,
    },
  ]),
)
const exampleHours: Shift[] = [{ weekday: 10, start_time: '09:00', end_time: '18:00' }]

/** How soon a desk answers and solves, and which hours count. */
export function SlaPage() {
  const t = useText()
  const policy = useQuery(slaQuery)
  return (
    <div className="admin-page">
      <PageHead title={t.sla.title} lead={t.sla.lead} />
      {policy.isPending && <Skeleton rows={6} />}
      {policy.isError && (
        <ErrorNotice error={policy.error} lead={t.error.load} onRetry={() => void policy.refetch()} />
      )}
      {policy.data && <SlaForm policy={policy.data} />}
    </div>
  )
}

function SlaForm({ policy }: { policy: Sla }) {
  const t = useText()
  const client = useQueryClient()
  const [targets, setTargets] = useState(policy.targets)
  const [schedule, setSchedule] = useState<Shift[]>(policy.schedule)
  const save = useMutation({
    mutationFn: () => call(api.sla.set, { body: { targets, schedule } }),
    onSuccess: (saved) => {
      client.setQueryData(slaQuery.queryKey, saved)
      setTargets(saved.targets)
      void client.invalidateQueries({ queryKey: [api.ticket.list.path], refetchType: 'none' })
    },
  })
  const set = (priority: TicketPriority, kind: (typeof kinds)[number], text: string) => {
    save.reset()
    const minutes = Number(text)
    const { [kind]: _, ...rest } = targets[priority] ?? {}
    setTargets({ ...targets, [priority]: text && minutes > 0 ? { ...rest, [kind]: minutes } : rest })
  }
  const isEmpty = priorities.every((priority) => Object.keys(targets[priority] ?? {}).length === 0)
  return (
    <form
      className="sla-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Section title={t.sla.targets} help={t.sla.targetsHelp}>
        {isEmpty && (
          <p className="sla-none">
            {t.sla.none}{' '}
            <Button
              size="small"
              onClick={() => {
                setTargets(example)
                setSchedule(exampleHours)
              }}
            >
              {t.sla.example}
            </Button>
          </p>
        )}
        <table className="sla-table">
          <thead>
            <tr>
              <th scope="col">{t.lists.criteria.priority}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {t.sla.kinds[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {priorities.map((priority) => (
              <tr key={priority}>
                <th scope="row">{t.lists.priorities[priority]}</th>
                {kinds.map((kind) => (
                  <td key={kind}>
                    <input
                      type="number"
                      min={1}
                      max={129_600}
                      step={1}
                      aria-label={t.sla.minutesOf(t.sla.kinds[kind], t.lists.priorities[priority])}
                      placeholder={t.sla.noTarget}
                      value={targets[priority]?.[kind] ?? ''}
                      onChange={(event) => set(priority, kind, event.target.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={t.sla.hours} help={t.sla.hoursHelp(policy.time_zone)}>
        <ShiftRows
          shifts={schedule}
          onChange={(next) => {
            save.reset()
            setSchedule(next)
          }}
        />
      </Section>
      <footer className="sla-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
        {!isEmpty && <Button onClick={() => setTargets({})}>{t.sla.clear}</Button>}
        <span role="status">{save.isSuccess && t.sla.saved}</span>
      </footer>
      {save.error && <ErrorNotice error={save.error} lead={t.sla.notSaved} />}
    </form>
  )
}
