import type { feishu } from '@pipit/contract'
import type { Document } from '@pipit/contract/feishu/docx'
import type { Static } from 'typebox'
import type { Documents } from '../../db/schema.ts'
import { createDocument, getDocument, plainTextOf } from '../../domain/documents.ts'
import type { Handlers } from '../handlers.ts'

/** There is one way to show a document, so the settings are what that shows. */
const displaySetting = {
  show_authors: true,
  show_create_time: true,
  show_pv: false,
  show_uv: false,
  show_like_count: false,
  show_comment_count: false,
  show_related_matters: false,
}

const documentToWire = (document: Documents): Static<typeof Document> => ({
  document_id: document.id,
  revision_id: document.revision,
  title: document.title,
  display_setting: displaySetting,
})

export const document: Handlers<typeof feishu.docx.v1.document> = {
  create: async (cx, { body }) => {
    const { title, folder_token: folderToken } = body
    return { document: documentToWire(await createDocument(cx, { title, folderToken })) }
  },
  get: async (cx, { params }) => ({ document: documentToWire(await getDocument(cx, params.document_id)) }),
  rawContent: async (cx, { params }) => ({ content: plainTextOf(await getDocument(cx, params.document_id)) }),
}
