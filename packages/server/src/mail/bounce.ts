/** What a report says about one address (RFC 3464). */
export interface Undelivered {
  readonly recipient: string
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** As people can read it: the last server's words, or its number. */
  readonly reason: string
}

export interface Bounce {
  /** The mails it can be about, the most certain first; without angle brackets. */
  readonly messageIds: readonly string[]
  readonly recipients: readonly Undelivered[]
}

export interface ReportPart {
  readonly type: string
  readonly text: string
}

/** Reads a delivery report out of the parts of a `multipart/report`; nothing when it is about something else. */
export function readBounce(parts: readonly ReportPart[], references: readonly string[]): Bounce | undefined {
  const report = parts.find(({ type }) => type === 'message/delivery-status')
  if (!report) return undefined
  const recipients = unfold(report.text)
    .split(/\n\s*\n/)
    .flatMap((group): Undelivered[] => {
      const fields = fieldsOf(group)
      const action = fields.get('action')?.toLowerCase()
      const recipient = typed(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '')
      if (action === undefined || recipient === '' || !isAction(action)) return []
      const words = typed(fields.get('diagnostic-code') ?? '')
      const status = fields.get('status') ?? ''
      return [{ recipient, action, reason: (words || status || action).slice(0, 500) }]
    })
  const returned = parts.find(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
  const original =
    returned && /^message-id:\s*<([^<>\s]+)>/im.exec(unfold(returned.text).slice(0, 50_000))?.[1]
  return { messageIds: [...(original ? [original] : []), ...references], recipients }
}

const unfold = (text: string): string => text.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ')

const fieldsOf = (group: string): Map<string, string> =>
  new Map(
    group.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      return colon < 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]]
    }),
  )

/** `rfc822; somebody@example.com`: the type is of no interest. */
const typed = (value: string): string => value.replace(/^[\w-]+\s*;\s*/, '').trim()

const isAction = (action: string): action is Undelivered['action'] =>
  ['failed', 'delayed', 'delivered', 'relayed', 'expanded'].includes(action)
