import { ApiPromise, type Settled } from './api-promise.ts'
import { PipitError } from './errors.ts'
import type { Endpoint } from './endpoint.ts'
import type { Reply } from './reply.ts'

/** A list under way: awaiting it gives the first page, iterating over it gives every item of every page. */
export class PagePromise<T, Item> extends ApiPromise<Reply<T>> implements AsyncIterable<Item> {
  readonly #endpoint: Endpoint
  readonly #params: Readonly<Record<string, unknown>>
  readonly #next: (params: object) => Promise<Reply<T>>

  constructor(
    first: Promise<Settled<Reply<T>>>,
    endpoint: Endpoint,
    params: object | undefined,
    next: (params: object) => Promise<Reply<T>>,
  ) {
    super(first)
    this.#endpoint = endpoint
    this.#params = { ...params }
    this.#next = next
  }

  /** Every page, as its `data`. */
  pages(): AsyncGenerator<T, void, undefined> {
    // The loop over it may start after the first page has failed; that failure belongs to the loop.
    this.catch(() => {})
    return this.#walk()
  }

  async *#walk(): AsyncGenerator<T, void, undefined> {
    let reply: Reply<T> = await this.then(undefined, undefined)
    let params: Readonly<Record<string, unknown>> | undefined = this.#params
    for (;;) {
      yield reply.data
      params = this.#after(params, reply.data as Page)
      if (!params) return
      reply = await this.#next(params)
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const name = this.#endpoint.pages?.items ?? 'items'
    for await (const page of this.pages()) {
      const items = (page as Readonly<Record<string, readonly Item[] | null | undefined>>)[name]
      if (items) yield* items
    }
  }

  /** The parameters of the page after this one, or nothing when this was the last. */
  #after(params: Readonly<Record<string, unknown>>, page: Page): Record<string, unknown> | undefined {
    if (this.#endpoint.pages?.by === 'number') return this.#afterNumber(params, page)
    const token = page.page_token || page.next_page_token
    if (!page.has_more || !token) return undefined
    if (token === params['page_token']) {
      throw new PipitError(
        `${this.#endpoint.method} ${this.#endpoint.path} returned the same page_token twice: stopped, ` +
          'because it would go on for ever. Report it to whoever runs the server.',
      )
    }
    return { ...params, page_token: token }
  }

  #afterNumber(params: Readonly<Record<string, unknown>>, page: Page): Record<string, unknown> | undefined {
    const items = page[this.#endpoint.pages?.items ?? '']
    const count = Array.isArray(items) ? items.length : 0
    const number = Number(params['page'] ?? 1)
    const size = Number(params['page_size'] ?? 20)
    const total = typeof page.total === 'number' ? page.total : Number.POSITIVE_INFINITY
    return count === 0 || number * size >= total ? undefined : { ...params, page: number + 1 }
  }
}

interface Page {
  readonly has_more?: unknown
  readonly page_token?: unknown
  readonly next_page_token?: unknown
  readonly total?: unknown
  readonly [name: string]: unknown
}
