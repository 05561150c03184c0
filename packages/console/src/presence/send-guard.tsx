import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { inOrder } from '../api/messages.ts'
import { messagesQuery } from '../api/query.ts'
import { useText } from '../i18n/text.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { useMe } from '../ui/use-me.ts'
import { answeredSince } from './answered.ts'
import './presence.css'

interface Guard {
  /** Sends, or asks once when a colleague has answered since the writing began. */
  readonly send: (run: () => void) => void
  /** To stand above the composer's box. */
  readonly notice: ReactNode
}

/**
 * Warns who writes that a colleague was quicker.
 * @param writing Whether there is something in the box: from then on answers of others are new.
 */
export function useSendGuard(ticketId: string, writing: boolean): Guard {
  const t = useText()
  const me = useMe().user.id
  // What the thread has loaded, without asking again.
  const { data } = useInfiniteQuery({ ...messagesQuery(ticketId), enabled: false })
  const messages = useMemo(() => inOrder(data), [data])
  const newest = messages.at(-1)?.id
  const loaded = data !== undefined
  const [begun, begin] = useState<{ readonly after: string | undefined }>()
  const [asked, ask] = useState(false)
  const pending = useRef<() => void>(undefined)
  const answer = writing && begun ? answeredSince(messages, begun.after, me) : undefined

  useEffect(() => {
    if (!writing) begin(undefined)
    else if (loaded) begin((before) => before ?? { after: newest })
  }, [writing, loaded, newest])
  useEffect(() => {
    if (!answer) ask(false)
  }, [answer])

  const read = () => {
    begin({ after: newest })
    document.querySelector('.thread-scroller')?.scrollTo({ top: Number.MAX_SAFE_INTEGER })
  }
  const anyway = () => {
    begin({ after: newest })
    pending.current?.()
  }

  return {
    send: (run) => {
      if (!answer) return run()
      pending.current = run
      ask(true)
    },
    notice: answer && (
      <div className="answered" role="alert">
        <span className="answered-text">
          {t.presence.answered(answer.sender?.name ?? t.thread.agent)} <RelativeTime at={answer.created_at} />
        </span>
        <Button size="small" type={asked ? 'primary' : 'default'} onClick={read}>
          {asked ? t.presence.readFirst : t.presence.seen}
        </Button>
        {asked && (
          <Button size="small" onClick={anyway}>
            {t.presence.sendAnyway}
          </Button>
        )}
      </div>
    ),
  }
}
