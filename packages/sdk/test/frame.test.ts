import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame, encodeFrame } from '../src/frame.ts'
import { Parts } from '../src/parts.ts'

// protobufjs comes with the official SDK: the codec is held against it.
interface Codec {
  encode(message: object): { finish(): Uint8Array }
  decode(bytes: Uint8Array): object
  toObject(message: object, options: object): Record<string, unknown>
}
const { parse } = createRequire(import.meta.url)('protobufjs') as {
  parse(source: string): { root: { lookupType(name: string): Codec } }
}
const reference = parse(`syntax = "proto2";
message Header { required string key = 1; required string value = 2; }
message Frame {
  required uint64 SeqID = 1; required uint64 LogID = 2; required int32 service = 3; required int32 method = 4;
  repeated Header headers = 5; optional string payloadEncoding = 6; optional string payloadType = 7;
  optional bytes payload = 8; optional string LogIDNew = 9;
}`).root.lookupType('Frame')

const frames = fc.record({
  seqId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  logId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  service: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  method: fc.integer({ min: 0, max: 1 }),
  headers: fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
  payloadEncoding: fc.option(fc.string(), { nil: undefined }),
  payloadType: fc.option(fc.string(), { nil: undefined }),
  payload: fc.option(fc.uint8Array({ maxLength: 500 }), { nil: undefined }),
  logIdNew: fc.option(fc.string(), { nil: undefined }),
})

test('what is written is read back, and read the same by protobufjs', () => {
  fc.assert(
    fc.property(frames, (frame) => {
      const bytes = encodeFrame(frame)
      expect(decodeFrame(bytes)).toEqual(frame)
      const other = reference.toObject(reference.decode(bytes), { longs: String, bytes: Array, arrays: true })
      expect(other).toMatchObject({
        SeqID: String(frame.seqId),
        LogID: String(frame.logId),
        service: frame.service,
        method: frame.method,
        headers: frame.headers.map(([key, value]) => ({ key, value })),
      })
      expect(reference.encode(reference.decode(bytes)).finish()).toEqual(Buffer.from(bytes))
    }),
  )
})

test('garbage is refused or read, never looped over', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      let error: unknown
      try {
        decodeFrame(bytes)
      } catch (thrown) {
        error = thrown
      }
      expect(error === undefined || error instanceof RangeError).toBe(true)
    }),
  )
})

test('parts come together in any order, and late ones do not', () => {
  const parts = new Parts()
  const part = (text: string) => new TextEncoder().encode(text)
  expect(parts.add('m', 3, 2, part('c'), 0)).toBeUndefined()
  expect(parts.add('m', 3, 0, part('a'), 1)).toBeUndefined()
  expect(parts.add('m', 3, 0, part('a'), 2)).toBeUndefined()
  expect(parts.add('m', 3, 1, part('b'), 3)).toEqual(part('abc'))
  expect(parts.add('n', 2, 0, part('a'), 0)).toBeUndefined()
  expect(parts.add('n', 2, 1, part('b'), 20_000)).toBeUndefined()
  expect(parts.add('o', 2, 5, part('x'), 20_000)).toBeUndefined()
  expect(parts.add('p', 1, 0, part('whole'), 20_000)).toEqual(part('whole'))
})
