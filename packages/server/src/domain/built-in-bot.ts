import type { WidgetRow } from '../db/widgets.ts'
import type { FaqRow } from '../db/faqs.ts'
import type { MessageRow } from '../db/messages.ts'
import { type PickedFaq, answerQuery } from './bot-answers.ts'
import { type Cx, inTransaction } from './cx.ts'
import { answerFor } from './faq-search.ts'
import { findFaq } from '../db/faqs.ts'
import { isLive } from './faqs.ts'
import { postAsBot } from './messages.ts'
import { languageOf } from './ticket-facts.ts'
import { appAnswersFor } from './widgets.ts'

/**
 * Who has the first word with a guest of the widget. An app that answers guests itself (`answer_user_query`) keeps the
 * built-in bot silent for a day after each answer; with the bot switched off and no such app, people have it.
 */
export type FirstWord = 'bot' | 'apps' | 'people'

export function firstWordOf(widget: Pick<WidgetRow, 'bot' | 'app_answered_at'>, now: number): FirstWord {
  if (widget.app_answered_at !== null && widget.app_answered_at > now - appAnswersFor) return 'apps'
  return widget.bot === 1 ? 'bot' : 'people'
}

/** What the bot is going to say; worked out before the message it answers is written. */
export type BotAnswer =
  | { readonly kind: 'faq'; readonly faq: PickedFaq }
  | { readonly kind: 'choices'; readonly faqs: readonly FaqRow[] }
  | { readonly kind: 'nothing' }

/** From here on one answer is given; below it the guest chooses among the best. */
const sure = 0.6

/** @param chosenId the FAQ whose question the guest has tapped on. */
export async function findAnswer(cx: Cx, question: string, chosenId: string | undefined): Promise<BotAnswer> {
  if (chosenId !== undefined) {
    const faq = await findFaq(cx.db, cx.tenantId, cx.helpdeskId, chosenId)
    if (faq && isLive(faq, cx.now)) return { kind: 'faq', faq: { id: faq.id } }
  }
  const found = await answerFor(cx, question, 4)
  const [best] = found
  if (!best) return { kind: 'nothing' }
  if (best.score >= sure) return { kind: 'faq', faq: { id: best.faq.id, score: best.score } }
  return { kind: 'choices', faqs: found.map(({ faq }) => faq) }
}

const texts = {
  zh: {
    choices: '你想问的是不是：',
    nothing: '没有找到答案。换个说法再试试，或者点「转人工」。',
  },
  en: {
    choices: 'Is it one of these?',
    nothing: 'I have no answer to that. Try other words, or ask for a person.',
  },
} as const

/**
 * Answers a guest's message in the transaction that writes it: both are there or neither, so each message is answered
 * once. The answer is an ordinary message of the ticket.
 */
export const sayAnswer = (
  cx: Cx,
  question: MessageRow,
  answer: BotAnswer,
  usual: 'zh' | 'en',
): Promise<void> =>
  inTransaction({ ...cx, actor: { kind: 'system' } }, async (cx) => {
    const ticketId = question.ticket_id!
    const eventId = await eventOf(cx, question)
    if (answer.kind === 'faq') return answerQuery(cx, ticketId, eventId, [answer.faq])
    const [written] = languageOf(question.text)
    const said = texts[written === 'zh_cn' ? 'zh' : written === 'en_us' ? 'en' : usual]
    const text = answer.kind === 'choices' ? said.choices : said.nothing
    const content =
      answer.kind === 'nothing'
        ? { text }
        : {
            zh_cn: {
              title: '',
              content: [
                [{ tag: 'text', text }],
                ...answer.faqs.map((faq) => [{ tag: 'text', text: faq.question, faq_id: faq.id }]),
              ],
            },
          }
    const type = answer.kind === 'nothing' ? 'text' : 'post'
    await postAsBot(cx, ticketId, { type, content, clientId: `answer ${eventId}` })
    return undefined
  })

/** The event that tells of a message which this transaction has written. */
async function eventOf(cx: Cx, message: MessageRow): Promise<string> {
  const rows = await cx.db
    .selectFrom('outbox')
    .select(['id', 'payload'])
    .where('tenant_id', '=', cx.tenantId)
    .where('created_at', '=', message.created_at)
    .where('ticket_id', '=', message.ticket_id)
    .where('type', '=', 'message.created')
    .execute()
  return rows.find((row) => row.payload.includes(message.id))!.id
}

/** Whether an app has said something on a ticket: then it leads the conversation. */
export const appHasSpoken = async (cx: Cx, ticketId: string): Promise<boolean> =>
  (await cx.db
    .selectFrom('messages')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .where('sender_type', '=', 'bot')
    .where('app_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

const chinese =
  /^(请|帮我|麻烦|我要|我想|给我)*(转|找|要|接|呼叫|联系)*(一下|个)*(人工|真人|客服)(客服|服务|坐席)*(吧|谢谢)*$/u
const english =
  /^(i )?(want|need|would like|get me|give me|let me|can i)?( to)?( talk| speak| chat)?( to| with)?( an?| the)?( real| live)? ?(human|agent|person|operator|representative|support agent)( please)?$/

/** Whether a guest asks for a person and for nothing else. */
export function asksForPerson(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
  return plain.length <= 60 && (chinese.test(plain.replaceAll(' ', '')) || english.test(plain))
}
