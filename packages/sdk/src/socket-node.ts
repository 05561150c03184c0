import { createHash, randomBytes } from 'node:crypto'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { HandshakeError, type Connect, type Socket, type SocketEvents } from './socket.ts'

// RFC 6455, the client's half: Node 20 has no WebSocket of its own, and the built-in one of later versions
// hides the answer to a refused handshake, which says whether to try again.

const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const maxMessage = 64 * 1024 * 1024
const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const
const handshakeTimeout = 15_000

export const connect: Connect = async (url, events, signal) => {
  const secure = url.startsWith('wss:')
  const { request } = secure ? await import('node:https') : await import('node:http')
  const key = randomBytes(16).toString('base64')
  return new Promise((resolve, reject) => {
    const outgoing: ClientRequest = request(url.replace(/^ws/, 'http'), {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': key,
      },
      // A pooled connection cannot be taken over.
      agent: false,
      timeout: handshakeTimeout,
    })
    const onAbort = () => outgoing.destroy(new Error('aborted'))
    signal?.addEventListener('abort', onAbort)
    const settle = () => signal?.removeEventListener('abort', onAbort)
    if (signal?.aborted) onAbort()

    outgoing.on('timeout', () =>
      outgoing.destroy(new Error(`No answer to the handshake in ${handshakeTimeout} ms.`)),
    )
    outgoing.on('error', (error) => {
      settle()
      reject(error)
    })
    outgoing.on('response', (incoming) => {
      settle()
      reject(refusal(incoming))
      outgoing.destroy()
    })
    outgoing.on('upgrade', (incoming, stream, head) => {
      settle()
      const expected = createHash('sha1')
        .update(key + guid)
        .digest('base64')
      if (incoming.headers['sec-websocket-accept'] !== expected) {
        stream.destroy()
        reject(new HandshakeError('The server does not speak WebSocket: wrong Sec-WebSocket-Accept.', 101, 0))
        return
      }
      stream.setTimeout?.(0)
      resolve(attach(stream, head, events))
    })
    outgoing.end()
  })
}

function refusal({ statusCode, headers }: IncomingMessage): HandshakeError {
  const status = Number(headers['handshake-status'] ?? statusCode)
  const message = String(headers['handshake-msg'] ?? 'no reason given')
  return new HandshakeError(
    `The server refused the connection: ${status} ${message}.`,
    status,
    Number(headers['handshake-autherrcode'] ?? 0),
  )
}

function attach(
  stream: Duplex & { setTimeout?: (ms: number) => void },
  head: Buffer,
  events: SocketEvents,
): Socket {
  let pending: Buffer = Buffer.alloc(0)
  let parts: Buffer[] = []
  let closed = false

  const end = (reason: string) => {
    if (closed) return
    closed = true
    stream.destroy()
    events.onClose(reason)
  }
  const fail = (reason: string, code: number) => {
    if (!closed) stream.write(encode(opcode.close, closePayload(code)))
    end(reason)
  }
  const receive = (chunk: Buffer) => {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
    for (;;) {
      const frame = closed ? 'incomplete' : decode(pending)
      if (frame === 'incomplete') return
      if (typeof frame === 'string') return fail(frame, 1002)
      pending = pending.subarray(frame.size)
      handle(frame)
    }
  }
  const handle = ({ op, fin, payload }: Frame) => {
    if (op === opcode.ping) stream.write(encode(opcode.pong, payload))
    else if (op === opcode.close) {
      stream.write(encode(opcode.close, payload.subarray(0, 2)))
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      end(`closed by the server with ${code} ${payload.subarray(2).toString('utf8')}`.trimEnd())
    } else if (op === opcode.text || op === opcode.binary || op === opcode.continuation) {
      if ((op === opcode.continuation) !== parts.length > 0)
        return fail('a continuation frame is out of place', 1002)
      parts.push(payload)
      if (parts.reduce((sum, part) => sum + part.length, 0) > maxMessage) return fail('message too big', 1009)
      if (!fin) return
      const message = parts.length === 1 ? payload : Buffer.concat(parts)
      parts = []
      events.onMessage(message)
    }
  }

  stream.on('error', (error) => end(error.message))
  stream.on('close', () => end('the connection was cut'))
  stream.on('end', () => end('the connection was cut'))
  // Later, so that whoever awaits the socket holds it when the first message comes.
  if (head.length > 0) stream.unshift(head)
  setImmediate(() => stream.on('data', receive))
  return {
    send: (data) => {
      if (!closed) stream.write(encode(opcode.binary, data))
    },
    close: () => fail('closed by this client', 1000),
  }
}

interface Frame {
  readonly op: number
  readonly fin: boolean
  readonly payload: Buffer
  readonly size: number
}

function decode(bytes: Buffer): Frame | string {
  if (bytes.length < 2) return 'incomplete'
  const first = bytes.readUInt8(0)
  const second = bytes.readUInt8(1)
  if ((first & 0x70) !== 0) return 'reserved bits are set'
  if ((second & 0x80) !== 0) return 'a frame of the server is masked'
  let length = second & 0x7f
  let at = 2
  if (length === 126) {
    if (bytes.length < 4) return 'incomplete'
    length = bytes.readUInt16BE(2)
    at = 4
  } else if (length === 127) {
    if (bytes.length < 10) return 'incomplete'
    const long = bytes.readBigUInt64BE(2)
    if (long > maxMessage) return 'message too big'
    length = Number(long)
    at = 10
  }
  if (bytes.length < at + length) return 'incomplete'
  return {
    op: first & 0x0f,
    fin: (first & 0x80) !== 0,
    payload: bytes.subarray(at, at + length),
    size: at + length,
  }
}

/** One final frame, masked as a client must. */
export function encode(op: number, payload: Uint8Array): Buffer {
  const { length } = payload
  const extra = length < 126 ? 0 : length < 65536 ? 2 : 8
  const frame = Buffer.allocUnsafe(6 + extra + length)
  frame[0] = 0x80 | op
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127)
  if (extra === 2) frame.writeUInt16BE(length, 2)
  else if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2)
  const mask = randomBytes(4)
  frame.set(mask, 2 + extra)
  for (let i = 0; i < length; i++) frame[6 + extra + i] = (payload[i] ?? 0) ^ (mask[i & 3] ?? 0)
  return frame
}

function closePayload(code: number): Buffer {
  const payload = Buffer.alloc(2)
  payload.writeUInt16BE(code, 0)
  return payload
}
