/** A conversation, as the workspace in the frame tells its host about it. */
export interface PipitThread {
  /** Ticket id, the same as on every API. */
  readonly uid: string
  readonly topic: string
  /** `AGENT`: it belongs to the signed-in agent; `WORKGROUP`: to nobody yet. */
  readonly type: 'AGENT' | 'WORKGROUP'
  readonly status: string
  /** The guest. */
  readonly user: { readonly uid: string; readonly nickname: string; readonly avatar?: string }
  /** What was said last, as plain text. */
  readonly content: string
  /** ISO 8601. */
  readonly createdAt: string
}

export interface PipitUnreadThread extends PipitThread {
  readonly unreadCount: number
}

export type PipitAgentStatus = 'AVAILABLE' | 'BUSY' | 'OFFLINE'

/** What the workspace says, by `type`, and the `data` that comes with it. */
export interface PipitEvents {
  unread_message_count: {
    readonly totalUnreadCount: number
    readonly unreadThreads: readonly PipitUnreadThread[]
  }
  new_visitor_message: { readonly thread: PipitThread }
  agent_status_changed: {
    readonly status: PipitAgentStatus
    readonly agentInfo: { readonly uid: string; readonly nickname: string; readonly avatar?: string }
  }
  thread_status_changed: {
    readonly thread: PipitThread
    readonly action:
      | 'created'
      | 'assigned'
      | 'transferred'
      | 'held'
      | 'resumed'
      | 'closed'
      | 'reopened'
      | 'updated'
  }
}

/** What the workspace understands, by `type`. */
export interface PipitCommands {
  update_agent_status: { readonly status: PipitAgentStatus }
  update_agent_status_available: undefined
  update_agent_status_busy: undefined
  update_agent_status_offline: undefined
  refresh_threads: undefined
  /** Without `threadUid`, of every conversation. */
  clear_unread_count: { readonly threadUid?: string }
  /** Asks for the current counts; answered with `unread_message_count`. */
  hello: undefined
}

/** How every message of the workspace looks. */
export interface PipitMessage<K extends keyof PipitEvents = keyof PipitEvents> {
  readonly type: K
  readonly data: PipitEvents[K]
  /** Unix time in milliseconds. */
  readonly timestamp: number
  readonly source: 'bytedesk-desktop'
}

export interface PipitHost {
  /** Calls `listener` for each message of this type. @returns a function that ends it. */
  on<K extends keyof PipitEvents>(type: K, listener: (data: PipitEvents[K]) => void): () => void
  setStatus(status: PipitAgentStatus): void
  refreshThreads(): void
  clearUnread(threadUid?: string): void
  /** Stops listening; the frame itself stays. */
  disconnect(): void
}

export interface PipitHostOptions {
  /** Where Pipit is, when the frame's `src` does not say it. */
  readonly origin?: string
}

/**
 * Talks with the agent workspace in `frame`. Listens to that window and that origin only, and sends to that origin
 * only: what stands in the frame after somebody navigated it elsewhere learns nothing.
 * @throws TypeError when neither `frame.src` nor `origin` is an http(s) address.
 */
export function connectPipit(frame: HTMLIFrameElement, options: PipitHostOptions = {}): PipitHost {
  const address = new URL(options.origin ?? frame.src)
  if (!/^https?:$/.test(address.protocol))
    throw new TypeError('connectPipit: give the frame a src, or an origin.')
  const { origin } = address
  const listeners = new Map<string, Set<(data: never) => void>>()

  const post = <K extends keyof PipitCommands>(type: K, data?: PipitCommands[K]): void =>
    frame.contentWindow?.postMessage({ type, data, timestamp: Date.now() }, origin)
  const hello = (): void => post('hello')
  const receive = (event: MessageEvent): void => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return
    const message = event.data as Partial<PipitMessage> | null
    if (message?.source !== 'bytedesk-desktop') return
    for (const listener of listeners.get(String(message.type)) ?? []) listener(message.data as never)
  }

  window.addEventListener('message', receive)
  frame.addEventListener('load', hello)
  hello()

  return {
    on(type, listener) {
      const known = listeners.get(type) ?? new Set()
      listeners.set(type, known.add(listener))
      return () => void known.delete(listener)
    },
    setStatus: (status) => post('update_agent_status', { status }),
    refreshThreads: () => post('refresh_threads'),
    clearUnread: (threadUid) => post('clear_unread_count', threadUid === undefined ? {} : { threadUid }),
    disconnect() {
      window.removeEventListener('message', receive)
      frame.removeEventListener('load', hello)
      listeners.clear()
    },
  }
}
