import type { ApiPromise } from './api-promise.ts'
import type { Download } from './download.ts'
import type { Endpoint, Payload } from './endpoint.ts'
import type { RequestOptions } from './options.ts'
import type { PagePromise } from './pages.ts'

/** What the generated resources need from a client. */
export interface Caller {
  call<T>(endpoint: Endpoint, payload?: Payload, options?: RequestOptions): ApiPromise<T>
  list<T, Item>(endpoint: Endpoint, payload?: Payload, options?: RequestOptions): PagePromise<T, Item>
  download(endpoint: Endpoint, payload?: Payload, options?: RequestOptions): ApiPromise<Download>
  /** The address of an endpoint that is visited by a browser, not called. */
  address(endpoint: Endpoint, payload?: Payload): string
}

/** Base of the generated resource classes. */
export abstract class Resource {
  protected readonly caller: Caller

  constructor(caller: Caller) {
    this.caller = caller
  }
}
