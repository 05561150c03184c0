import { console as api } from '@pipit/contract'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'
import { onLiveEvent } from '../api/live-listeners.ts'
import { createRefresher } from '../api/refresher.ts'
import type { Me, TicketRow } from '../api/types.ts'
import type { PipitAgentStatus, PipitEvents } from './host.ts'
import { hostOrigin, isAllowedOrigin } from './origin.ts'
import { actionBetween, commandOf, threadOf, type Threads, unreadAtStart, unreadReport } from './threads.ts'

/** The lists hold no more than anybody works on at a time. */
const limit = 100
const newestMessages = 50

async function loadThreads(): Promise<Threads> {
  const pages = await Promise.all(
    (['mine', 'unassigned'] as const).map((view) => call(api.ticket.list, { query: { view, limit } })),
  )
  return new Map(pages.flatMap((page) => page.items).map((row) => [row.ticket_id, row]))
}

/**
 * The vendor's frame protocol: tells the page that holds this one what happens in the workspace, and does what it
 * asks. Both only with the direct parent, and only when its origin is one of the token's allowed domains.
 */
export function startBridge(client: QueryClient, me: Me, openTicket: () => string | undefined) {
  const domains = me.sign_on?.allowed_domains ?? []
  const known = hostOrigin()
  let origin = known !== undefined && isAllowedOrigin(known, domains) ? known : undefined
  let threads: Threads = new Map()
  let unread = new Map<string, number>()
  let said = ''
  let started = false
  /** What the host asked for; the desk itself only knows online and offline. */
  let wished: PipitAgentStatus | undefined
  /** Messages the stream has announced and nobody has looked at yet, by ticket. */
  const announced = new Map<string, Set<string>>()

  function post<K extends keyof PipitEvents>(type: K, data: PipitEvents[K]) {
    if (origin === undefined) return
    window.parent.postMessage({ type, data, timestamp: Date.now(), source: 'bytedesk-desktop' }, origin)
  }

  function reportUnread(always = false) {
    const report = unreadReport(unread, threads)
    const text = JSON.stringify(report)
    if (started && (always || text !== said)) post('unread_message_count', report)
    said = text
  }

  const isRead = (ticketId: string) => openTicket() === ticketId && document.visibilityState === 'visible'

  function clear(ticketId: string | undefined) {
    if (ticketId === undefined) unread = new Map()
    else unread.delete(ticketId)
    reportUnread()
  }

  async function reportStatus() {
    const { items } = await call(api.routing.agents, {})
    const status = items.find((item) => item.agent.id === me.user.id)?.status
    const { id, name, avatar_url } = me.user
    post('agent_status_changed', {
      status: status === 'online' ? 'AVAILABLE' : wished === 'BUSY' ? 'BUSY' : 'OFFLINE',
      agentInfo: { uid: id, nickname: name, ...(avatar_url ? { avatar: avatar_url } : {}) },
    })
  }

  async function setStatus(status: PipitAgentStatus) {
    wished = status
    await call(api.routing.updateAgent, {
      params: { agent_id: me.user.id },
      body: { status: status === 'AVAILABLE' ? 'online' : 'offline' },
    }).catch(() => {
      wished = undefined
    })
    void client.invalidateQueries({ queryKey: [api.routing.agents.path] })
    await reportStatus()
  }

  async function reportMessages(row: TicketRow, ids: ReadonlySet<string>) {
    const { items } = await call(api.ticket.messages, {
      params: { ticket_id: row.ticket_id },
      query: { limit: newestMessages },
    })
    const fresh = items.filter((m) => m.sender_type === 'guest' && (ids.has(m.message_id) || ids.has(m.id)))
    for (const message of fresh.reverse()) {
      post('new_visitor_message', { thread: threadOf(row, message.text, message.created_at) })
      if (!isRead(row.ticket_id)) unread.set(row.ticket_id, (unread.get(row.ticket_id) ?? 0) + 1)
    }
  }

  /** A ticket that is on neither list any more: closed, or somebody else's now. */
  async function reportGone(row: TicketRow) {
    unread.delete(row.ticket_id)
    const now = await call(api.ticket.get, { params: { ticket_id: row.ticket_id } }).catch(() => undefined)
    const action = now && actionBetween(row, now)
    if (now && action) post('thread_status_changed', { thread: threadOf(now), action })
  }

  async function look() {
    const before = threads
    const messages = [...announced]
    announced.clear()
    threads = await loadThreads()
    if (!started) {
      started = true
      unread = new Map(unreadAtStart(threads))
      reportUnread(true)
    } else {
      for (const row of threads.values()) {
        const action = actionBetween(before.get(row.ticket_id), row)
        if (action) post('thread_status_changed', { thread: threadOf(row), action })
      }
      await Promise.all([...before.values()].filter((row) => !threads.has(row.ticket_id)).map(reportGone))
    }
    for (const [ticketId, ids] of messages) {
      const row = threads.get(ticketId)
      if (row) await reportMessages(row, ids)
    }
    const open = openTicket()
    if (open !== undefined && isRead(open)) unread.delete(open)
    reportUnread()
  }

  const looker = createRefresher(look)
  const endLive = onLiveEvent(({ type, ticket_id, message_id }) => {
    if (type === 'message.created' && ticket_id && message_id)
      announced.set(ticket_id, (announced.get(ticket_id) ?? new Set()).add(message_id))
    looker.poke()
  })

  function receive(event: MessageEvent<unknown>) {
    if (event.source !== window.parent || !isAllowedOrigin(event.origin, domains)) return
    // Where the browser does not say who holds the frame, the first allowed message does.
    origin ??= event.origin
    const command = event.origin === origin ? commandOf(event.data) : undefined
    if (command?.type === 'status') void setStatus(command.status).catch(() => undefined)
    if (command?.type === 'clear') clear(command.threadUid)
    if (command?.type === 'hello') {
      reportUnread(true)
      void reportStatus().catch(() => undefined)
    }
    if (command?.type === 'refresh') {
      void client.invalidateQueries({ queryKey: [api.ticket.list.path] })
      void client.invalidateQueries({ queryKey: [api.ticket.counts.path] })
      looker.poke()
    }
  }

  const onVisible = () => {
    const open = openTicket()
    if (open !== undefined && isRead(open)) clear(open)
  }
  window.addEventListener('message', receive)
  document.addEventListener('visibilitychange', onVisible)
  looker.poke()
  void reportStatus().catch(() => undefined)

  return {
    /** The person has opened a ticket. */
    opened: onVisible,
    stop: () => {
      window.removeEventListener('message', receive)
      document.removeEventListener('visibilitychange', onVisible)
      endLive()
      looker.stop()
    },
  }
}
