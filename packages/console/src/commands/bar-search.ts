import { console as api } from '@pipit/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { query } from '../api/query.ts'
import { useText } from '../i18n/text.tsx'
import { copyText } from '../ui/clipboard.ts'
import type { BarItem } from './bar-item.ts'

/** How long somebody has to stop typing before the server is asked, in ms. */
const pause = 120

function useSettled(value: string) {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => settle(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** One Chinese character says as much as two letters. */
const isEnough = (text: string) => text.length > 1 || /\p{Script=Han}/u.test(text)

/** What the server finds: tickets by their messages, and the FAQs that fit. */
export function useBarSearch(typed: string) {
  const t = useText()
  const navigate = useNavigate()
  const q = useSettled(typed.trim().slice(0, 200))
  const wanted = isEnough(q)
  const found = useQuery({
    ...query(api.search.find, { query: { q, limit: 8 } }),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  })
  if (!wanted || !found.data) return { items: [], busy: wanted && found.isFetching, failed: found.isError }

  const tickets = found.data.items.map((ticket): BarItem => ({
    key: `found:${ticket.ticket_id}`,
    group: t.bar.found,
    icon: 'inbox',
    title: ticket.excerpt?.text ?? ticket.preview,
    marks: (ticket.excerpt?.marks ?? []).map(([from, to]) => [from!, to!] as const),
    detail: `${ticket.guest.name} · ${t.statusShort[ticket.status]}`,
    run: () =>
      void navigate({
        to: '/agent/tickets/$ticketId',
        params: { ticketId: ticket.ticket_id },
        search: (search) => search,
      }),
  }))
  const faqs = found.data.faqs.map((faq): BarItem => ({
    key: `faq:${faq.faq_id}`,
    group: t.bar.faqs,
    icon: 'book',
    title: faq.question,
    detail: t.bar.copyAnswer,
    run: () => void copyText(faq.answer),
  }))
  return { items: [...tickets, ...faqs], busy: found.isFetching, failed: found.isError }
}
