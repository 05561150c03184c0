/** The frames of the long connection: protobuf 2, written by hand because there are only nine fields. */
export interface Frame {
  readonly seqId: bigint
  readonly logId: bigint
  readonly service: number
  /** 0 control, 1 data. */
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer
}

const varint = (out: number[], value: bigint): void => {
  let rest = BigInt.asUintN(64, value)
  while (rest > 127n) {
    out.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  out.push(Number(rest))
}

const lengthDelimited = (field: number, bytes: Buffer): Buffer => {
  const head: number[] = [(field << 3) | 2]
  varint(head, BigInt(bytes.length))
  return Buffer.concat([Buffer.from(head), bytes])
}

/** Required members are written even when they are 0: the official Node SDK refuses a frame without them. */
export function encodeFrame(frame: Frame): Buffer {
  const numbers: number[] = []
  ;[frame.seqId, frame.logId, BigInt(frame.service), BigInt(frame.method)].forEach((value, i) => {
    numbers.push((i + 1) << 3)
    varint(numbers, value)
  })
  const headers = Object.entries(frame.headers).map(([key, value]) =>
    lengthDelimited(
      5,
      Buffer.concat([lengthDelimited(1, Buffer.from(key)), lengthDelimited(2, Buffer.from(value))]),
    ),
  )
  return Buffer.concat([Buffer.from(numbers), ...headers, lengthDelimited(8, frame.payload)])
}

type Field = readonly [field: number, value: bigint | Buffer]

/** The fields of a message in their order. @throws RangeError when the bytes are not a message. */
function* fieldsOf(bytes: Buffer): Generator<Field> {
  let at = 0
  const read = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) break
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new RangeError('a number is cut off')
  }
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError('a field is cut off')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = Number(read())
    const wireType = tag & 7
    if (wireType === 0) yield [tag >>> 3, read()]
    else if (wireType === 2) yield [tag >>> 3, take(Number(read()))]
    else if (wireType === 1) take(8)
    else if (wireType === 5) take(4)
    else throw new RangeError(`wire type ${wireType} is not known`)
  }
}

/** @throws RangeError when the bytes are not a frame. */
export function decodeFrame(bytes: Buffer): Frame {
  const numbers = [0n, 0n, 0n, 0n]
  const headers: Record<string, string> = Object.create(null) as Record<string, string>
  let payload = Buffer.alloc(0)
  for (const [field, value] of fieldsOf(bytes)) {
    if (typeof value === 'bigint') {
      if (field <= 4) numbers[field - 1] = value
    } else if (field === 5) {
      const [key, text] = headerOf(value)
      headers[key] = text
    } else if (field === 8) payload = Buffer.from(value)
  }
  return {
    seqId: numbers[0]!,
    logId: numbers[1]!,
    service: Number(BigInt.asIntN(32, numbers[2]!)),
    method: Number(BigInt.asIntN(32, numbers[3]!)),
    headers: { ...headers },
    payload,
  }
}

function headerOf(bytes: Buffer): [key: string, value: string] {
  let key = ''
  let text = ''
  for (const [field, value] of fieldsOf(bytes)) {
    if (typeof value === 'bigint') continue
    if (field === 1) key = value.toString('utf8')
    if (field === 2) text = value.toString('utf8')
  }
  return [key, text]
}
