import type { console as contract, Output } from '@pipit/contract'
import type { WidgetRow } from '../../db/widgets.ts'
import type { Cx } from '../../domain/cx.ts'
import { deskPresence } from '../../domain/desk-presence.ts'
import { getHelpdesk } from '../../domain/helpdesks.ts'
import {
  allowedOriginsOf,
  countAnswers,
  getWidget,
  rotateIdentitySecret,
  updateWidget,
  viewIdentitySecret,
} from '../../domain/widgets.ts'
import type { Handlers } from '../handlers.ts'
import { widgetOf } from '../visitor/wire.ts'

const month = 30 * 24 * 3600_000

async function settingsOf(cx: Cx, widget: WidgetRow): Promise<Output<typeof contract.widget.get>> {
  const [desk, presence, answers] = await Promise.all([
    getHelpdesk(cx),
    deskPresence(cx),
    countAnswers(cx, cx.now - month),
  ])
  return {
    ...widgetOf(widget, presence, cx.now),
    helpdesk_name: desk.name,
    bot: widget.bot === 1,
    enabled: widget.enabled === 1,
    allowed_origins: allowedOriginsOf(widget),
    app_answered_at: widget.app_answered_at ?? undefined,
    identity_changed_at: widget.identity_changed_at,
    answers,
  }
}

export const widget: Handlers<typeof contract.widget> = {
  get: async (cx) => settingsOf(cx, await getWidget(cx)),
  update: async (cx, { body }) => {
    const { allowed_origins: allowedOrigins, ...rest } = body
    return settingsOf(cx, await updateWidget(cx, { ...rest, ...(allowedOrigins && { allowedOrigins }) }))
  },
  secret: async (cx) => ({ secret: await viewIdentitySecret(cx) }),
  rotateSecret: async (cx) => ({ secret: await rotateIdentitySecret(cx) }),
}
