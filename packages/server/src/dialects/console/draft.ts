import type { console as contract } from '@pipit/contract'
import { listDrafts, putDraft } from '../../domain/drafts.ts'
import type { Handlers } from '../handlers.ts'
import { fileInfoOf } from './file.ts'

export const draft: Handlers<typeof contract.draft> = {
  list: async (cx, { params }) => {
    const drafts = await listDrafts(cx, params.ticket_id)
    return {
      items: drafts.map(({ mode, text, files, version, updatedAt }) => ({
        mode,
        text,
        files: files.map(fileInfoOf),
        version,
        updated_at: updatedAt,
      })),
    }
  },
  put: async (cx, { params, body }) => {
    const { text, file_keys: files = [], version, page } = body
    return { version: await putDraft(cx, params.ticket_id, params.mode, { text, files, version, page }) }
  },
}
