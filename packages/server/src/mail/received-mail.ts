import { createHash } from 'node:crypto'
import PostalMime, { type Address, type Attachment, type Mailbox } from 'postal-mime'
import type { MailHeaders } from './automatic.ts'
import type { ReportPart } from './bounce.ts'

export interface MailAddress {
  readonly address: string
  readonly name: string
}

export interface MailFile {
  readonly name: string
  readonly type: string
  /** Without angle brackets; what `cid:` links in the HTML name. */
  readonly cid: string | undefined
  readonly content: Uint8Array
}

/** A mail as far as we look into it. */
export interface ReceivedMail {
  /** Without angle brackets. Made from the content where the sender gave none. */
  readonly messageId: string
  readonly from: MailAddress | undefined
  readonly replyTo: MailAddress | undefined
  /** Every address it was sent to, in lower case. */
  readonly recipients: readonly string[]
  readonly subject: string
  /** The mails it answers, the nearest first, without angle brackets. */
  readonly references: readonly string[]
  readonly headers: MailHeaders
  readonly text: string | undefined
  readonly html: string | undefined
  readonly files: readonly MailFile[]
  /** The parts of a report about another mail; empty in a letter. */
  readonly report: readonly ReportPart[]
}

/** Mails have a few references; some programs never stop adding. */
const maximumReferences = 50

/** Reads a mail. Rejects when it nests or declares more than any letter does. */
export async function readMail(raw: Buffer): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 50 })
  const headers = new Map<string, string>()
  for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value)
  const isReport = /^multipart\/report\b/i.test(headers.get('content-type') ?? '')
  return {
    messageId: idsIn(mail.messageId)[0] ?? `${createHash('sha256').update(raw).digest('hex')}@content`,
    from: firstOf(mail.from && [mail.from]),
    replyTo: firstOf(mail.replyTo),
    recipients: [
      ...flat(mail.to).map(({ address }) => address),
      ...flat(mail.cc).map(({ address }) => address),
      headers.get('delivered-to') ?? '',
      headers.get('envelope-to') ?? '',
      headers.get('x-original-to') ?? '',
    ]
      .flatMap((addresses) => addresses.split(/[,\s]+/))
      .filter((address) => address.includes('@'))
      .map((address) => address.replace(/[<>]/g, '').toLowerCase()),
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim().slice(0, 500),
    references: [...new Set([...idsIn(mail.inReplyTo), ...idsIn(mail.references).reverse()])].slice(
      0,
      maximumReferences,
    ),
    headers,
    text: mail.text,
    html: mail.html,
    files: isReport ? [] : mail.attachments.map(fileOf),
    report: isReport
      ? mail.attachments.map((part) => ({
          type: part.mimeType,
          text: Buffer.from(bytesOf(part)).toString('utf8'),
        }))
      : [],
  }
}

const idsIn = (text: string | undefined): string[] =>
  [...(text ?? '').slice(0, 20_000).matchAll(/<([^<>\s]{3,400})>/g)].map((match) => match[1]!)

const flat = (addresses: readonly Address[] | undefined): Mailbox[] =>
  (addresses ?? []).flatMap((address) => address.group ?? [address as Mailbox])

function firstOf(addresses: readonly Address[] | undefined): MailAddress | undefined {
  const found = flat(addresses).find(({ address }) => isAddress(address))
  return found && { address: found.address.toLowerCase(), name: clean(found.name).slice(0, 100) }
}

/** One that can be written to and put into a header without harm. */
export const isAddress = (text: string | undefined): text is string =>
  text !== undefined && text.length <= 254 && /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/.test(text)

/** Names go into headers and file lists: no line ends, no control characters. */
const clean = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim()

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}

function fileOf(part: Attachment, index: number): MailFile {
  const name = clean(part.filename ?? '').replace(/[/\\]/g, '_')
  return {
    name: (
      name ||
      `${part.mimeType === 'message/rfc822' ? 'message' : 'attachment'}-${index + 1}${endingOf(part.mimeType)}`
    ).slice(-200),
    type: part.mimeType,
    cid: part.contentId?.replace(/^<|>$/g, ''),
    content: bytesOf(part),
  }
}

const endings: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/plain': '.txt',
  'text/html': '.html',
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
}

const endingOf = (type: string): string => endings[type] ?? ''
