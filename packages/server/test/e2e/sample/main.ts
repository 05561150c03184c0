// A customer's page in the manner of the vendor's guide: axios with interceptors, and a component that lists tickets.
import axios from 'axios'
import { createElement, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

interface Ticket {
  readonly id: string
  readonly title: string
}

const key = 'accessToken'
const api = axios.create({ baseURL: new URLSearchParams(location.search).get('pipit')!, timeout: 10_000 })

api.interceptors.request.use((config) => {
  const token = localStorage.getItem(key)
  if (token !== null && token.length > 10 && config.url?.startsWith('/api') === true)
    config.headers.Authorization = `Bearer ${token}`
  return config
})
api.interceptors.response.use(
  (response) => response,
  (error: { response?: { status: number } }) => {
    if (error.response?.status === 401) {
      localStorage.removeItem(key)
      location.href = '/login'
    }
    return Promise.reject(error as Error)
  },
)

function TicketList() {
  const [tickets, setTickets] = useState<readonly Ticket[]>([])
  const [loading, setLoading] = useState(false)
  useEffect(() => {
    const load = async (): Promise<void> => {
      setLoading(true)
      try {
        setTickets((await api.get<readonly Ticket[]>('/api/tickets/list')).data)
      } catch (error) {
        console.warn('no tickets', error)
      } finally {
        setLoading(false)
      }
    }
    void load()
  }, [])
  return loading
    ? createElement('p', null, 'Loading')
    : createElement(
        'ul',
        null,
        tickets.map((ticket) => createElement('li', { key: ticket.id }, ticket.title)),
      )
}

Object.assign(window, {
  create: async (title: string) =>
    (await api.post<Ticket>('/api/tickets/create', { title, content: 'From a page', priority: 'medium' }))
      .data,
  rename: async (id: string, title: string) =>
    (await api.put<Ticket>(`/api/tickets/${id}`, { title })).status,
  remove: async (id: string) => (await api.delete(`/api/tickets/${id}`)).status,
})
createRoot(document.getElementById('root')!).render(createElement(TicketList))
