import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { onLiveEvent } from '../api/live-listeners.ts'
import { ticketQuery } from '../api/query.ts'
import type { LiveEvent } from '../api/types.ts'
import { useText } from '../i18n/text.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { newsStore } from './news-store.ts'
import { notify, ring } from './ring.ts'

const isSeen = () => document.visibilityState === 'visible' && document.hasFocus()

/** Calls the reader when something happened in a ticket of theirs that they are not looking at. */
export function News({ shown }: { shown: string | undefined }) {
  const t = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { sound, desktop_notifications } = usePreferences()

  const hear = async ({ news, ticket_id, message_id, at }: LiveEvent) => {
    if (!news || !ticket_id || (ticket_id === shown && isSeen())) return
    newsStore.add(ticket_id)
    if (sound) ring(`${ticket_id}.${message_id ?? at}`)
    if (!desktop_notifications) return
    const ticket = await client.fetchQuery({ ...ticketQuery(ticket_id), staleTime: 0 }).catch(() => undefined)
    if (!ticket) return
    const open = () =>
      void navigate({ to: '/agent/tickets/$ticketId', params: { ticketId: ticket_id }, search: (s) => s })
    notify(ticket_id, t.news[news](ticket.guest.name), ticket.preview, open)
  }
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(() => onLiveEvent((event) => void latest.current(event)), [])

  useEffect(() => {
    const read = () => {
      if (shown && isSeen()) newsStore.read(shown)
    }
    read()
    window.addEventListener('focus', read)
    document.addEventListener('visibilitychange', read)
    return () => {
      window.removeEventListener('focus', read)
      document.removeEventListener('visibilitychange', read)
    }
  }, [shown])
  return null
}
