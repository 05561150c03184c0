import type { console as contract, Input } from '@pipit/contract'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import { checkedContent, fileMessage } from '../../domain/message-files.ts'
import { postAsAgent, readThread } from '../../domain/messages.ts'
import { requestRating } from '../../domain/rating-requests.ts'
import { mentionsIn } from '../../domain/remarks.ts'
import { holdTicket, resumeTicket } from '../../domain/snooze.ts'
import { closeTicket, remarkOnTicket, reopenTicket, takeTicket } from '../../domain/ticket-actions.ts'
import type { Handlers } from '../handlers.ts'
import { countTickets, listTickets } from './list.ts'
import { acting, ticketDetail } from './ticket-detail.ts'
import { messagesOf, remarkOf } from './wire.ts'

type Reply = Input<typeof contract.ticket.reply>['body']

/** A reply is one of three things. */
async function contentOf(cx: Cx, body: Reply): Promise<{ type: string; content: unknown }> {
  const given = (['text', 'post', 'file_key'] as const).filter((name) => body[name] !== undefined)
  if (given.length !== 1)
    throw invalid('text', given.join(', '), 'is needed, or post, or file_key, and only one')
  if (body.file_key !== undefined) return fileMessage(cx, body.file_key)
  const type = body.post ? 'post' : 'text'
  return { type, content: await checkedContent(cx, type, body.post ?? { text: body.text }) }
}

export const ticket: Handlers<typeof contract.ticket> = {
  counts: countTickets,
  list: listTickets,
  get: (cx, { params }) => ticketDetail(cx, params.ticket_id),
  messages: async (cx, { params, query }) => {
    const { limit = 50 } = query
    const { messages, people, hasMore } = await readThread(cx, params.ticket_id, query.before, limit)
    return { items: await messagesOf(cx, messages, people), has_more: hasMore }
  },
  reply: async (cx, { params, body }) => {
    const { type, content } = await contentOf(cx, body)
    const message = { type, content, clientId: body.client_id }
    const [sent] = await messagesOf(cx, [
      await postAsAgent(cx, params.ticket_id, message, body.draft_version),
    ])
    return sent!
  },
  remark: async (cx, { params, body }) => {
    const { content, mentions, draft_version: draftVersion } = body
    const remark = await remarkOnTicket(cx, params.ticket_id, { content, mentions, draftVersion })
    const people = await loadPeople(cx.db, cx.tenantId, [remark.author_id, ...mentionsIn(remark)])
    return remarkOf(remark, people)
  },
  requestRating: async (cx, { params, body }) => {
    const [sent] = await messagesOf(cx, [await requestRating(cx, params.ticket_id, body.language)])
    return sent!
  },
  take: acting((cx, id, { body }) => takeTicket(cx, id, body.version)),
  close: acting((cx, id, { body }) => closeTicket(cx, id, { solved: body.solved, seen: body.version })),
  reopen: acting((cx, id, { body }) => reopenTicket(cx, id, body.version)),
  hold: acting((cx, id, { body }) => holdTicket(cx, id, { until: body.until, seen: body.version })),
  resume: acting((cx, id, { body }) => resumeTicket(cx, id, body.version)),
}
