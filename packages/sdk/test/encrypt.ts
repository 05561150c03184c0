import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** A delivery as the platform sends it: encrypted body, signed headers. */
export function encrypted(encryptKey: string, envelope: unknown, timestamp = Math.floor(Date.now() / 1000)) {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(envelope)), cipher.final()])
  return signed(encryptKey, JSON.stringify({ encrypt: bytes.toString('base64') }), timestamp)
}

export function signed(encryptKey: string, body: string, timestamp: number) {
  const nonce = 'nonce-1'
  const signature = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex')
  const headers: Record<string, string> = {
    'content-type': 'application/json;charset=utf-8',
    'x-lark-request-timestamp': String(timestamp),
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature,
  }
  return { body, headers }
}

export const ticketCreated = {
  schema: '2.0',
  header: {
    event_id: 'ev-1',
    event_type: 'helpdesk.ticket.created_v1',
    create_time: '1700000000000',
    token: 'vt-1',
    tenant_key: 'tk-1',
    app_id: 'cli_1',
  },
  event: { ticket_id: '6626871355780366331', helpdesk_id: '1', status: 1, chat_id: 'oc_1' },
}
