import type { Endpoint } from '@pipit/contract'
import type { FastifyRequest } from 'fastify'
import { type Cx, type Services, newCx } from '../../domain/cx.ts'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { OAuthRefusal } from '../../domain/oauth-refusal.ts'
import { type SessionUser, findSession } from '../../domain/sessions.ts'
import { InputError } from '../input.ts'
import type { Caller, Dialect, Failure } from '../mount.ts'
import { readCookies } from './cookie.ts'

export const statuses: Record<ErrorCode, number> = {
  invalid_input: 400,
  not_signed_in: 401,
  wrong_password: 401,
  forbidden: 403,
  ticket_not_found: 404,
  message_not_found: 404,
  user_not_found: 404,
  user_not_visible: 404,
  department_not_found: 404,
  app_not_found: 404,
  helpdesk_not_found: 404,
  agent_not_found: 404,
  skill_not_found: 404,
  ticket_closed: 409,
  ticket_open: 409,
  ticket_not_pending: 409,
  ticket_not_with_bot: 409,
  ticket_changed: 409,
  ticket_merged: 409,
  ticket_not_merged: 409,
  ticket_not_split: 409,
  fields_required: 409,
  category_not_found: 404,
  category_not_empty: 409,
  faq_not_found: 404,
  document_not_found: 404,
  guest_not_visible: 409,
  bad_url: 400,
  bad_card: 400,
  message_too_long: 400,
  message_hidden: 403,
  message_recalled: 409,
  message_too_old: 409,
  message_not_editable: 409,
  edited_too_often: 409,
  not_the_sender: 403,
  chat_not_found: 404,
  thread_not_found: 404,
  chat_not_shareable: 409,
  chat_has_ticket: 409,
  not_in_chat: 403,
  user_resigned: 409,
  file_not_found: 404,
  file_deleted: 410,
  file_too_large: 413,
  file_empty: 400,
  file_type_mismatch: 409,
  file_not_in_message: 404,
  no_files_in_message: 404,
  image_not_recognised: 400,
  image_too_large: 400,
  not_the_uploader: 403,
  idempotency_conflict: 409,
  storage_full: 507,
  notification_not_found: 404,
  notification_state: 409,
  push_forbidden: 403,
  mailbox_not_found: 404,
  mail_not_found: 404,
  mail_state: 409,
  custom_field_not_found: 404,
  identity_refused: 401,
  origin_not_allowed: 403,
  draft_conflict: 409,
  quick_reply_not_found: 404,
  access_token_not_found: 404,
  saved_view_not_found: 404,
}

const sessions = new WeakMap<FastifyRequest, SessionUser>()

/** The session of an authenticated console request. */
export const sessionOf = (request: FastifyRequest): SessionUser => {
  const session = sessions.get(request)
  if (!session) throw new AppError('not_signed_in')
  return session
}

/** Whoever is signed in, without insisting on it. */
export async function findRequestSession(
  services: Services,
  request: FastifyRequest,
  now: number,
): Promise<SessionUser | undefined> {
  for (const cookie of readCookies(request.headers.cookie)) {
    const session = await findSession(services, cookie, now)
    if (session) return session
  }
  return undefined
}

/** Our own pages: a session cookie, bare JSON, and HTTP statuses that say what happened. */
export const consoleDialect = (services: Services): Dialect => ({
  quietReads: true,
  authenticate: (endpoint, _name, request, caller) => authenticate(services, endpoint, request, caller),
  schema: (endpoint) => endpoint.response,
  ok: (_endpoint, result) => result,
  fail: (error, _endpoint, caller, request) => {
    const failure = failureOf(error, caller)
    if (failure.status >= 500) request.log.error({ err: error, log_id: caller.logId }, 'request failed')
    return failure
  },
})

async function authenticate(
  services: Services,
  endpoint: Endpoint,
  request: FastifyRequest,
  caller: Caller,
): Promise<Cx> {
  // A page of another site can send a form with our cookie, but not this header.
  if (request.method !== 'GET' && request.headers['x-pipit-csrf'] !== '1')
    throw new InputError([{ field: 'X-Pipit-Csrf', value: '', description: 'must be 1 on every change' }])
  if (!endpoint.tokens.includes('session'))
    return newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: caller.now })
  const session = await findRequestSession(services, request, caller.now)
  if (!session) throw new AppError('not_signed_in')
  sessions.set(request, session)
  caller.tenantId = session.tenantId
  caller.userId = session.user.id
  // Whoever serves on no desk can only sign in for other apps.
  if (session.role === undefined && !/^\/console\/v1\/(session$|oauth\/)/.test(endpoint.path))
    throw new AppError('forbidden')
  // A token opens pages; letting apps act for its person would outlive it.
  if (session.signOn && endpoint.path.startsWith('/console/v1/oauth/')) throw new AppError('forbidden')
  if (endpoint.path.startsWith('/console/v1/admin/') && session.role === 'agent')
    throw new AppError('forbidden')
  return newCx(services, {
    tenantId: session.tenantId,
    helpdeskId: session.helpdeskId,
    actor: {
      kind: 'user',
      userId: session.user.id,
      role: session.role,
      ...(session.signOn && {
        accessToken: { id: session.signOn.tokenId, scopes: session.signOn.scopes },
      }),
    },
    now: caller.now,
  })
}

export function failureOf(error: unknown, caller: Caller): Failure {
  if (error instanceof OAuthRefusal) {
    const { reason, message } = error
    return { status: 400, code: 400, message, body: { code: reason, message, log_id: caller.logId } }
  }
  const known = error instanceof AppError
  const code = known ? error.code : error instanceof InputError ? 'invalid_input' : 'internal_error'
  const status = known ? statuses[error.code] : error instanceof InputError ? 400 : 500
  const violations = known || error instanceof InputError ? error.violations : []
  const message = known || error instanceof InputError ? error.message : 'Something failed on our side.'
  return {
    status,
    code: status,
    message,
    body: {
      code,
      message,
      log_id: caller.logId,
      ...(violations.length > 0 && { field_violations: violations }),
      ...(known && error.details && { details: error.details }),
    },
  }
}
