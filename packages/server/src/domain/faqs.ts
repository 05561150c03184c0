import { categoriesByIds, lockCategory } from '../db/categories.ts'
import {
  type FaqFilter,
  type FaqRow,
  countFaqs,
  faqsByIds,
  findFaq,
  lockFaq,
  pageOfFaqs,
} from '../db/faqs.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Categories } from '../db/schema.ts'
import { searchIndex } from '../db/search.ts'
import { type People, loadPeople } from '../db/users.ts'
import { newId } from '../platform/ids.ts'
import { requireAgent } from './categories.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { linkDocuments } from './documents.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { type RichtextItem, isDocument, richtextText } from './richtext.ts'
import { categoryToken, indexFaq, rootCategory, scopeOf } from './search-index.ts'
import { termsOf } from './tokenizer.ts'

/** FAQs with the categories and people they name. */
export interface FaqsWithNames {
  readonly faqs: readonly FaqRow[]
  readonly categories: ReadonlyMap<string, Categories>
  readonly people: People
}

export interface FaqInput {
  readonly categoryId?: string | undefined
  readonly question: string
  readonly answer?: string | undefined
  readonly richtext?: readonly RichtextItem[] | undefined
  /** Other ways to ask the same. */
  readonly tags?: readonly string[] | undefined
  /** When it stops being an answer, Unix ms; nothing for never. */
  readonly expiresAt?: number | null | undefined
}

export const similarQuestions = (faq: FaqRow): string[] => fromJson(faq.tags)

/** The rich answer; of a FAQ with a plain one, that in one piece. */
export const richAnswer = (faq: FaqRow): RichtextItem[] =>
  faq.answer_richtext === null
    ? [{ content: faq.answer, type: 'text' }]
    : fromJson<RichtextItem[]>(faq.answer_richtext)

/** Whether guests may be shown it now. */
export const isLive = (faq: FaqRow, now: number): boolean =>
  faq.status === 'online' && (faq.expires_at === null || faq.expires_at > now)

export async function withNames(cx: Cx, faqs: readonly FaqRow[]): Promise<FaqsWithNames> {
  const [categories, people] = await Promise.all([
    categoriesByIds(
      cx.db,
      cx.tenantId,
      cx.helpdeskId,
      faqs.map((faq) => faq.category_id),
    ),
    loadPeople(
      cx.db,
      cx.tenantId,
      faqs.flatMap((faq) => [faq.created_by, faq.updated_by]),
    ),
  ])
  return { faqs, categories, people }
}

/** A FAQ that is online, expired or not. */
export async function getFaq(cx: Cx, id: string): Promise<FaqRow> {
  const faq = await findFaq(cx.db, cx.tenantId, cx.helpdeskId, id)
  if (faq?.status !== 'online') throw new AppError('faq_not_found')
  return faq
}

/** The columns that follow from what is given; what is not given stays. */
async function columnsOf(cx: Cx, input: FaqInput) {
  const columns: Partial<FaqRow> = { question: input.question.trim() }
  if (columns.question === '') throw invalid('faq.question', input.question, 'must not be empty')
  if (input.answer !== undefined || input.richtext !== undefined) {
    columns.answer = input.answer?.trim() ? input.answer : richtextText(input.richtext ?? [])
    columns.answer_richtext = input.richtext === undefined ? null : toJson(input.richtext)
    if (columns.answer.trim() === '' && (input.richtext ?? []).length === 0)
      throw invalid('faq.answer', input.answer, 'or answer_richtext must not be empty')
  }
  if (input.tags !== undefined)
    columns.tags = toJson([...new Set(input.tags.map((tag) => tag.trim()))].filter((tag) => tag !== ''))
  if (input.expiresAt !== undefined) columns.expires_at = input.expiresAt
  if (input.categoryId !== undefined) columns.category_id = await categoryOf(cx, input.categoryId)
  return columns
}

async function categoryOf(cx: Cx, id: string): Promise<string | null> {
  if (id === rootCategory || id === '') return null
  if (!(await lockCategory(cx.db, cx.tenantId, cx.helpdeskId, id)))
    throw invalid('faq.category_id', id, 'is not a category of this help desk')
  return id
}

const documentsIn = (items: readonly RichtextItem[]) =>
  items.flatMap((item, i) =>
    isDocument(item) ? [{ id: item.content, field: `faq.answer_richtext.${i}.content` }] : [],
  )

export const createFaq = (cx: Cx, input: FaqInput): Promise<FaqRow> =>
  inTransaction(cx, async (cx) => {
    requireAgent(cx)
    if (input.answer === undefined && input.richtext === undefined)
      throw invalid('faq.answer', '', 'or answer_richtext is required')
    const faq: FaqRow = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: newId(cx.now),
      category_id: null,
      question: input.question,
      answer: '',
      answer_richtext: null,
      tags: '[]',
      status: 'online',
      expires_at: null,
      created_by: actorUserId(cx),
      updated_by: actorUserId(cx),
      created_at: cx.now,
      updated_at: cx.now,
      ...(await columnsOf(cx, input)),
    }
    await cx.db.insertInto('faqs').values(faq).execute()
    if (input.richtext) await linkDocuments(cx, faq.id, documentsIn(input.richtext))
    await indexFaq(cx, faq)
    await emit(cx, 'faq.changed', { faqId: faq.id })
    return faq
  })

