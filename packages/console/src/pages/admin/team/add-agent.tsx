import { console as api } from '@pipit/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { call } from '../../../api/call.ts'
import { query } from '../../../api/query.ts'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Field } from '../../../ui/field.tsx'
import { refreshTeam } from './team-query.ts'

/** People of the organisation who do not serve yet; one press adds one. */
export function AddAgent({ onClose, onAdded }: { onClose: () => void; onAdded: (agentId: string) => void }) {
  const t = useText()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const people = useQuery({
    ...query(api.team.people, { query: { q: q || undefined } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const add = useMutation({
    mutationFn: (agentId: string) => call(api.team.addAgent, { body: { agent_id: agentId } }),
    onSuccess: async (_, agentId) => {
      await refreshTeam(client)
      onAdded(agentId)
    },
  })
  return (
    <Modal open title={t.team.addTitle} onCancel={onClose} width={440} footer={null}>
      <div className="team-form">
        <Field label={t.team.findPerson} help={t.team.addHelp}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {add.error && <ErrorNotice error={add.error} lead={t.team.notAdded} />}
        {people.isError && <ErrorNotice error={people.error} lead={t.error.load} />}
        {people.data?.items.length === 0 && <p className="field-help">{t.team.noPeople}</p>}
        <ul className="candidates">
          {people.data?.items.map((person) => (
            <li key={person.id}>
              <Avatar person={person} size={28} />
              <span className="candidate">
                <span className="ellipsis">{person.name}</span>
                <span className="ellipsis field-help">
                  {[person.department, person.email].filter(Boolean).join(' · ')}
                </span>
              </span>
              <Button
                size="small"
                aria-label={`${t.team.add}: ${person.name}`}
                disabled={add.isPending}
                onClick={() => add.mutate(person.id)}
              >
                {t.team.add}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  )
}
