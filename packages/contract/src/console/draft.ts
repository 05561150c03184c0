import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { FileInfo } from './file.ts'

export const DraftMode = Type.Enum(['reply', 'note'], { description: 'to the guest, or to colleagues' })

export const Draft = Type.Object({
  mode: DraftMode,
  text: Type.String({ description: 'Markdown' }),
  files: Type.Array(FileInfo),
  version: Type.Integer(),
  updated_at: Type.Integer({ description: 'ms' }),
})

export const draft = {
  /** What the signed-in person has begun to write on a ticket, on any device. */
  list: endpoint({
    method: 'GET',
    path: '/console/v1/tickets/:ticket_id/drafts',
    summary: 'List drafts',
    tokens: ['session'],
    envelope: 'bare',
    params: Type.Object({ ticket_id: Type.String() }),
    response: Type.Object({ items: Type.Array(Draft) }),
  }),
  /** Keep what was written so far; `draft_conflict` when another device has changed it since `version`. */
  put: endpoint({
    method: 'PUT',
    path: '/console/v1/tickets/:ticket_id/drafts/:mode',
    summary: 'Keep a draft',
    tokens: ['session'],
    envelope: 'bare',
    params: Type.Object({ ticket_id: Type.String(), mode: DraftMode }),
    body: Type.Object({
      text: Type.String({ maxLength: 40_000 }),
      file_keys: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 20 })),
      version: Type.Integer({ minimum: 0, description: 'the one it was written on; 0 where there was none' }),
      page: Type.Optional(
        Type.String({
          minLength: 8,
          maxLength: 40,
          description: 'the browser tab: only its others are told',
        }),
      ),
    }),
    response: Type.Object({
      version: Type.Integer({ description: 'the one it has now; 0 when nothing was left to keep' }),
    }),
  }),
}
