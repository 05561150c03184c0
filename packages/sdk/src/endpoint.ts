export type TokenKind = 'tenant' | 'app' | 'user' | 'access'

/** One endpoint as the runtime needs it; the generated files hold one of these for each method. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with `:name` parameters. */
  readonly path: string
  /** Accepted credentials; empty means none is sent. */
  readonly tokens: readonly TokenKind[]
  /** Whether the help desk header is required. */
  readonly helpdesk?: boolean
  /** Where the members stand in the reply; under `data` when absent. */
  readonly envelope?: 'flat' | 'bare' | 'binary'
  /** Name of the file member of a multipart upload. */
  readonly file?: string
  /** How to walk the pages of a list. */
  readonly pages?: { readonly items: string; readonly by: 'token' | 'number' }
  /** Repeating it does no harm although it is not a GET. */
  readonly repeatable?: boolean
}

export interface Payload {
  /** Values for the `:name` parts of the path. */
  readonly path?: object
  /** The query string. */
  readonly params?: object
  /** The body. */
  readonly data?: unknown
}
