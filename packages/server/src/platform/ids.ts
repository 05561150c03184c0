import { randomBytes, randomInt } from 'node:crypto'

/** 2000-01-01; chosen so that every id made since 2016 has nineteen digits and ids sort as text. */
const epoch = 946_684_800_000

let lastMillisecond = 0
let sequence = 0
/** A clock that was set back by more is followed: readers of a span of time would miss ids that stay ahead of it. */
const followed = 60_000
// Two processes rarely share these ten bits; the primary key catches what is left.
const node = BigInt(randomInt(1024)) << 11n

/**
 * A decimal id of nineteen digits, as the wire has them: milliseconds, process, sequence. Ids of one process
 * ascend; ids of all processes sort by the millisecond.
 */
export function newId(at = Date.now()): string {
  if (at > lastMillisecond || lastMillisecond - at > followed) {
    lastMillisecond = at
    sequence = 0
  } else {
    // The clock stood still or went back a little, or 2,048 ids were made in this millisecond: keep ascending.
    sequence += 1
    if (sequence === 2048) {
      lastMillisecond += 1
      sequence = 0
    }
  }
  return compose(lastMillisecond, sequence)
}

/** An id as if it had been made at `at`; for seeded history. Not ordered within one millisecond. */
export const idAt = (at: number): string => compose(at, randomInt(2048))

/** The smallest id that can have been made at `at` or later, for reading a span of time from an index of ids. */
export const idFloor = (at: number): string => {
  const floor = BigInt(Math.trunc(at) - epoch) << 21n
  // Numbers of another length would not sort as text; no id is older or younger than those of nineteen digits.
  return floor < 10n ** 18n ? '0' : floor < 10n ** 19n ? floor.toString() : '9'.repeat(19)
}

const compose = (at: number, n: number): string => ((BigInt(at - epoch) << 21n) | node | BigInt(n)).toString()

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

export const newOpenId = (): string => `ou_${hex(16)}`
export const newUnionId = (): string => `on_${hex(16)}`
export const newUserId = (): string => hex(4)
export const newChatId = (): string => `oc_${hex(16)}`
export const newMessageId = (): string => `om_${hex(16)}`
export const newThreadId = (): string => `omt_${hex(16)}`
export const newImageKey = (): string => `img_v3_${hex(16)}`
export const newFileKey = (): string => `file_v3_${hex(16)}`
export const newDepartmentId = (): string => `od-${hex(16)}`
export const newAppId = (): string => `cli_${hex(8)}`
/** Public: it stands in the pages of other sites. */
export const newWidgetId = (): string => `wgt_${hex(8)}`
export const newVisitId = (): string => hex(8)
export const newEventId = (): string => hex(16)

/**
 * A number for wire fields that carry ids as JSON numbers (`comments.id`, `comments.user_id`). Stable for a text id,
 * and below 2^53 so that JavaScript clients read what was sent.
 */
export const numberOf = (openId: string): number => Number.parseInt(openId.slice(3, 16), 16)

let lastNumber = 0

/** An ascending whole number below 2^53, for ids that the wire writes as numbers. */
export function newNumber(at = Date.now()): number {
  lastNumber = Math.max(lastNumber + 1, at * 1024 + randomInt(512))
  return lastNumber
}

let logCounter = randomInt(0x10000)
let logSecond = 0
let logPrefix = ''

/** Fourteen digits of UTC time and twenty hex digits, ascending: `20250904055824` + `2a7…`. */
export function newLogId(at = Date.now()): string {
  const second = Math.floor(at / 1000)
  if (second !== logSecond) {
    logSecond = second
    logPrefix = new Date(second * 1000).toISOString().replace(/\D/g, '').slice(0, 14)
  }
  logCounter = (logCounter + 1) & 0xffff
  const millisecond = (at % 1000).toString(16).padStart(3, '0')
  return logPrefix + millisecond + logCounter.toString(16).padStart(4, '0') + randomHex13()
}

let pool = ''
let poolOffset = 0

/** Thirteen random hex digits, drawn from the kernel in blocks: one system call for 300 log ids. */
function randomHex13(): string {
  if (poolOffset + 13 > pool.length) {
    pool = hex(2048)
    poolOffset = 0
  }
  poolOffset += 13
  return pool.slice(poolOffset - 13, poolOffset)
}
