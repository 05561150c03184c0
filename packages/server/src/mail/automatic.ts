/** The headers of one mail by lower-case name; of several with one name the first. */
export type MailHeaders = ReadonlyMap<string, string>

/** Why a mail makes no ticket. `own`: it comes from one of our addresses, or is one of our mails. */
export type Automatic = 'own' | 'auto_submitted' | 'bulk' | 'list' | 'no_sender' | 'auto_response'

/** Programs that write mails; nobody reads what they are answered. */
const robots = /^(mailer-daemon|mail-daemon|postmaster|mdaemon|double-bounce)(\+.*)?@/i

/**
 * Why nobody waits for an answer to this mail, if nobody does: it was written by a program (RFC 3834), sent to many, or
 * is our own mail come back. Two programs that answer each other never stop.
 * @param own Addresses of our mailboxes, in lower case.
 */
export function automaticReason(
  headers: MailHeaders,
  from: string,
  own: ReadonlySet<string>,
): Automatic | undefined {
  if (own.has(from.toLowerCase())) return 'own'
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase()
  if (submitted !== undefined && !/^no\b/.test(submitted)) return 'auto_submitted'
  if (from === '' || headers.get('return-path')?.trim() === '<>' || robots.test(from)) return 'no_sender'
  if (/^(bulk|junk|list|auto_reply)$/i.test(headers.get('precedence')?.trim() ?? ''))
    return headers.has('list-id') ? 'list' : 'bulk'
  if (headers.has('list-id') || headers.has('list-post')) return 'list'
  if (headers.has('list-unsubscribe')) return 'bulk'
  // Exchange puts it on what it writes by itself; old versions put nothing else there.
  if (/\b(all|autoreply|oof)\b/i.test(headers.get('x-auto-response-suppress') ?? '')) return 'auto_response'
  if (headers.has('x-autoreply') || headers.has('x-autorespond')) return 'auto_response'
  return undefined
}
