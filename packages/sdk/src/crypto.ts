import { fromBase64, toHex, utf8 } from './bytes.ts'

// Web Crypto rather than node:crypto: the same code runs in Node, Deno, Bun, browsers and edge runtimes.

interface Subtle {
  digest(algorithm: string, data: Uint8Array): Promise<ArrayBuffer>
  importKey(
    format: 'raw',
    key: ArrayBuffer,
    algorithm: string,
    extractable: boolean,
    uses: string[],
  ): Promise<object>
  decrypt(algorithm: { name: string; iv: Uint8Array }, key: object, data: Uint8Array): Promise<ArrayBuffer>
}

const subtle = () => (globalThis as unknown as { crypto: { subtle: Subtle } }).crypto.subtle

export const sha256 = async (text: string): Promise<ArrayBuffer> => subtle().digest('SHA-256', utf8(text))

/** AES-256-CBC under the SHA-256 of the encrypt key; the first 16 bytes are the IV. */
export async function decrypt(encryptKey: string, encrypted: string): Promise<string> {
  const bytes = fromBase64(encrypted)
  const key = await subtle().importKey('raw', await sha256(encryptKey), 'AES-CBC', false, ['decrypt'])
  const plain = await subtle().decrypt(
    { name: 'AES-CBC', iv: bytes.subarray(0, 16) },
    key,
    bytes.subarray(16),
  )
  return new TextDecoder('utf-8', { fatal: true }).decode(plain)
}

/** Hex SHA-256 over timestamp, nonce, encrypt key and the body as it came. */
export const signature = async (
  timestamp: string,
  nonce: string,
  encryptKey: string,
  body: string,
): Promise<string> => toHex(new Uint8Array(await sha256(timestamp + nonce + encryptKey + body)))

/** Takes the same time whatever differs. */
export function equal(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % (b.length || 1))
  return difference === 0
}
