import { AbortError, ConnectionError, TimeoutError } from './errors.ts'
import type { TransportRequest } from './transport.ts'

/** System errors after which it is certain that nothing was sent. */
const unsent: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'the host is unreachable',
  ENETUNREACH: 'the network is unreachable',
  ETIMEDOUT: 'the connection attempt timed out',
}

const certificates = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/

/** The typed error for what a socket reported before an answer was complete. */
export function connectionError(request: TransportRequest, cause: unknown): ConnectionError {
  const code = codeOf(cause)
  const where = `${request.method} ${request.origin}${withoutQuery(request.path)}`
  const refused = unsent[code]
  if (refused) {
    return new ConnectionError(
      `${where}: ${refused} (${code}). Check \`domain\` and that the server is running.`,
      {
        sent: false,
        cause,
      },
    )
  }
  if (certificates.test(code)) {
    return new ConnectionError(
      `${where}: the server's certificate was not accepted (${code}). Trust its issuer (NODE_EXTRA_CA_CERTS).`,
      { sent: false, cause },
    )
  }
  const why = cause instanceof Error ? cause.message : String(cause)
  return new ConnectionError(
    `${where}: the connection broke before the answer was complete (${code || why}). ` +
      'The server may have acted on the call: check before you repeat a write.',
    { sent: true, cause },
  )
}

export const halfResponse = (request: TransportRequest, received: number, cause?: unknown): ConnectionError =>
  new ConnectionError(
    `${request.method} ${request.origin}${withoutQuery(request.path)}: the server hung up in the middle of its ` +
      `answer, after ${received} bytes of body. It may have acted on the call: check before you repeat a write.`,
    { sent: true, cause },
  )

export const timeoutError = (request: TransportRequest): TimeoutError =>
  new TimeoutError(
    `${request.method} ${request.origin}${withoutQuery(request.path)}: no complete answer within ` +
      `${request.timeout} ms. Raise \`timeout\`, or check the server. It may have acted on the call.`,
    { sent: true },
  )

export const abortError = (reason: unknown): AbortError =>
  new AbortError('The call was aborted by its `signal`.', { cause: reason })

const withoutQuery = (path: string) => path.split('?', 1)[0] ?? ''

/** The system's code, which `fetch` hides one or two causes deep. */
function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 3) return ''
  if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('UND_ERR'))
    return error.code
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0], depth + 1)
  return 'cause' in error ? codeOf(error.cause, depth + 1) : ''
}
