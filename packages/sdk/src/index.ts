export { AccessTokenClient } from './access-token-client.ts'
export type { AccessTokenClientOptions } from './access-token-client.ts'
export { adaptDefault, adaptExpress, adaptFetch } from './adapters.ts'
export type { NodeListener, NodeRequest, NodeResponse, WebResponse } from './adapters.ts'
export { ApiPromise } from './api-promise.ts'
export type { Outcome, Result } from './api-promise.ts'
export { MemoryCache } from './cache.ts'
export type { Cache } from './cache.ts'
export { Client } from './client.ts'
export type { RawRequest } from './client.ts'
export { Download } from './download.ts'
export type { ReadableLike } from './download.ts'
export {
  AbortError,
  ApiError,
  ConfigError,
  ConnectionError,
  EventError,
  PipitError,
  RateLimitError,
  ResponseError,
  TimeoutError,
  TokenError,
} from './errors.ts'
export type { FieldViolation, Help, PermissionViolation } from './errors.ts'
export { EventDispatcher } from './events.ts'
export type {
  Delivery,
  EventDispatcherOptions,
  EventEnvelope,
  EventHandler,
  EventHandlers,
} from './events.ts'
export type * from './event-map.ts'
export { LoggerLevel } from './logger.ts'
export type { Logger, LoggerLevelName } from './logger.ts'
export type { FileInput } from './multipart.ts'
export {
  AppType,
  Domain,
  withAll,
  withHelpDeskCredential,
  withRequestId,
  withTenantKey,
  withTenantToken,
  withUserAccessToken,
} from './options.ts'
export type { ClientOptions, HelpdeskCredential, RequestOptions } from './options.ts'
export { PagePromise } from './pages.ts'
export type { FlatReply, Reply } from './reply.ts'
export { fetchTransport } from './transport-fetch.ts'
export type { Transport, TransportRequest, TransportResponse } from './transport.ts'
export type { AbortSignalLike, BlobLike, Fetch } from './web.ts'
export { WSClient } from './ws.ts'
export type { WSClientOptions } from './ws.ts'
export type * from './generated/feishu/index.ts'
export type * as AccessTokenApi from './generated/access-token/index.ts'
