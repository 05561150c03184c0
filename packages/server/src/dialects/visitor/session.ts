import type { visitor as contract } from '@pipit/contract'
import { findWidgetById } from '../../db/widgets.ts'
import { type Cx, type Services, newCx } from '../../domain/cx.ts'
import { deskPresence } from '../../domain/desk-presence.ts'
import { AppError } from '../../domain/errors.ts'
import { type VisitToken, endVisit, identifyVisit, renewVisit, startVisit } from '../../domain/visits.ts'
import { mayHold } from '../../domain/widgets.ts'
import type { Handlers } from '../handlers.ts'
import { ownOrigins, visitOf } from './dialect.ts'
import { widgetOf } from './wire.ts'

async function openWidget(cx: Cx, id: string) {
  const widget = await findWidgetById(cx.db, id)
  if (!widget || widget.enabled === 0) throw new AppError('helpdesk_not_found')
  return widget
}

const tokenOf = ({ token, expiresAt }: VisitToken) => ({ token, expires_at: expiresAt })

export const widget: Handlers<typeof contract.widget> = {
  get: async (cx, { params }) => {
    const widget = await openWidget(cx, params.widget_id)
    const desk = newCx(cx, { ...cx, tenantId: widget.tenant_id, helpdeskId: widget.helpdesk_id })
    return widgetOf(widget, await deskPresence(desk), cx.now)
  },
}

/** @param services for what reaches over visits */
export const session = (services: Services): Handlers<typeof contract.session> => ({
  create: async (cx, { body }, { request, caller }) => {
    const widget = await openWidget(cx, body.widget_id)
    caller.tenantId = widget.tenant_id
    if (!mayHold(widget, body.origin, ownOrigins(services, request))) throw new AppError('origin_not_allowed')
    const { language, page, identity } = body
    return tokenOf(await startVisit(services, widget, { language, page, identity, now: cx.now }))
  },
  renew: async (cx, _input, { request }) => tokenOf(await renewVisit(cx, visitOf(request))),
  identify: async (cx, { body }, { request }) =>
    tokenOf(await identifyVisit(services, cx, visitOf(request), body.identity)),
  delete: async (cx, _input, { request }) => {
    await endVisit(cx, visitOf(request))
    return {}
  },
})
