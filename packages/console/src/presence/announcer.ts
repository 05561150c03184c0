/** How often a page says that it still shows its ticket, in ms; the server forgets it after 30 s. */
const beat = 15_000
/** How often it says that its reader still writes. */
const typingBeat = 3_000
/** A pause in writing that is not worth the mark any more. */
const typingPause = 5_000

export interface Note {
  readonly page: string
  readonly ticket_id?: string
  readonly typing?: boolean
  /** What is typed is for the guest. */
  readonly answering?: boolean
}

interface Options {
  readonly send: (note: Note) => void
  readonly page: string
  readonly now?: () => number
}

/** Says what this page shows and whether its reader writes; says nothing twice without need. */
export function createAnnouncer({ send, page, now = Date.now }: Options) {
  let shown: string | undefined
  let typing = false
  let answering = false
  let saidAt = 0
  let beatTimer: ReturnType<typeof setInterval> | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  const say = () => {
    saidAt = now()
    send({
      page,
      ...(shown !== undefined && { ticket_id: shown, typing }),
      ...(typing && answering && { answering }),
    })
  }
  const stopTyping = () => {
    clearTimeout(typingTimer)
    if (!typing) return
    typing = false
    say()
  }

  return {
    /** @param ticketId Nothing when none is shown, or nobody looks at it. */
    show: (ticketId: string | undefined) => {
      if (shown === ticketId) return
      clearInterval(beatTimer)
      clearTimeout(typingTimer)
      typing = false
      shown = ticketId
      say()
      if (ticketId !== undefined) beatTimer = setInterval(say, beat)
    },
    /** After the connection was lost the server may have forgotten us. */
    again: () => {
      if (shown !== undefined) say()
    },
    /** To be called with every key. @param toGuest whether an answer is being written */
    type: (toGuest = false) => {
      if (shown === undefined) return
      clearTimeout(typingTimer)
      typingTimer = setTimeout(stopTyping, typingPause)
      if (typing && answering === toGuest && now() - saidAt < typingBeat) return
      typing = true
      answering = toGuest
      say()
    },
    stopTyping,
  }
}
