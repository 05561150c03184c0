import type { console as api, Input } from '@pipit/contract'
import { type AnswerPart, itemsOf, partsOf } from './answer-parts.ts'
import { root } from './category-tree.ts'
import type { FaqDetail } from './knowledge-query.ts'

type Body = Input<typeof api.knowledgeAdmin.createFaq>['body']

/** A FAQ while it is written. */
export interface FaqDraft {
  readonly question: string
  readonly parts: readonly AnswerPart[]
  /** One per line. */
  readonly similar: string
  readonly categoryId: string
  /** `YYYY-MM-DD`, or nothing for always. */
  readonly until: string
}

const two = (n: number) => String(n).padStart(2, '0')

/** The day of a time, on this machine's clock. */
export const dayOf = (at: number): string => {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export const draftOf = (faq: FaqDetail | undefined, categoryId: string | undefined): FaqDraft => ({
  question: faq?.question ?? '',
  parts: partsOf(faq?.answer ?? []),
  similar: faq?.similar_questions.join('\n') ?? '',
  categoryId: faq ? (faq.category_id ?? root) : (categoryId ?? root),
  until: faq?.expires_at === undefined ? '' : dayOf(faq.expires_at),
})

/** What is sent. A day that was not touched keeps its time; a new one counts until it is over. */
export const bodyOf = (draft: FaqDraft, faq: FaqDetail | undefined): Body => ({
  question: draft.question.trim(),
  answer: itemsOf(draft.parts),
  similar_questions: draft.similar
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  category_id: draft.categoryId,
  expires_at:
    draft.until === ''
      ? 0
      : faq?.expires_at !== undefined && dayOf(faq.expires_at) === draft.until
        ? faq.expires_at
        : new Date(`${draft.until}T23:59:59.999`).getTime(),
})

/** Whether two drafts say the same. */
export const isSame = (a: FaqDraft, b: FaqDraft): boolean =>
  JSON.stringify(bodyOf(a, undefined)) === JSON.stringify(bodyOf(b, undefined))
