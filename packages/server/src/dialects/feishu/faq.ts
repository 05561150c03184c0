import type { feishu } from '@pipit/contract'
import type { Faq, FaqInput as WireInput } from '@pipit/contract/feishu/faq'
import type { Static } from 'typebox'
import type { FaqRow, FaqStatus } from '../../db/faqs.ts'
import { invalid } from '../../domain/errors.ts'
import { openFaqImage } from '../../domain/faq-images.ts'
import { type FaqCursor, searchFaqs } from '../../domain/faq-search.ts'
import {
  type FaqInput,
  type FaqsWithNames,
  createFaq,
  deleteFaq,
  getFaq,
  listFaqs,
  richAnswer,
  similarQuestions,
  updateFaq,
  withNames,
} from '../../domain/faqs.ts'
import type { Cx } from '../../domain/cx.ts'
import { checkRichtext } from '../../domain/richtext.ts'
import type { Handlers } from '../handlers.ts'
import { clean } from '../input.ts'
import { categoryToWire } from './category.ts'
import { binaryOf } from './im-resource.ts'
import { personToWire } from './wire.ts'

const statuses = { '1': 'online', '0': 'deleted', '2': 'purged' } as const satisfies Record<string, FaqStatus>

const seconds = (ms: number): number => Math.floor(ms / 1000)

const faqToWire = (faq: FaqRow, { categories, people }: FaqsWithNames): Static<typeof Faq> => {
  const category = faq.category_id === null ? undefined : categories.get(faq.category_id)
  return {
    faq_id: faq.id,
    id: faq.id,
    helpdesk_id: faq.helpdesk_id,
    question: faq.question,
    answer: faq.answer,
    answer_richtext: richAnswer(faq),
    create_time: seconds(faq.created_at),
    update_time: seconds(faq.updated_at),
    categories: category ? [categoryToWire(category)] : [],
    tags: similarQuestions(faq),
    expire_time: faq.expires_at === null ? undefined : seconds(faq.expires_at),
    update_user: faq.updated_by === null ? undefined : personToWire(people.get(faq.updated_by)),
    create_user: faq.created_by === null ? undefined : personToWire(people.get(faq.created_by)),
  }
}

async function faqsToWire(cx: Cx, faqs: readonly FaqRow[]) {
  const named = await withNames(cx, faqs)
  return faqs.map((faq) => faqToWire(faq, named))
}

/** Creation is documented with JSON text, change with a list, and the Go SDK sends text for both. */
function richtextFromWire(given: Static<typeof WireInput>['answer_richtext']) {
  const field = 'faq.answer_richtext'
  if (given === undefined || given === '') return undefined
  if (typeof given !== 'string') return checkRichtext(field, given)
  let parsed: unknown
  try {
    parsed = JSON.parse(given)
  } catch {
    throw invalid(field, given, 'must be JSON, for example [{"content":"hello","type":"text"}]')
  }
  return checkRichtext(field, clean(parsed, field))
}

const inputFromWire = (faq: Static<typeof WireInput>): FaqInput => ({
  categoryId: faq.category_id,
  question: faq.question,
  answer: faq.answer,
  richtext: richtextFromWire(faq.answer_richtext),
  tags: faq.tags,
  expiresAt:
    faq.expire_time === undefined ? undefined : faq.expire_time === 0 ? null : faq.expire_time * 1000,
})

const encodeToken = (text: string): string => Buffer.from(text).toString('base64url')

function decodeToken(token: string | undefined, pattern: RegExp): RegExpExecArray | undefined {
  if (token === undefined) return undefined
  const match = pattern.exec(Buffer.from(token, 'base64url').toString('latin1'))
  if (!match) throw invalid('page_token', token, 'was not made by this endpoint')
  return match
}

function cursorOf(token: string | undefined): FaqCursor | undefined {
  const match = decodeToken(token, /^([0-2])\.(\d{1,19})$/)
  return match && { tier: Number(match[1]), at: match[2]! }
}

/** Some clients leave the `+` of base64 unescaped, and a query has no `+`: it is a space by then. */
function queryOf(query: string, base64: string | undefined): string {
  if (base64?.toLowerCase() !== 'true') return query
  const text = query.replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) throw invalid('query', query, 'is not base64')
  return clean(Buffer.from(text, 'base64').toString('utf8'), 'query') as string
}

export const faq: Handlers<typeof feishu.helpdesk.v1.faq> = {
  create: async (cx, { body }) => {
    const [created] = await faqsToWire(cx, [await createFaq(cx, inputFromWire(body.faq))])
    return { faq: created }
  },
  delete: async (cx, { params }) => {
    await deleteFaq(cx, params.id)
    return {}
  },
  faqImage: async (cx, { params }) => binaryOf(await openFaqImage(cx, params.id, params.image_key)),
  get: async (cx, { params }) => {
    const [found] = await faqsToWire(cx, [await getFaq(cx, params.id)])
    return { faq: found }
  },
  list: async (cx, { query }) => {
    const { page_size: size = 20, status = '1', category_id: categoryId, search } = query
    const before = decodeToken(query.page_token, /^\d{1,19}$/)?.[0]
    const page = await listFaqs(cx, { status: statuses[status], categoryId, search }, before, size)
    return {
      has_more: page.next !== undefined,
      page_token: page.next === undefined ? undefined : encodeToken(page.next),
      page_size: page.faqs.length,
      total: page.total,
      items: await faqsToWire(cx, page.faqs),
    }
  },
  patch: async (cx, { params, body }) => {
    await updateFaq(cx, params.id, inputFromWire(body.faq))
    return {}
  },
  search: async (cx, { query }) => {
    const { page_size: size = 20 } = query
    const text = queryOf(query.query, query.base64)
    const { faqs, next } = await searchFaqs(cx, text, cursorOf(query.page_token), size)
    return {
      has_more: next !== undefined,
      page_token: next === undefined ? undefined : encodeToken(`${next.tier}.${next.at}`),
      items: await faqsToWire(cx, faqs),
    }
  },
}
