import type { console as contract, Output } from '@pipit/contract'
import type { DeliveryRow } from '../../db/deliveries.ts'
import { fromJson } from '../../db/json.ts'
import type { Cx } from '../../domain/cx.ts'
import {
  deliveryLog,
  deliveryState,
  parkedByApp,
  redeliver,
  requireEventRole,
} from '../../domain/deliveries.ts'
import { invalid } from '../../domain/errors.ts'
import { type Challenge, type Receiver, changeReceiver, getReceiver } from '../../domain/receivers.ts'
import type { Attempt } from '../../events/attempt.ts'
import type { EventFace } from '../../events/face.ts'
import { replay } from '../../events/replay.ts'
import type { Handlers } from '../handlers.ts'

type Contract = typeof contract.event

async function receiverToWire(cx: Cx, receiver: Receiver): Promise<Output<Contract['receiver']>> {
  return {
    app_id: receiver.appId,
    mode: receiver.mode,
    request_url: receiver.requestUrl,
    encrypt_key: receiver.encryptKey,
    verification_token: receiver.verificationToken,
    events: [...receiver.events],
    ...(await deliveryState(cx, receiver.appId)),
  }
}

const deliveryToWire = (row: DeliveryRow): Output<Contract['deliveries']>['items'][number] => ({
  app_id: row.app_id,
  event_id: row.event_id,
  event_type: row.event_type,
  helpdesk_id: row.helpdesk_id === '' ? undefined : row.helpdesk_id,
  subject: row.subject,
  position: row.position,
  status: row.status,
  attempts: fromJson<Attempt[]>(row.log).map(({ at, ms, ok, status, error, response }) => ({
    at,
    ms,
    ok,
    status,
    error,
    response,
  })),
  created_at: row.created_at,
  updated_at: row.updated_at,
})

function readCursor(text: string | undefined): { position: number; eventId: string } | undefined {
  if (text === undefined) return undefined
  const match = /^(\d{1,15})\.(\w{1,64})$/.exec(text)
  if (!match) throw invalid('cursor', text, 'was not made by this endpoint')
  return { position: Number(match[1]), eventId: match[2]! }
}

/** An empty text takes a setting away. */
const setting = (text: string | undefined): string | null | undefined => (text === '' ? null : text)

export const event = (outbound: { challenge: Challenge; face: EventFace }): Handlers<Contract> => ({
  receiver: async (cx, { params }) => {
    requireEventRole(cx)
    return receiverToWire(cx, await getReceiver(cx, params.app_id))
  },
  configure: async (cx, { params, body }) => {
    const change = {
      mode: body.mode,
      requestUrl: setting(body.request_url),
      encryptKey: setting(body.encrypt_key),
      verificationToken: body.verification_token,
      events: body.events,
    }
    return receiverToWire(cx, await changeReceiver(cx, params.app_id, change, outbound.challenge))
  },
  deliveries: async (cx, { query }) => {
    const { limit = 50 } = query
    const rows = await deliveryLog(cx, {
      appId: query.app_id,
      status: query.status,
      eventId: query.event_id,
      subject: query.subject,
      before: readCursor(query.cursor),
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      items: page.map(deliveryToWire),
      next_cursor: rows.length > limit && last ? `${last.position}.${last.event_id}` : undefined,
    }
  },
  parked: async (cx) => ({
    items: (await parkedByApp(cx)).map(({ appId, count }) => ({ app_id: appId, count })),
  }),
  redeliver: async (cx, { params, body }) => ({ count: await redeliver(cx, params.app_id, body.event_ids) }),
  replay: async (cx, { params, body }) => ({
    count: await replay(cx, outbound.face, params.app_id, body),
  }),
})
