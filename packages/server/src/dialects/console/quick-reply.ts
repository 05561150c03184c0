import type { console as contract } from '@pipit/contract'
import {
  type QuickReplyRow,
  createQuickReply,
  deleteQuickReply,
  listQuickReplies,
  updateQuickReply,
} from '../../domain/quick-replies.ts'
import type { Handlers } from '../handlers.ts'

const toWire = ({ id, name, text, owner_id, updated_at }: QuickReplyRow) => ({
  id,
  name,
  text,
  shared: owner_id === null,
  updated_at,
})

export const quickReply: Handlers<typeof contract.quickReply> = {
  list: async (cx) => ({ items: (await listQuickReplies(cx)).map(toWire) }),
  create: async (cx, { body }) => toWire(await createQuickReply(cx, body)),
  update: async (cx, { params, body }) => toWire(await updateQuickReply(cx, params.id, body)),
  delete: async (cx, { params }) => {
    await deleteQuickReply(cx, params.id)
    return {}
  },
}