/** Changes what is given. A plain answer alone replaces a rich one, and the other way round. */
export const updateFaq = (cx: Cx, id: string, input: FaqInput): Promise<FaqRow> =>
  changeFaq(cx, id, 'online', async (cx) => {
    if (input.answer !== undefined || input.richtext !== undefined)
      await linkDocuments(cx, id, documentsIn(input.richtext ?? []))
    return columnsOf(cx, input)
  })

/** Takes a FAQ offline; it can be restored. */
export const deleteFaq = (cx: Cx, id: string): Promise<FaqRow> =>
  changeFaq(cx, id, 'online', async () => ({ status: 'deleted' }))

/** Puts a deleted FAQ online again. */
export const restoreFaq = (cx: Cx, id: string): Promise<FaqRow> =>
  changeFaq(cx, id, 'deleted', async () => ({ status: 'online' }))

/** Deletes a FAQ for good: its question stays listed, its answer is gone. */
export const purgeFaq = (cx: Cx, id: string): Promise<FaqRow> =>
  changeFaq(cx, id, 'deleted', async (cx) => {
    await linkDocuments(cx, id, [])
    return { status: 'purged', answer: '', answer_richtext: null, tags: '[]' }
  })

const changeFaq = (
  cx: Cx,
  id: string,
  status: FaqRow['status'],
  work: (cx: Cx) => Promise<Partial<FaqRow>>,
): Promise<FaqRow> =>
  inTransaction(cx, async (cx) => {
    requireAgent(cx)
    const faq = await lockFaq(cx.db, cx.tenantId, cx.helpdeskId, id)
    if (faq?.status !== status) throw new AppError('faq_not_found')
    const change = { ...(await work(cx)), updated_by: actorUserId(cx) ?? faq.updated_by, updated_at: cx.now }
    await cx.db
      .updateTable('faqs')
      .set(change)
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', id)
      .execute()
    const changed = { ...faq, ...change }
    await indexFaq(cx, changed)
    await emit(cx, 'faq.changed', { faqId: id })
    return changed
  })

/** Questions and answers that are online, by number of rows instead of by cursor. */
export async function queryFaqs(
  cx: Cx,
  search: string | undefined,
  offset: number,
  limit: number,
): Promise<{ faqs: readonly FaqRow[]; total: number }> {
  if (search !== undefined) {
    const { faqs, total } = await listFaqs(cx, { status: 'online', search }, undefined, offset + limit)
    return { faqs: faqs.slice(offset), total }
  }
  const [faqs, total] = await Promise.all([
    cx.db
      .selectFrom('faqs')
      .selectAll()
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('status', '=', 'online')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute(),
    countFaqs(cx.db, cx.tenantId, cx.helpdeskId, { status: 'online' }),
  ])
  return { faqs, total }
}

export interface FaqPage {
  readonly faqs: FaqRow[]
  readonly total: number
  /** For the next page; nothing when this is the last. */
  readonly next: string | undefined
}

/** A total is counted no further when it is one of found words. */
const countedMatches = 10_000

/** A page of FAQs, newest first. `search` looks in questions, similar questions and names of authors. */
export async function listFaqs(
  cx: Cx,
  filter: FaqFilter & { readonly search?: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<FaqPage> {
  if (filter.search !== undefined && filter.status !== 'purged')
    return foundFaqs(cx, { ...filter, search: filter.search }, after, limit)
  const [rows, total] = await Promise.all([
    pageOfFaqs(cx.db, cx.tenantId, cx.helpdeskId, filter, after, limit + 1),
    countFaqs(cx.db, cx.tenantId, cx.helpdeskId, filter),
  ])
  const faqs = rows.slice(0, limit)
  return { faqs, total, next: rows.length > limit ? faqs.at(-1)!.id : undefined }
}

async function foundFaqs(
  cx: Cx,
  { search, status, categoryId }: FaqFilter & { readonly search: string },
  after: string | undefined,
  limit: number,
): Promise<FaqPage> {
  const terms = [
    ...termsOf(search),
    ...(categoryId === undefined ? [] : [{ tokens: [categoryToken(categoryId)], prefix: false }]),
  ]
  if (terms.length === (categoryId === undefined ? 0 : 1)) return { faqs: [], total: 0, next: undefined }
  const scope = scopeOf(cx, status === 'deleted' ? 'faq_deleted' : 'faq')
  const index = searchIndex(cx.engine)
  const fields = ['a', 'b', 'd'] as const
  const [hits, total] = await Promise.all([
    index.newest(cx, scope, terms, fields, after, limit + 1),
    index.count(cx, scope, terms, fields, countedMatches),
  ])
  const page = hits.slice(0, limit)
  const rows = await faqsByIds(
    cx.db,
    cx.tenantId,
    cx.helpdeskId,
    page.map((hit) => hit.id),
  )
  return {
    faqs: page.flatMap(({ id }) => rows.get(id) ?? []),
    total,
    next: hits.length > limit ? page.at(-1)!.at : undefined,
  }
}
