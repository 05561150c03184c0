import type { Db } from './engine.ts'
import type { RequestLog } from './schema.ts'

export interface RequestFilter {
  readonly log_id?: string | undefined
  readonly app_id?: string | undefined
  readonly errors_only?: boolean | undefined
  /** The last log id of the page before. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * A page of the request log, newest first: log ids begin with the time. Requests that were refused before their
 * tenant was known belong to nobody; they are found by their exact log id only, which nobody can guess.
 */
export function listRequests(db: Db, tenantId: string, filter: RequestFilter): Promise<RequestLog[]> {
  let query = db.selectFrom('request_log').selectAll()
  query =
    filter.log_id === undefined
      ? query.where('tenant_id', '=', tenantId)
      : query.where('tenant_id', 'in', [tenantId, '']).where('log_id', '=', filter.log_id)
  if (filter.app_id !== undefined) query = query.where('app_id', '=', filter.app_id)
  if (filter.errors_only) query = query.where('code', '<>', 0)
  if (filter.cursor !== undefined) query = query.where('log_id', '<', filter.cursor)
  return query.orderBy('log_id', 'desc').limit(filter.limit).execute()
}
