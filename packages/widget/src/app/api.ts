import type { Category, Chat, Faq, Language, Message, Ticket, Token, Widget } from './types.ts'

/** A call that failed; `status` is 0 when the server did not answer. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly logId: string | undefined
  constructor(status: number, code: string, message: string, logId?: string) {
    super(message)
    this.status = status
    this.code = code
    this.logId = logId
  }
}

interface Failure {
  readonly code?: string
  readonly message?: string
  readonly log_id?: string
}

const failureOf = (status: number, body: Failure | undefined) =>
  new ApiError(status, body?.code ?? 'unknown', body?.message ?? `HTTP ${status}`, body?.log_id)

export interface Sent {
  readonly message: Message
  readonly ticket: Ticket
}

/** Calls the server with the token of the visit. @param token read for each call: another tab may have renewed it. */
export function apiWith(token: () => string | undefined) {
  const headers = (): Record<string, string> => {
    const value = token()
    return value === undefined ? {} : { authorization: `Bearer ${value}` }
  }
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    let response: Response
    try {
      response = await fetch(`/visitor/v1/${path}`, {
        method,
        headers: { ...headers(), ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    } catch {
      throw new ApiError(0, 'network', 'The server did not answer.')
    }
    const parsed = (await response.json().catch(() => undefined)) as unknown
    if (!response.ok) throw failureOf(response.status, parsed as Failure)
    return parsed as T
  }

  return {
    headers,
    widget: (id: string) => call<Widget>('GET', `widgets/${encodeURIComponent(id)}`),
    begin: (body: {
      widget_id: string
      origin: string
      language: Language
      page?: string
      identity?: string
    }) => call<Token>('POST', 'sessions', body),
    renew: () => call<Token>('POST', 'session/renew'),
    identify: (identity: string) => call<Token>('POST', 'session/identity', { identity }),
    end: () => call<object>('DELETE', 'session'),
    chat: () => call<Chat>('GET', 'chat'),
    messages: (before?: string) =>
      call<{ items: Message[]; has_more: boolean }>('GET', `messages${before ? `?before=${before}` : ''}`),
    send: (body: {
      text?: string
      image_key?: string
      file_key?: string
      faq_id?: string
      client_id: string
    }) => call<Sent>('POST', 'messages', body),
    human: () => call<{ ticket: Ticket }>('POST', 'human'),
    leave: (body: { name: string; email: string; text: string; client_id: string }) =>
      call<Sent>('POST', 'offline_messages', body),
    read: (id: string) => call<object>('POST', 'read', { id }),
    typing: () => call<object>('POST', 'typing'),
    close: () => call<{ ticket: Ticket }>('POST', 'close'),
    rate: (body: { ticket_id: string; score: number; reason?: string }) =>
      call<{ ticket: Ticket }>('POST', 'ratings', body),
    helpful: (messageId: string, helpful: boolean) =>
      call<object>('POST', `messages/${messageId}/helpful`, { helpful }),
    suggest: (q: string) => call<{ items: Faq[] }>('GET', `suggestions?q=${encodeURIComponent(q)}`),
    categories: (language: Language) => call<{ items: Category[] }>('GET', `categories?language=${language}`),
    faqs: (categoryId: string) => call<{ items: Faq[] }>('GET', `categories/${categoryId}/faqs`),
    upload: (file: File, progress: (share: number) => void) => upload(file, headers(), progress),
    download: async (messageId: string, key: string): Promise<Blob> => {
      const response = await fetch(`/visitor/v1/messages/${messageId}/files/${key}`, { headers: headers() })
      if (!response.ok) throw failureOf(response.status, undefined)
      return response.blob()
    },
  }
}

export type Api = ReturnType<typeof apiWith>

/** Only the older way to send can tell how far it is. */
function upload(
  file: File,
  headers: Record<string, string>,
  progress: (share: number) => void,
): Promise<{ image_key: string } | { file_key: string }> {
  const isImage = /^image\/(png|jpe?g|gif|webp|bmp)$/.test(file.type)
  const form = new FormData()
  if (!isImage) form.append('name', file.name || 'file')
  form.append(isImage ? 'image' : 'file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/visitor/v1/${isImage ? 'images' : 'files'}`)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      progress(total === 0 ? 0 : loaded / total),
    )
    request.addEventListener('error', () => reject(new ApiError(0, 'network', 'The server did not answer.')))
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(request.response as { image_key: string })
      else reject(failureOf(request.status, (request.response as Failure | null) ?? undefined))
    })
    request.send(form)
  })
}
