import { console as api } from '@pipit/contract'
import { useSyncExternalStore } from 'react'
import { call } from '../../../api/call.ts'
import { ApiError } from '../../../api/error.ts'
import { queryClient } from '../../../query-client.ts'
import { pageId } from '../../../presence/announce.ts'
import { draftsQuery } from '../../../api/query.ts'
import { createDrafts } from './drafts.ts'

/** What is being written, on every ticket; kept on the server a moment after each change. */
export const draftStore = createDrafts({
  put: async ({ ticketId, mode }, { text, files, version }, leaving) => {
    const { version: next } = await call(
      api.draft.put,
      {
        params: { ticket_id: ticketId, mode },
        body: { text, file_keys: files.map(({ key }) => key), version, page: pageId },
      },
      undefined,
      { keepalive: leaving },
    )
    return next
  },
  read: async (ticketId) => (await queryClient.fetchQuery({ ...draftsQuery(ticketId), staleTime: 0 })).items,
  isConflict: (error) => error instanceof ApiError && error.code === 'draft_conflict',
})

window.addEventListener('pagehide', () => draftStore.flush(true))
window.addEventListener('online', () => draftStore.flush(false))

export const useDraft = (ticketId: string, mode: 'reply' | 'note') =>
  useSyncExternalStore(draftStore.subscribe, () => draftStore.get({ ticketId, mode }))
