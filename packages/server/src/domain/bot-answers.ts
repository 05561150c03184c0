import { type FaqRow, faqsByIds } from '../db/faqs.ts'
import { isClosed } from '../db/tickets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { plainTextOf } from './documents.ts'
import { AppError, invalid } from './errors.ts'
import { isLive, richAnswer } from './faqs.ts'
import { postAsBot } from './messages.ts'
import { type RichtextItem, isDocument, isImage, isLink } from './richtext.ts'
import { lockedTicket } from './tickets.ts'
import { noteAppAnswer } from './widgets.ts'

export interface PickedFaq {
  readonly id: string
  /** How sure the program is; its own scale. */
  readonly score?: number | undefined
}

/**
 * Answers a guest's message with FAQs, as one message of the bot; without FAQs nothing is said. The ticket must still
 * be with the bot. Answering the same event again changes nothing.
 * @throws ticket_not_found, ticket_not_with_bot, faq_not_found; invalid_input for an event of something else.
 */
export const answerQuery = (
  cx: Cx,
  ticketId: string,
  eventId: string,
  picked: readonly PickedFaq[],
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockedTicket(cx, ticketId)
    if (cx.actor.kind === 'app') await noteAppAnswer(cx)
    if (!(await isQuestion(cx, ticketId, eventId)))
      throw invalid('event_id', eventId, "must be the id of the event of a guest's message on this ticket")
    if (await isAnswered(cx, ticketId, eventId)) return
    if (isClosed(ticket.status) || ticket.stage !== 'bot') throw new AppError('ticket_not_with_bot')
    const chosen = [...new Map(picked.map((faq) => [faq.id, faq])).values()]
    const rows = await faqsByIds(
      cx.db,
      cx.tenantId,
      cx.helpdeskId,
      chosen.map(({ id }) => id),
    )
    const faqs = chosen.map(({ id }) => {
      const faq = rows.get(id)
      if (!faq || !isLive(faq, cx.now)) throw new AppError('faq_not_found')
      return faq
    })
    if (faqs.length === 0) return
    const content = await postOf(cx, faqs)
    const message = await postAsBot(cx, ticketId, { type: 'post', content, clientId: `answer ${eventId}` })
    await cx.db
      .insertInto('ticket_answers')
      .values(
        chosen.map(({ id, score }, position) => ({
          tenant_id: cx.tenantId,
          ticket_id: ticketId,
          event_id: eventId,
          position,
          faq_id: id,
          score: score ?? null,
          message_id: message.id,
          created_at: cx.now,
        })),
      )
      .execute()
  })

async function isQuestion(cx: Cx, ticketId: string, eventId: string): Promise<boolean> {
  const event = await cx.db
    .selectFrom('outbox')
    .select(['type', 'payload'])
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', eventId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (event?.type !== 'message.created') return false
  const { messageId } = JSON.parse(event.payload) as { messageId: string }
  const message = await cx.db
    .selectFrom('messages')
    .select('sender_type')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .where('id', '=', messageId)
    .executeTakeFirst()
  return message?.sender_type === 'guest'
}

const isAnswered = async (cx: Cx, ticketId: string, eventId: string): Promise<boolean> =>
  (await cx.db
    .selectFrom('ticket_answers')
    .select('position')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()) !== undefined

/** How much of a document is said in an answer. */
const documentLength = 500

/** The FAQs as a post: one alone has its question as the title, several have theirs in bold. */
export async function postOf(cx: Cx, faqs: readonly FaqRow[]): Promise<unknown> {
  const content: unknown[][] = []
  for (const faq of faqs) {
    if (faqs.length > 1) content.push([{ tag: 'text', text: faq.question, style: ['bold'] }])
    for (const item of richAnswer(faq)) content.push([await elementOf(cx, item)])
  }
  return { zh_cn: { title: faqs.length === 1 ? faqs[0]!.question : '', content } }
}

async function elementOf(cx: Cx, item: RichtextItem): Promise<unknown> {
  if (isImage(item)) return { tag: 'img', image_key: item.content }
  if (isLink(item)) return { tag: 'a', text: item.content, href: item.content }
  if (!isDocument(item)) return { tag: 'text', text: item.content }
  const document = await cx.db
    .selectFrom('documents')
    .select(['title', 'content'])
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', item.content)
    .executeTakeFirst()
  const text = document ? plainTextOf(document).trim() : ''
  return { tag: 'text', text: text.length > documentLength ? `${text.slice(0, documentLength)}…` : text }
}
