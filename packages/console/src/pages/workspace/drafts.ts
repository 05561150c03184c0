const key = (ticketId: string) => `pipit.draft.${ticketId}`

/** What was being written survives moving between tickets and reloading, in this tab. */
export function readDraft(ticketId: string) {
  try {
    return sessionStorage.getItem(key(ticketId)) ?? ''
  } catch {
    return ''
  }
}

export function writeDraft(ticketId: string, text: string) {
  try {
    if (text) sessionStorage.setItem(key(ticketId), text)
    else sessionStorage.removeItem(key(ticketId))
  } catch {
    // Storage can be switched off; the draft then lives as long as the composer.
  }
}
