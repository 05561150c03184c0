import type { console as contract } from '@pipit/contract'
import { notePresence } from '../../domain/presence.ts'
import type { Handlers } from '../handlers.ts'
import { sessionOf } from './dialect.ts'

export const presence: Handlers<typeof contract.presence> = {
  update: async (cx, { body }, { request }) => {
    const { id, name, avatar_url } = sessionOf(request).user
    const person = { id, name, avatar_url: avatar_url ?? undefined }
    notePresence(cx, person, body.page, body.ticket_id, body.typing ?? false, body.answering ?? false)
    return {}
  },
}
