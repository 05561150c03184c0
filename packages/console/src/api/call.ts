import type { Endpoint, Input, Output } from '@pipit/contract'
import { ApiError, toApiError } from './error.ts'

type QueryValue = string | number | boolean

interface Parts {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>
  readonly body?: unknown
}

/** Fills `:name` parameters and appends the query; absent values are left out, several are said one after the other. */
export function toUrl(path: string, { params = {}, query = {} }: Parts) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined) search.append(key, String(one))
  return search.size ? `${filled}?${search}` : filled
}

async function send(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init)
    const body: unknown = await response.json().catch(() => undefined)
    return { response, body }
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiError({ status: 0, code: 'network', message: 'The server did not answer.' }, cause)
  }
}

interface CallOptions {
  /** Lets the call outlive the page; for small bodies. */
  readonly keepalive?: boolean
  /** Makes a repeated call do nothing again. */
  readonly idempotencyKey?: string
}

/** Calls one endpoint of the contract; every failure is an `ApiError`. */
export async function call<E extends Endpoint>(
  e: E,
  input: Input<E>,
  signal?: AbortSignal,
  { keepalive, idempotencyKey }: CallOptions = {},
): Promise<Output<E>> {
  const parts = input as Parts
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (e.method !== 'GET') headers['X-Pipit-Csrf'] = '1'
  if (parts.body !== undefined) headers['Content-Type'] = 'application/json'
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey

  const { response, body } = await send(toUrl(e.path, parts), {
    method: e.method,
    headers,
    credentials: 'same-origin',
    ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    ...(signal ? { signal } : {}),
    ...(keepalive ? { keepalive } : {}),
  })
  if (!response.ok || body === undefined) throw toApiError(response.status, response.headers, body)
  return body as Output<E>
}
