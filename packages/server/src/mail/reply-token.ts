import { timingSafeEqual } from 'node:crypto'
import { type Keys, hmac } from '../platform/secrets.ts'

/** 80 bits: nobody guesses them through a mail server. */
const signatureLength = 16

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** Letters that survive an address that somebody writes in capitals. */
function base32(bytes: Buffer): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      text += alphabet[(value >> (bits - 5)) & 31]
      bits -= 5
    }
  }
  return text
}

const signature = (keys: Keys, tenantId: string, ticketId: string): string =>
  base32(hmac(keys.signing, Buffer.from(`mail reply ${tenantId} ${ticketId}`))).slice(0, signatureLength)

/** Names a ticket in an address or a subject; only we can make it. */
export const replyToken = (keys: Keys, tenantId: string, ticketId: string): string =>
  `${ticketId}-${signature(keys, tenantId, ticketId)}`

const pattern = /(\d{19})-([a-z2-7]{16})(?![a-z0-9])/gi

/** The ticket that a text names with a token of ours. */
export function ticketInText(keys: Keys, tenantId: string, text: string): string | undefined {
  for (const [, ticketId, given] of text.slice(0, 5000).matchAll(pattern)) {
    const expected = Buffer.from(signature(keys, tenantId, ticketId!))
    if (timingSafeEqual(expected, Buffer.from(given!.toLowerCase()))) return ticketId
  }
  return undefined
}

/** `support@x` with a token: `support+token@x`. */
export const addressWithToken = (address: string, token: string): string => address.replace(/@/, `+${token}@`)

/** A subject without the marks of answers and our token, for telling whether two are the same. */
export const bareSubject = (subject: string): string =>
  subject
    .replace(/\[#\d{19}-[a-z2-7]{16}\]/gi, '')
    .replace(
      /^(\s*(re|aw|sv|vs|antw|fwd?|wg|tr|rv|回复|回覆|答复|答覆|转发|轉寄)\s*(\[\d+\])?\s*[:：])+/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim()

export const isPassedOn = (subject: string): boolean => /^\s*(fwd?|wg|tr|rv|转发|轉寄)\s*[:：]/i.test(subject)
