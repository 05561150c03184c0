import { concat } from './bytes.ts'
import { ConfigError } from './errors.ts'
import { abortError, connectionError, halfResponse, timeoutError } from './failure.ts'
import {
  isStream,
  type Body,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'
import type { Fetch, FetchResponse } from './web.ts'

/** Carries requests with any `fetch`. */
export const fetchTransport =
  (fetch: Fetch): Transport =>
  (request) =>
    exchange(fetch, request)

async function exchange(fetch: Fetch, request: TransportRequest): Promise<TransportResponse> {
  const { method, signal, timeout } = request
  if (signal?.aborted) throw abortError(signal.reason)
  if (request.body !== undefined && method === 'GET') {
    throw new ConfigError('data', 'fetch cannot send a body with GET: leave `data` out, or call from Node.')
  }
  const controller = new AbortController()
  let failure: unknown
  const stop = (error: unknown) => {
    failure = error
    controller.abort(error)
  }
  const onAbort = () => stop(abortError(signal?.reason))
  signal?.addEventListener('abort', onAbort)
  const timer = timeout > 0 ? setTimeout(() => stop(timeoutError(request)), timeout) : undefined
  const settle = () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }

  let response: FetchResponse
  try {
    response = await fetch(request.origin + request.path, {
      method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: await whole(request.body) }),
      redirect: 'manual',
      signal: controller.signal,
    })
  } catch (cause) {
    settle()
    throw failure ?? connectionError(request, cause)
  }
  const { status } = response
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value
  })
  if (request.stream && status >= 200 && status < 300) {
    clearTimeout(timer)
    return { status, headers, text: '', stream: pour(request, response, () => failure, settle) }
  }
  try {
    return { status, headers, text: await response.text() }
  } catch (cause) {
    throw failure ?? halfResponse(request, 0, cause)
  } finally {
    settle()
  }
}

/** Streams are gathered: sending one needs HTTP/2 and `duplex`, which few runtimes have. */
async function whole(body: Body): Promise<string | ArrayBuffer> {
  if (typeof body === 'string') return body
  const chunks: Uint8Array[] = []
  if (isStream(body)) for await (const chunk of body) chunks.push(chunk)
  else chunks.push(body)
  // A copy with a buffer of its own: that of a Buffer is shared with others.
  return concat(chunks).buffer
}

interface Reader {
  read(): Promise<{ done: boolean; value?: Uint8Array }>
  cancel(): Promise<void>
}

async function* pour(
  request: TransportRequest,
  response: FetchResponse,
  failure: () => unknown,
  settle: () => void,
): AsyncGenerator<Uint8Array> {
  // By reader: not every runtime lets a ReadableStream be iterated.
  const reader = (response.body as { getReader(): Reader } | null)?.getReader()
  let size = 0
  try {
    if (!reader) return
    for (;;) {
      const { done, value } = await reader.read()
      if (done || !value) return
      size += value.length
      yield value
    }
  } catch (cause) {
    throw failure() ?? halfResponse(request, size, cause)
  } finally {
    settle()
    await reader?.cancel().catch(() => {})
  }
}
