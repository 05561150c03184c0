import type { Endpoint } from '@pipit/contract'
import { Type } from 'typebox'
import type { Services } from '../../domain/cx.ts'
import type { RateLimiter } from '../../platform/rate-limit.ts'
import type { Dialect } from '../mount.ts'
import { authenticate } from './authenticate.ts'
import { failureOf } from './errors.ts'

/** The Open Platform's way of asking and answering: `{code, msg, data}`. */
export const feishuDialect = (services: Services, limiter: RateLimiter): Dialect => ({
  authenticate: (endpoint, name, request, caller) =>
    authenticate(services, limiter, endpoint, name, request, caller),
  schema: (endpoint) => {
    const envelope = { code: Type.Integer(), msg: Type.String() }
    if (endpoint.envelope !== 'flat') return Type.Object({ ...envelope, data: endpoint.response })
    const { properties } = endpoint.response as { properties?: Record<string, never> }
    return Type.Object({ ...envelope, ...properties })
  },
  ok: (endpoint: Endpoint, result) =>
    endpoint.envelope === 'flat'
      ? { code: 0, msg: 'ok', ...(result as object) }
      : { code: 0, msg: 'success', data: result },
  fail: (error, endpoint, caller, request) => {
    const failure = failureOf(error, endpoint, caller, services.baseUrl)
    if (failure.status >= 500) request.log.error({ err: error, log_id: caller.logId }, 'request failed')
    return failure
  },
})
