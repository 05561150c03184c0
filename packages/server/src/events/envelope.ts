import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** How an app's receiver wants its events: encrypted when there is a key. */
export interface Sealing {
  readonly encryptKey: string | undefined
}

/** A request body with the headers that prove where it comes from. */
export interface Sealed {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** AES-256-CBC under the SHA-256 of the key, the random vector in front, in base64. */
export function encryptText(key: string, text: string): string {
  const vector = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), vector)
  return Buffer.concat([vector, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** Lower hex SHA-256 of timestamp, nonce, key and body; without a key it is an empty text. */
export const signatureOf = (timestamp: string, nonce: string, key: string, body: string): string =>
  createHash('sha256').update(timestamp).update(nonce).update(key).update(body).digest('hex')

/**
 * The body as it goes over the wire, signed. It is compact JSON, because the official Node SDK signs what it has
 * parsed and written again; the signature is always there, because the Python SDK asks for it without a key too.
 * @param now Unix ms
 */
export function seal(envelope: unknown, { encryptKey }: Sealing, now: number): Sealed {
  const plain = JSON.stringify(envelope)
  const body = encryptKey ? JSON.stringify({ encrypt: encryptText(encryptKey, plain) }) : plain
  const timestamp = String(Math.floor(now / 1000))
  const nonce = randomBytes(8).toString('hex')
  return {
    body,
    headers: {
      'Content-Type': 'application/json;charset=utf-8',
      'X-Lark-Request-Timestamp': timestamp,
      'X-Lark-Request-Nonce': nonce,
      'X-Lark-Signature': signatureOf(timestamp, nonce, encryptKey ?? '', body),
    },
  }
}
