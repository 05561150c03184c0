/** The one message of the long connection, in protobuf 2. */
export interface Frame {
  readonly seqId: bigint
  readonly logId: bigint
  readonly service: number
  /** 0 control, 1 data */
  readonly method: number
  readonly headers: readonly (readonly [key: string, value: string])[]
  readonly payloadEncoding?: string | undefined
  readonly payloadType?: string | undefined
  readonly payload?: Uint8Array | undefined
  readonly logIdNew?: string | undefined
}

const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const
const mask32 = 0xffff_ffffn
const mask64 = 0xffff_ffff_ffff_ffffn

class Writer {
  readonly #bytes: number[] = []

  varint(field: number, value: bigint): this {
    this.#key(field, wire.varint)
    return this.#raw(value & mask64)
  }

  bytes(field: number, value: Uint8Array): this {
    this.#key(field, wire.bytes)
    this.#raw(BigInt(value.length))
    for (const byte of value) this.#bytes.push(byte)
    return this
  }

  text(field: number, value: string | undefined): this {
    return value === undefined ? this : this.bytes(field, new TextEncoder().encode(value))
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }

  #key(field: number, type: number): void {
    this.#raw(BigInt((field << 3) | type))
  }

  #raw(value: bigint): this {
    let rest = value
    while (rest > 0x7fn) {
      this.#bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    this.#bytes.push(Number(rest))
    return this
  }
}

/** Required members are written even when they are 0: decoders of protobuf 2 insist on them. */
export function encodeFrame(frame: Frame): Uint8Array {
  const writer = new Writer()
    .varint(1, frame.seqId)
    .varint(2, frame.logId)
    .varint(3, BigInt(frame.service))
    .varint(4, BigInt(frame.method))
  for (const [key, value] of frame.headers) {
    writer.bytes(5, new Writer().text(1, key).text(2, value).finish())
  }
  writer.text(6, frame.payloadEncoding).text(7, frame.payloadType)
  if (frame.payload) writer.bytes(8, frame.payload)
  return writer.text(9, frame.logIdNew).finish()
}

interface Field {
  readonly number: number
  readonly varint: bigint
  readonly bytes: Uint8Array
}

const none = new Uint8Array()

/** The fields of a message, unknown ones included. Throws on bytes that are no message. */
function* fields(message: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++]
      if (byte === undefined) break
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value & mask64
    }
    throw new RangeError('The frame breaks off, or is no protobuf message.')
  }
  const take = (length: number): Uint8Array => {
    if (length > message.length - at) throw new RangeError('The frame is shorter than it says.')
    at += length
    return message.subarray(at - length, at)
  }
  while (at < message.length) {
    const key = Number(varint() & mask32)
    const number = key >>> 3
    const type = key & 7
    if (type === wire.varint) yield { number, varint: varint(), bytes: none }
    else if (type === wire.bytes) yield { number, varint: 0n, bytes: take(Number(varint())) }
    else if (type === wire.fixed64) take(8)
    else if (type === wire.fixed32) take(4)
    else throw new RangeError(`The frame holds wire type ${type}.`)
  }
}

export function decodeFrame(message: Uint8Array): Frame {
  const numbers = new Map<number, bigint>()
  const texts = new Map<number, string>()
  const headers: [string, string][] = []
  let payload: Uint8Array | undefined
  for (const { number, varint, bytes } of fields(message)) {
    if (number === 5) headers.push(decodeHeader(bytes))
    else if (number === 8) payload = bytes
    else if (number === 6 || number === 7 || number === 9) texts.set(number, new TextDecoder().decode(bytes))
    else numbers.set(number, varint)
  }
  const int32 = (field: number) => Number(BigInt.asIntN(32, numbers.get(field) ?? 0n))
  return {
    seqId: numbers.get(1) ?? 0n,
    logId: numbers.get(2) ?? 0n,
    service: int32(3),
    method: int32(4),
    headers,
    payloadEncoding: texts.get(6),
    payloadType: texts.get(7),
    payload,
    logIdNew: texts.get(9),
  }
}

function decodeHeader(message: Uint8Array): [string, string] {
  const pair: [string, string] = ['', '']
  for (const { number, bytes } of fields(message)) {
    if (number === 1 || number === 2) pair[number - 1] = new TextDecoder().decode(bytes)
  }
  return pair
}
