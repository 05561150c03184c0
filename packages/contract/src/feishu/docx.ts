import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const Document = Type.Object({
  document_id: Type.Optional(Type.String({ description: 'document ID' })),
  revision_id: Type.Optional(
    Type.Integer({ description: 'revision number, from 1; each change makes the next' }),
  ),
  title: Type.Optional(Type.String({ description: 'title' })),
  display_setting: Type.Optional(
    Type.Object({
      show_authors: Type.Optional(Type.Boolean({ description: 'what the page shows of the document' })),
      show_create_time: Type.Optional(Type.Boolean()),
      show_pv: Type.Optional(Type.Boolean()),
      show_uv: Type.Optional(Type.Boolean()),
      show_like_count: Type.Optional(Type.Boolean()),
      show_comment_count: Type.Optional(Type.Boolean()),
      show_related_matters: Type.Optional(Type.Boolean()),
    }),
  ),
  cover: Type.Optional(
    Type.Object({
      token: Type.Optional(Type.String()),
      offset_ratio_x: Type.Optional(Type.Number()),
      offset_ratio_y: Type.Optional(Type.Number()),
    }),
  ),
})

const one = Type.Object({
  document_id: Type.String({ description: 'document ID', minLength: 27, maxLength: 27 }),
})

export const document = {
  /** Create a document. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/docx/v1/documents',
    summary: 'Create a document',
    tokens: ['tenant', 'user'],
    scopes: ['docx:document', 'docx:document:create'],
    body: Type.Object({
      folder_token: Type.Optional(
        Type.String({ description: 'the folder it is for; the root when left out', maxLength: 100 }),
      ),
      title: Type.Optional(
        Type.String({ description: 'title, in plain text', minLength: 1, maxLength: 800 }),
      ),
    }),
    response: Type.Object({
      document: Type.Optional(Document),
    }),
    errors: [
      1770001, 1770002, 1770003, 1770004, 1770005, 1770006, 1770007, 1770008, 1770010, 1770011, 1770012,
      1770013, 1770014, 1770015, 1770019, 1770020, 1770021, 1770022, 1770024, 1770025, 1770026, 1770027,
      1770028, 1770029, 1770030, 1770031, 1770033, 1770039, 1770040, 1770034, 1770036, 1770037, 1770032,
      1771001, 1771006, 1771002, 1771003, 1771004, 1771005,
    ],
  }),
  /** Get a document. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id',
    summary: 'Get a document',
    tokens: ['tenant', 'user'],
    scopes: ['docx:document', 'docx:document:readonly'],
    params: one,
    response: Type.Object({
      document: Type.Optional(Document),
    }),
    errors: [
      1770001, 1770002, 1770003, 1770004, 1770005, 1770006, 1770007, 1770008, 1770010, 1770011, 1770012,
      1770013, 1770014, 1770015, 1770019, 1770020, 1770021, 1770022, 1770024, 1770025, 1770026, 1770027,
      1770028, 1770029, 1770030, 1770031, 1770033, 1770034, 1770032, 1771001, 1771006, 1771002, 1771003,
      1771004, 1771005,
    ],
  }),
  /** Get a document's plain text. */
  rawContent: endpoint({
    method: 'GET',
    path: '/open-apis/docx/v1/documents/:document_id/raw_content',
    summary: "Get a document's plain text",
    tokens: ['tenant', 'user'],
    scopes: ['docx:document', 'docx:document:readonly'],
    params: one,
    query: Type.Object({
      lang: Type.Optional(
        Type.Integer({
          description: 'language of the names of mentioned people: 0 as they are, 1 English',
          default: 0,
          enum: [0, 1, 2],
        }),
      ),
    }),
    response: Type.Object({
      content: Type.Optional(Type.String({ description: 'plain text' })),
    }),
    errors: [
      1770001, 1770002, 1770003, 1770004, 1770005, 1770006, 1770007, 1770008, 1770010, 1770011, 1770012,
      1770013, 1770014, 1770015, 1770019, 1770020, 1770021, 1770022, 1770024, 1770025, 1770026, 1770027,
      1770028, 1770029, 1770030, 1770031, 1770033, 1770034, 1770032, 1771001, 1771006, 1771002, 1771003,
      1771004, 1771005,
    ],
  }),
}
