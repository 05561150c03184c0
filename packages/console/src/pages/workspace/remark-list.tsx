import { console as api } from '@pipit/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { ticketQuery } from '../../api/query.ts'
import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { RemarkText } from './remark-text.tsx'

export function RemarkList({ ticket }: { ticket: Ticket }) {
  const t = useText()
  const client = useQueryClient()
  const [content, setContent] = useState('')
  const { queryKey } = ticketQuery(ticket.ticket_id)
  const add = useMutation({
    mutationFn: (text: string) =>
      call(api.ticket.remark, { params: { ticket_id: ticket.ticket_id }, body: { content: text } }),
    onSuccess: (remark) => {
      setContent('')
      client.setQueryData(queryKey, (old) =>
        old && !old.remarks.some((r) => r.id === remark.id)
          ? { ...old, remarks: [...old.remarks, remark] }
          : old,
      )
    },
  })
  const submit = () => {
    if (content.trim() && !add.isPending) add.mutate(content.trim())
  }

  return (
    <>
      {ticket.remarks.length > 0 && (
        <ul className="remarks">
          {ticket.remarks.map((remark) => (
            <li key={remark.id}>
              <p className="remark-head">
                <span className="ellipsis">{remark.author.name}</span>
                <RelativeTime at={remark.created_at} />
              </p>
              <p className="remark-text">
                <RemarkText remark={remark} />
              </p>
            </li>
          ))}
        </ul>
      )}
      <form
        className="remark-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Input.TextArea
          aria-label={t.panel.remarkLabel}
          placeholder={t.panel.remarkPlaceholder}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={10_000}
          value={content}
          onChange={(event) => setContent(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
          }}
        />
        {add.error && <ErrorNotice error={add.error} />}
        <div className="remark-foot">
          <span>{t.panel.noRemarks}</span>
          <Button size="small" htmlType="submit" disabled={!content.trim() || add.isPending}>
            {t.panel.addRemark}
          </Button>
        </div>
      </form>
    </>
  )
}
