import { type Api, ApiError, apiWith } from './api.ts'
import type { Bridge } from './bridge.ts'
import { follow } from './live.ts'
import { type Store, merged } from './store.ts'
import { texts } from './text.ts'
import type { TokenStore } from './token.ts'
import type { Chat, Message, Pending, Token } from './types.ts'

export interface Place {
  readonly widgetId: string
  readonly origin: string
  readonly page: string | undefined
}

/** What the visitor does, and what comes from the server, put into the store. */
export function createController(store: Store, tokens: TokenStore, bridge: Bridge, place: Place) {
  const api: Api = apiWith(() => tokens.get())
  let identity: string | undefined
  let beginning: Promise<void> | undefined
  let stop: (() => void) | undefined
  let loading: Promise<void> | undefined
  let again = false
  let lastTyping = 0
  let readUpTo = ''
  let typingEnds: number | undefined

  const text = () => texts[store.get().language]

  /** An error in words for the visitor; a dead visit begins anew with the next thing they do. */
  function explain(error: unknown): string {
    if (!(error instanceof ApiError)) return text().wrong
    if (error.status === 0) return text().offline
    if (error.status === 429) return text().tooMany
    if (error.code === 'file_too_large') return text().tooLarge
    if (error.code === 'origin_not_allowed') return text().refused
    if (error.code === 'identity_refused') return text().identity
    const detail = error.code === 'invalid_input' || error.status < 500 ? error.message : text().wrong
    return error.logId ? `${detail} ${text().logId(error.logId)}` : detail
  }
  const notice = (error: unknown): void => store.set({ notice: explain(error) })

  function keep({ token }: Token): void {
    tokens.set(token)
  }

  /** Forgets the visit, as if this browser had never been here. */
  function forget(): void {
    stop?.()
    stop = undefined
    tokens.set(undefined)
    tokens.set(undefined, '.identity')
    readUpTo = ''
    store.set({ visitor: undefined, ticket: undefined, messages: [], hasMore: false, pending: [] })
    bridge.send({ pipit: 'unread', count: 0 })
  }

  /** Makes sure that there is a visit. */
  function begin(): Promise<void> {
    if (tokens.get() !== undefined) return Promise.resolve()
    beginning ??= open().finally(() => (beginning = undefined))
    return beginning
  }
  async function open(): Promise<void> {
    const body = { widget_id: place.widgetId, origin: place.origin, language: store.get().language }
    const rest = place.page === undefined ? {} : { page: place.page }
    try {
      keep(await api.begin({ ...body, ...rest, ...(identity !== undefined && { identity }) }))
      if (identity !== undefined) tokens.set(identity, '.identity')
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'identity_refused') throw error
      // Somebody whose identity does not hold is a visitor like any other.
      console.error(`Pipit: ${error.message}`)
      identity = undefined
      store.set({ notice: text().identity })
      keep(await api.begin({ ...body, ...rest }))
    }
  }

  /** Runs a call within a visit; a visit that has ended meanwhile is begun anew, once. */
  async function within<T>(work: () => Promise<T>): Promise<T> {
    await begin()
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      forget()
      await begin()
      return work()
    }
  }

  /** Loads how things stand; called while it runs, it runs once more. */
  function refresh(): Promise<void> {
    if (loading) {
      again = true
      return loading
    }
    loading = load().finally(() => {
      loading = undefined
      if (again) {
        again = false
        void refresh()
      }
    })
    return loading
  }
  async function load(): Promise<void> {
    try {
      const [chat, page] = await Promise.all([api.chat(), api.messages()])
      put(page.items, page.has_more, store.get().messages.length === 0)
      apply(chat)
      listen(chat.position)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) forget()
      else if (error instanceof ApiError && error.status === 0) store.set({ isAway: true })
      else notice(error)
    }
  }

  function apply(chat: Chat): void {
    const { visitor, ticket, presence } = chat
    store.set({ visitor, ticket, presence, isAway: false })
    if (isSeen()) see()
    else bridge.send({ pipit: 'unread', count: chat.unread })
  }

  function put(page: readonly Message[], hasMore: boolean, isFirst: boolean): void {
    const messages = merged(store.get().messages, page)
    const arrived = new Set(page.map((message) => message.client_id))
    const fresh = page.some((m) => m.from !== 'visitor' && !store.get().messages.some((k) => k.id === m.id))
    store.set({
      messages,
      ...(isFirst && { hasMore }),
      pending: store.get().pending.filter(({ clientId }) => !arrived.has(clientId)),
      ...(fresh && { isTyping: false }),
    })
    if (fresh && !isFirst) bridge.send({ pipit: 'message' })
  }

  /** A conversation that goes on is followed, whether the window is open or not. */
  function listen(from: number): void {
    const { ticket, isOpen } = store.get()
    const wanted = ticket !== undefined && (isOpen || ticket.state !== 'closed')
    if (!wanted) {
      stop?.()
      stop = undefined
      return
    }
    stop ??= follow({
      headers: api.headers,
      from,
      onState: (state) => store.set({ isAway: state === 'away' }),
      onEnded: forget,
      onEvent: (event) => {
        if (event.type === 'typing') showTyping()
        else if (event.type === 'ticket' && event.ticket) store.set({ ticket: event.ticket })
        else void refresh()
      },
    })
  }

  function showTyping(): void {
    store.set({ isTyping: true })
    clearTimeout(typingEnds)
    typingEnds = window.setTimeout(() => store.set({ isTyping: false }), 6000)
  }

  const isSeen = (): boolean => store.get().isOpen && document.visibilityState === 'visible'

  /** Everything that is shown counts as read. */
  function see(): void {
    bridge.send({ pipit: 'unread', count: 0 })
    const last = store.get().messages.findLast((message) => message.from !== 'visitor')
    if (!last || last.id <= readUpTo) return
    readUpTo = last.id
    void api.read(last.id).catch(() => (readUpTo = ''))
  }

  const change = (clientId: string, next: Partial<Pending>): void =>
    store.set({
      pending: store.get().pending.map((item) => (item.clientId === clientId ? { ...item, ...next } : item)),
    })

  async function deliver(item: Pending): Promise<void> {
    const { clientId, file } = item
    try {
      const content = file
        ? await within(() => api.upload(file, (progress) => change(clientId, { progress })))
        : { text: item.text, ...(item.faqId !== undefined && { faq_id: item.faqId }) }
      const { message, ticket } = await within(() => api.send({ ...content, client_id: clientId }))
      store.set({ ticket })
      put([message], false, false)
      bridge.send({ pipit: 'message' })
      await refresh()
    } catch (error) {
      change(clientId, { error: explain(error) })
    }
  }

  return {
    api,
    explain,
    /** Comes back to a visit of this browser, if there is one. */
    resume: async (): Promise<void> => {
      if (tokens.get() === undefined) return
      try {
        keep(await api.renew())
        await refresh()
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) forget()
        else notice(error)
      }
    },
    open: async (): Promise<void> => {
      store.set({ isOpen: true })
      if (tokens.get() !== undefined) see()
      try {
        await within(async () => {
          const { language, categories } = store.get()
          const [{ items }] = await Promise.all([
            categories.length > 0 ? { items: categories } : api.categories(language),
            refresh(),
          ])
          store.set({ categories: items })
        })
      } catch (error) {
        notice(error)
      }
    },
    close: (): void => store.set({ isOpen: false }),
    seen: (): void => {
      if (isSeen() && tokens.get() !== undefined) see()
    },
    identify: async (token: string): Promise<void> => {
      identity = token
      if (tokens.get() === undefined || tokens.get('.identity') === token) return
      try {
        const before = store.get().visitor?.identified
        keep(await api.identify(token))
        tokens.set(token, '.identity')
        // Somebody else may be here now: nothing of the one before stays on the screen.
        stop?.()
        stop = undefined
        if (before) store.set({ messages: [], pending: [], ticket: undefined })
        await refresh()
      } catch (error) {
        console.error(`Pipit: ${explain(error)}`)
        notice(error)
      }
    },
    logout: async (): Promise<void> => {
      identity = undefined
      if (tokens.get() === undefined) return
      await api.end().catch(() => {})
      forget()
    },
    say: (said: string, faqId?: string): void => {
      const item: Pending = {
        clientId: crypto.randomUUID(),
        text: said,
        ...(faqId !== undefined && { faqId }),
        createdAt: Date.now(),
      }
      store.set({ pending: [...store.get().pending, item], notice: undefined })
      void deliver(item)
    },
    sendFile: (file: File): void => {
      const item: Pending = {
        clientId: crypto.randomUUID(),
        text: file.name,
        file,
        progress: 0,
        createdAt: Date.now(),
      }
      store.set({ pending: [...store.get().pending, item], notice: undefined })
      void deliver(item)
    },
    retry: (item: Pending): void => {
      const { error: _, ...fresh } = item
      store.set({ pending: store.get().pending.map((p) => (p.clientId === item.clientId ? fresh : p)) })
      void deliver(fresh)
    },
    discard: (item: Pending): void =>
      store.set({ pending: store.get().pending.filter(({ clientId }) => clientId !== item.clientId) }),
    human: async (): Promise<void> => {
      try {
        const { ticket } = await within(() => api.human())
        store.set({ ticket, notice: undefined })
        bridge.send({ pipit: 'message' })
        await refresh()
      } catch (error) {
        notice(error)
      }
    },
    end: async (): Promise<void> => {
      try {
        store.set({ ticket: (await api.close()).ticket })
      } catch (error) {
        notice(error)
      }
    },
    rate: async (ticketId: string, score: number, reason?: string): Promise<void> => {
      const { ticket } = await api.rate({ ticket_id: ticketId, score, ...(reason && { reason }) })
      store.set({ ticket })
    },
    helpful: async (message: Message, helpful: boolean): Promise<void> => {
      const mark = (said: Message['helpful']) => {
        const now = store.get().messages.find(({ id }) => id === message.id) ?? message
        store.set({ messages: merged(store.get().messages, [{ ...now, helpful: said }]) })
      }
      const said = helpful ? 'yes' : 'no'
      mark(said)
      try {
        await api.helpful(message.message_id, helpful)
        // A page that was asked for before has put the old word back.
        mark(said)
      } catch (error) {
        mark(message.helpful)
        notice(error)
      }
    },
    leave: async (left: { name: string; email: string; text: string }): Promise<void> => {
      const { message, ticket } = await within(() => api.leave({ ...left, client_id: crypto.randomUUID() }))
      store.set({ ticket, isLeaving: false, notice: text().leftOk })
      put([message], false, false)
      bridge.send({ pipit: 'message' })
      await refresh()
    },
    earlier: async (): Promise<void> => {
      const [oldest] = store.get().messages
      if (!oldest) return
      try {
        const page = await api.messages(oldest.id)
        store.set({ messages: merged(store.get().messages, page.items), hasMore: page.has_more })
      } catch (error) {
        notice(error)
      }
    },
    typing: (): void => {
      const { ticket } = store.get()
      if (ticket?.state !== 'agent' || Date.now() - lastTyping < 4000) return
      lastTyping = Date.now()
      void api.typing().catch(() => {})
    },
  }
}

export type Controller = ReturnType<typeof createController>
