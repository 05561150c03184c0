import { randomInt } from 'node:crypto'
import { faqsByIds } from '../db/faqs.ts'
import type { Documents } from '../db/schema.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { indexFaqs } from './search-index.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Twenty-seven letters and digits, as the vendor's document ids. */
export const newDocumentId = (): string =>
  Array.from({ length: 27 }, () => alphabet[randomInt(alphabet.length)]).join('')

const maximumTitle = 800
const maximumContent = 1_000_000

/** An empty document of the organisation. */
export const createDocument = (
  cx: Cx,
  input: { title?: string | undefined; folderToken?: string | undefined },
): Promise<Documents> =>
  inTransaction(cx, async (cx) => {
    const document: Documents = {
      tenant_id: cx.tenantId,
      id: newDocumentId(),
      title: input.title ?? '',
      content: '',
      revision: 1,
      folder_token: input.folderToken ?? null,
      created_by: actorUserId(cx),
      created_at: cx.now,
      updated_at: cx.now,
    }
    await cx.db.insertInto('documents').values(document).execute()
    await emit(cx, 'document.changed', { documentId: document.id })
    return document
  })

const documentOf = (cx: Cx, id: string) =>
  cx.db.selectFrom('documents').selectAll().where('tenant_id', '=', cx.tenantId).where('id', '=', id)

export async function getDocument(cx: Cx, id: string): Promise<Documents> {
  const document = await documentOf(cx, id).executeTakeFirst()
  if (!document) throw new AppError('document_not_found')
  return document
}

/** These documents, as far as there are any. */
export async function documentsByIds(cx: Cx, ids: readonly string[]): Promise<Map<string, Documents>> {
  if (ids.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('documents')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Sets a document's title or text: a new revision. FAQs that show it are found by the new words at once. */
export const setDocument = (
  cx: Cx,
  id: string,
  change: { title?: string | undefined; content?: string | undefined },
): Promise<Documents> =>
  inTransaction(cx, async (cx) => {
    if (change.title !== undefined && change.title.length > maximumTitle)
      throw invalid('title', change.title, `must have at most ${maximumTitle} characters`)
    if (change.content !== undefined && change.content.length > maximumContent)
      throw invalid('content', change.content, `must have at most ${maximumContent} characters`)
    const document = await documentOf(cx, id).forUpdate().executeTakeFirst()
    if (!document) throw new AppError('document_not_found')
    const changed = {
      title: change.title ?? document.title,
      content: change.content ?? document.content,
      revision: document.revision + 1,
      updated_at: cx.now,
    }
    await cx.db
      .updateTable('documents')
      .set(changed)
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', id)
      .execute()
    await reindexFaqsWith(cx, id)
    await emit(cx, 'document.changed', { documentId: id })
    return { ...document, ...changed }
  })

async function reindexFaqsWith(cx: Cx, documentId: string): Promise<void> {
  const links = await cx.db
    .selectFrom('faq_documents')
    .select(['helpdesk_id', 'faq_id'])
    .where('tenant_id', '=', cx.tenantId)
    .where('document_id', '=', documentId)
    .execute()
  for (const helpdeskId of new Set(links.map((link) => link.helpdesk_id))) {
    const ids = links.filter((link) => link.helpdesk_id === helpdeskId).map((link) => link.faq_id)
    const faqs = await faqsByIds(cx.db, cx.tenantId, helpdeskId, ids)
    await indexFaqs({ ...cx, helpdeskId }, [...faqs.values()])
  }
}

/** The text of a document as the vendor gives it: the title is its first line. */
export const plainTextOf = (document: Pick<Documents, 'title' | 'content'>): string =>
  [document.title, document.content]
    .filter((text) => text !== '')
    .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
    .join('')

/** Makes these the documents a FAQ shows. @throws invalid_input for one that the tenant does not have. */
export async function linkDocuments(
  cx: Cx,
  faqId: string,
  documents: readonly { readonly id: string; readonly field: string }[],
): Promise<void> {
  const ids = [...new Set(documents.map(({ id }) => id))]
  const known =
    ids.length === 0
      ? []
      : await cx.db
          .selectFrom('documents')
          .select('id')
          .where('tenant_id', '=', cx.tenantId)
          .where('id', 'in', ids)
          .execute()
  for (const { id, field } of documents)
    if (!known.some((document) => document.id === id))
      throw invalid(field, id, 'is not a document of this organisation')
  await cx.db
    .deleteFrom('faq_documents')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('faq_id', '=', faqId)
    .execute()
  if (ids.length === 0) return
  await cx.db
    .insertInto('faq_documents')
    .values(
      ids.map((id) => ({
        tenant_id: cx.tenantId,
        document_id: id,
        helpdesk_id: cx.helpdeskId,
        faq_id: faqId,
      })),
    )
    .execute()
}
